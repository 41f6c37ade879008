"""Motion Test block: how soon and how surely each movement is read from the muscles."""

from typing import Literal

from pydantic import Field

from sessions.blocks.execution import Attempts
from sessions.plan.document import Document


class MotionTestBlock(Document):
    """Every movement some times, in a random order, as in BioPatRec's Motion Test.

    Its defaults: 3 repetitions, 10 s to get there, 20 right decisions, 3 s to relax.
    """

    exercise: Literal["motion_test"]
    attempts: Attempts
    trials: int = Field(default=3, ge=1, le=10)
    """Of each movement."""
    cue_s: float = Field(default=3.0, ge=0.5, le=10.0)
    attempt_s: float = Field(default=10.0, ge=2.0, le=60.0)
    right_decisions: int = Field(default=20, ge=1, le=200)
    """How many decisions for the movement asked for complete a trial; one each 50 ms counts."""
    relax_s: float = Field(default=3.0, ge=1.0, le=30.0)
    if_sensor_fails: Literal["skip", "stop"] = "skip"
    """Without a muscle sensor, or when it fails: leave the block out, or do not begin."""

    @property
    def ordered_s(self) -> float:
        """How long the block takes where every attempt takes all its time."""
        return self.ordered_repetitions * (self.cue_s + self.attempt_s + self.relax_s)

    @property
    def ordered_repetitions(self) -> int:
        """Attempts asked for, all movements together."""
        return self.trials * len(self.attempts)
