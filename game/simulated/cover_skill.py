"""Takes a moment under the cover, then goes on or, sometimes, ends."""

from collections.abc import Hashable

from game.frame import Frame
from game.input.command import Wish
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill, asked_on, wishes_on

_MOMENT_S = 12.0


class CoverSkill(Skill):
    """Any screen from which one can go on where one was."""

    def __init__(self) -> None:
        self._times = 0

    def notices(self, frame: Frame) -> Hashable | None:
        """Return what is offered beside going on."""
        return asked_on(frame.screen) if Wish.RESUME in wishes_on(frame.screen) else None

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Go on after a moment; from the second time on perhaps end."""
        self._times += 1
        ends = self._times > 1 and Wish.END in wishes_on(frame.screen)
        ends = ends and person.happens(person.temperament.ends_when_covered)
        return Intention(Wish.END if ends else Wish.RESUME, now_s + person.takes_s(_MOMENT_S))
