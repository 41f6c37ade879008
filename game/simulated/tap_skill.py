"""Taps a key at a person's own rhythm for as long as the strip offers it."""

from collections.abc import Hashable

from game.frame import Frame
from game.input.command import Wish
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill

_SCENES = frozenset({"tapping", "phantom_tapping", "phantom_motor"})
_TAP_S = 0.30
"""Between two taps, at ease; the phantom takes longer."""
_PHANTOM_TIMES = 1.8
_CYCLE_S = 1.6
"""A whole movement there and back."""


class TapSkill(Skill):
    """Any trial of tapping that offers a key to tap."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return which trial it is."""
        offered = any(button.wish is Wish.CHOOSE for button in frame.screen.buttons)
        return frame.screen.title if frame.scene in _SCENES and offered else None

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Begin to tap."""
        return Intention(Wish.CHOOSE, now_s + self._next_s(frame, person), value=1)

    def after(
        self, done: Intention, frame: Frame, person: Person, now_s: float
    ) -> Intention | None:
        """Go on tapping."""
        return self.intend(frame, person, now_s)

    def _next_s(self, frame: Frame, person: Person) -> float:
        phantom = frame.scene == "phantom_tapping"
        if frame.scene == "phantom_motor":
            return person.takes_s(_CYCLE_S)
        return person.takes_s(_TAP_S * (_PHANTOM_TIMES if phantom else 1.0))
