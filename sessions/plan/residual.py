"""The residual limb as measured: at which level, and how long."""

from typing import Literal, TypeAlias

from pydantic import Field

from sessions.plan.document import Document

AmputationLevel: TypeAlias = Literal["transradial", "transhumeral", "transtibial", "transfemoral"]
"""Through forearm, upper arm, shank or thigh."""


class ResidualLimb(Document):
    """What is left of the affected limb, so that it and the shown limb can be seen to meet."""

    level: AmputationLevel
    length_mm: float = Field(ge=40, le=420)
    """With a tape from the joint above to the end: from the point of the elbow, the tip of the
    shoulder, the middle of the kneecap, or the hip."""
    shown: bool = True
    """Whether the residual limb is drawn, and the limb beyond its end begins there."""

    @property
    def limb(self) -> Literal["arm", "leg"]:
        """Which limb it belongs to."""
        return "arm" if self.level in ("transradial", "transhumeral") else "leg"
