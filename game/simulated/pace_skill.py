"""Finds a pace: slows down once or twice, the more so when tired, then accepts."""

from collections.abc import Hashable

from game.frame import Frame
from game.input.command import Wish
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill, asked_on, wishes_on

_LOOK_S = 4.0
"""How long one looks at a pace before changing or accepting it."""


class PaceSkill(Skill):
    """Any screen with a slower and a faster."""

    def __init__(self) -> None:
        self._slower_presses = 0

    def notices(self, frame: Frame) -> Hashable | None:
        """Return what is offered beside slower and faster."""
        offered = wishes_on(frame.screen) >= {Wish.SLOWER, Wish.FASTER}
        return asked_on(frame.screen) if offered else None

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Slow down until it is slow enough."""
        wanted = 1 + round(2.0 * person.feelings.tiredness)
        slower = self._slower_presses < wanted or Wish.NEXT not in wishes_on(frame.screen)
        wish = Wish.SLOWER if slower else Wish.NEXT
        return Intention(wish, now_s + person.takes_s(_LOOK_S))

    def after(
        self, done: Intention, frame: Frame, person: Person, now_s: float
    ) -> Intention | None:
        """Look again after each change."""
        if done.wish is Wish.SLOWER:
            self._slower_presses += 1
            return self.intend(frame, person, now_s)
        self._slower_presses = 0
        return super().after(done, frame, person, now_s)
