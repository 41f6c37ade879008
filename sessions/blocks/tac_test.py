"""TAC test block: bring the shown limb into the posture of a second, translucent one."""

from typing import Literal

from pydantic import Field

from sessions.blocks.execution import Attempts
from sessions.plan.document import Document


class TacTestBlock(Document):
    """Target achievement control, after Simon 2011 with the defaults of BioPatRec.

    Within 5 degrees for 2 s, in up to 30 s, from 40 degrees away. All four are the plan's: for a
    first day a wider tolerance and a shorter stay serve better.
    """

    exercise: Literal["tac_test"]
    attempts: Attempts
    """Targets are postures of these; opposite ones share a degree of freedom."""
    trials: int = Field(default=3, ge=1, le=10)
    """Of each target."""
    degrees_at_once: Literal[1, 2] = 1
    """How many degrees of freedom a target asks for together."""
    cue_s: float = Field(default=2.0, ge=0.5, le=10.0)
    test_s: float = Field(default=30.0, ge=5.0, le=120.0)
    distance_deg: float = Field(default=40.0, ge=10.0, le=90.0)
    tolerance_deg: float = Field(default=5.0, ge=2.0, le=20.0)
    dwell_s: float = Field(default=2.0, ge=0.3, le=10.0)
    relax_s: float = Field(default=3.0, ge=1.0, le=30.0)
    if_sensor_fails: Literal["skip", "stop"] = "skip"

    @property
    def ordered_s(self) -> float:
        """How long the block takes where every target takes all its time."""
        return self.ordered_repetitions * (self.cue_s + self.test_s + self.relax_s)

    @property
    def ordered_repetitions(self) -> int:
        """Targets to reach."""
        return self.trials * len(self.attempts)
