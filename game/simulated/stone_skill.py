"""Moves the limb that is felt for each stepping stone, and says so with the key that is offered."""

from collections.abc import Hashable

from game.frame import Frame
from game.input.command import Wish
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill, wishes_on

_MOVES_S = 2.5


class StoneSkill(Skill):
    """Stepping stones without a muscle sensor."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return which stone is asked for."""
        if frame.scene != "stepping_stones" or Wish.CHOOSE not in wishes_on(frame.screen):
            return None
        return (frame.screen.title, frame.screen.progress)

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Press once the movement is made."""
        return Intention(Wish.CHOOSE, now_s + person.takes_s(_MOVES_S), value=1)
