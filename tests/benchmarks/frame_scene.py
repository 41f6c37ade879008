"""The scene whose cost is compared: a limb that moves over its table, under a strip of words."""

from typing import Protocol

import numpy as np

from game.frame import Frame, ShownLimb
from game.input.command import Wish
from game.screen import Button, Screen
from sensors.pose import INDEX, RESTING, Angles

SIZE_PX = (1280, 720)
STRIP = Screen(
    "strip",
    title="Open your hand slowly",
    lines=("Let the limb on the screen do it with you.",),
    buttons=(
        Button("Cover the limb", Wish.COVER, key="Space", prominent=True),
        Button("It hurts more", Wish.HURTS, key="H"),
        Button("Skip this exercise", Wish.SKIP, key="S"),
    ),
    progress=0.4,
)
_MOVING = [INDEX[name] for name in INDEX if name.endswith(("_flexion", "abduction"))]


class Drawer(Protocol):
    """One way to draw the scene. Everything that does not change is on the graphics card."""

    def warm(self, frame: Frame) -> None:
        """Run through the pose's arithmetic once, as the loop does just before it looks."""
        ...

    def draw(self, frame: Frame) -> None:
        """Pose the limbs, draw their shadow, them, the table and the words, and flip."""
        ...

    def picture(self) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
        """Return what the last frame looks like, shape (height, width, 3)."""
        ...


def frame_at(i: int, limbs: int) -> Frame:
    """Return the i-th frame of a hand that opens and closes."""
    pose: Angles = RESTING.copy()
    pose[_MOVING] *= 1.0 + 0.3 * np.sin(i * 0.1)
    shown = (ShownLimb("left", pose), ShownLimb("right", pose))
    return Frame("mirror", shown[:limbs], STRIP)
