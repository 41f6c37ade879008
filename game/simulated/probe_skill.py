"""Moves the probe's dot to the bright field with the pointer, a little past it now and then."""

from collections.abc import Hashable

from game.drawing import Box, Disc, Place
from game.frame import Frame
from game.input.command import Wish
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill

_STEP_S = 0.12
_SHARE = 0.35
"""Of the way to the field that each little movement goes."""


class ProbeSkill(Skill):
    """Any sequence of the probe that is moved with the pointer."""

    def __init__(self) -> None:
        self._pointer_y = -0.82

    def notices(self, frame: Frame) -> Hashable | None:
        """Return that there is a dot to move, until the last field is held."""
        offered = any(button.wish is Wish.FASTER for button in frame.screen.buttons)
        if frame.scene != "probe" or not offered:
            return None
        return ("probe", _bright(frame))

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Move a part of the way to the bright field."""
        bright = _bright(frame)
        dots = [shape for shape in frame.drawing if isinstance(shape, Disc)]
        if bright is None or not dots:
            self._pointer_y = -0.82
            return None
        apart = bright[1] - dots[-1].at[1]
        shaky = person.chance.gauss(0.0, 0.015) if abs(apart) > 0.03 else 0.0
        self._pointer_y = min(max(self._pointer_y + _SHARE * apart + shaky, -0.82), 0.82)
        place = (bright[0], self._pointer_y)
        return Intention(Wish.DRAG, now_s + person.takes_s(_STEP_S), place=place)

    def after(
        self, done: Intention, frame: Frame, person: Person, now_s: float
    ) -> Intention | None:
        """Look where the dot is now, and go on."""
        return self.intend(frame, person, now_s)


def _bright(frame: Frame) -> Place | None:
    for shape in frame.drawing:
        if isinstance(shape, Box) and shape.colour == "amber":
            return shape.at
    return None
