"""Phantom motor control: the phantom is cycled, and the intact hand mirrors it at the same time."""

from typing import Literal

from pydantic import Field

from sessions.blocks.fields import Movements
from sessions.plan.document import Document

READY_S = 4.0


class PhantomMotorBlock(Document):
    """The assessment of Reilly 2006 and Gagne 2009, for the home, the same in every session.

    The intact hand alone first, to compare with; then each movement with phantom and intact hand
    together, at a comfortable speed. Where there is a muscle sensor on the residual limb, its
    signal is averaged over the cycles; the resting signal is taken first. Times are ours.
    """

    exercise: Literal["phantom_motor"]
    movements: Movements = ("hand_open_close", "wrist_flexion_extension")
    baseline_s: float = Field(default=10.0, ge=3.0, le=60.0)
    """Of rest, where there is a muscle sensor."""
    alone_s: float = Field(default=15.0, ge=5.0, le=60.0)
    """The intact hand alone."""
    together_s: float = Field(default=30.0, ge=10.0, le=120.0)
    """The phantom, mirrored by the intact hand."""
    rest_s: float = Field(default=15.0, ge=0.0, le=120.0)
    measured_by: Literal["hand", "key"] = "hand"
    """By the tracked hand, or by a key pressed at each closing, as where no hand is tracked."""

    @property
    def ordered_s(self) -> float:
        """How long the block takes."""
        each_s = 2 * READY_S + self.alone_s + self.together_s + self.rest_s
        return self.baseline_s + len(self.movements) * each_s

    @property
    def ordered_repetitions(self) -> int:
        """Stretches of cycling asked for: how many cycles they hold is the patient's."""
        return 2 * len(self.movements)
