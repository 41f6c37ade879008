"""Steers a dot or a kite by the arrow keys that the strip offers, one step at a time."""

from collections.abc import Hashable

from game.drawing import Box, Disc, Place, Sprite
from game.frame import Frame
from game.input.command import Wish
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill

_STEP_S = 0.25
_NEAR = 0.06
_ARROWS = frozenset({"Left", "Right", "Up", "Down"})
_SCENES = frozenset({"fitts_ring", "kite"})


class ArrowSkill(Skill):
    """Fitts' ring and the kite where no muscles drive them."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return which target it is, where there are arrows to press."""
        arrows = any(button.key in _ARROWS for button in frame.screen.buttons)
        if frame.scene not in _SCENES or not arrows:
            return None
        return (frame.scene, _arrow(frame))

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Press the arrow that leads there."""
        arrow = _arrow(frame)
        if arrow is None:
            return None
        return Intention(Wish.CHOOSE, now_s + person.takes_s(_STEP_S), value=arrow)

    def after(
        self, done: Intention, frame: Frame, person: Person, now_s: float
    ) -> Intention | None:
        """Go on while there is a way to go."""
        return self.intend(frame, person, now_s)


def _arrow(frame: Frame) -> int | None:
    """Return the arrow that leads from what is steered to where it should be; None: it is there."""
    at, target = _ways(frame)
    if at is None or target is None:
        return None
    off = (target[0] - at[0], target[1] - at[1])
    if max(abs(off[0]), abs(off[1])) < _NEAR:
        return None
    if abs(off[0]) >= abs(off[1]):
        return int(off[0] > 0)
    return 2 + int(off[1] > 0)


def _ways(frame: Frame) -> tuple[Place | None, Place | None]:
    kite = next((s for s in frame.drawing if isinstance(s, Sprite) and s.name == "kite"), None)
    if kite is not None:
        wind = [s for s in frame.drawing if isinstance(s, Box) and s.colour == "white"]
        under = min(wind, key=lambda s: abs(s.at[0] - kite.at[0]), default=None)
        return kite.at, None if under is None else (kite.at[0], under.at[1])
    discs = [s for s in frame.drawing if isinstance(s, Disc)]
    return (discs[-1].at, discs[0].at) if len(discs) == 2 else (None, None)
