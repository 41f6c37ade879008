"""Calm block: the limb moves slowly by itself, and nothing is asked of the patient."""

from typing import Literal

from pydantic import Field

from sessions.blocks.fields import Movements
from sessions.plan.document import Document


class CalmBlock(Document):
    """A slow limb to look at, for relief on demand or in the place of something too much.

    2 to 5 minutes, and a cycle of 10 s, are proposals: slower than any exercise, and shorter than
    the 10 minutes at a time of McCabe 2003 (recalled). Looking at a moving limb without having to
    follow is what observation arms of trials did; no effect is promised.
    """

    exercise: Literal["calm"]
    movements: Movements = ("hand_open_close",)
    """Shared out evenly over the block, in this order."""
    duration_s: float = Field(default=180.0, ge=60.0, le=600.0)
    cycle_s: float = Field(default=10.0, ge=6.0, le=20.0)
    """One slow movement, there and back."""

    @property
    def ordered_s(self) -> float:
        """How long the block is meant to last."""
        return self.duration_s

    @property
    def ordered_repetitions(self) -> int:
        """None: the limb moves, nobody has to."""
        return 0
