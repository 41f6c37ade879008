"""What every exercise with things to reach, grasp and place lets a therapist set."""

from typing import Literal, Self

from pydantic import Field, model_validator

from sessions.plan.document import Document

COMFORT_S = 15.0
"""How long the patient's own comfortable range is measured at the start."""


class GraspSettings(Document):
    """Reaching for things within the patient's own comfortable range.

    Outcomes and their names after the reach-to-grasp and drinking-task literature (JNER 2020,
    table 2; JNER 2021, table 2). Every number here is a proposal of ours, not a published dose.
    """

    driven_by: Literal["intact_arm", "script"] = "intact_arm"
    """Whether the intact arm moves the shown limb, or it reaches by itself and the phantom follows.
    Where nothing is measured it is always the script."""
    limbs_shown: Literal["both", "affected"] = "affected"
    phantom_joins_in: bool = True
    """Whether the patient is asked to reach with the phantom too."""
    trial_s: float = Field(default=25.0, ge=5.0, le=120.0)
    """The longest that one reach may take; then the next thing comes, and nothing is lost."""
    rest_s: float = Field(default=2.0, ge=0.0, le=60.0)
    """Pause between two reaches."""
    easiest_tolerance_m: float = Field(default=0.075, ge=0.02, le=0.15)
    """How near the hand has to be at the easiest level."""
    hardest_tolerance_m: float = Field(default=0.035, ge=0.01, le=0.15)
    easiest_distance: float = Field(default=0.5, ge=0.1, le=1.0)
    """How far things are carried at the easiest level, as a share of the patient's own range."""
    hardest_distance: float = Field(default=0.95, ge=0.1, le=1.0)
    close_by: float = Field(default=0.10, ge=0.03, le=0.5)
    """How much of a full fist the hand has to close to take a thing, and to open to let it go."""
    start_level: float = Field(default=0.3, ge=0.0, le=1.0)
    """From 0, the easiest that these limits allow, to 1, the hardest."""
    adapts: bool = True
    """Whether the level follows success, towards about three of four; never up while pain rises."""

    @model_validator(mode="after")
    def _easier_is_easier(self) -> Self:
        if self.easiest_tolerance_m < self.hardest_tolerance_m:
            raise ValueError("allowed: easiest_tolerance_m of at least hardest_tolerance_m")
        if self.easiest_distance > self.hardest_distance:
            raise ValueError("allowed: easiest_distance of at most hardest_distance")
        return self
