"""Posture imagery block: pictures of the affected limb, each posture imagined, nothing moved."""

from typing import Literal

from pydantic import Field

from sessions.blocks.pictures import (
    ALL_VIEWS,
    EASY_POSTURES,
    AnglesDeg,
    Limb,
    PostureIds,
    Views,
)
from sessions.plan.document import Document

NOMINAL_IMAGINED_S = 6.0
"""What one imagined posture, there and back, takes, to estimate the dose (proposal)."""


class PostureImageryBlock(Document):
    """Explicit imagery, the second stage of graded motor imagery.

    28 pictures of the affected hand; imagine taking the posture twice, smoothly and without pain;
    three runs took about 15 minutes (Moseley 2004, recalled, medium confidence). Hard postures are
    left out at first. Ease of imagining, 0 to 10, is asked as Beaumont 2011 did daily.
    """

    exercise: Literal["posture_imagery"]
    limb: Limb = "hand"
    pictures: int = Field(default=28, ge=1, le=100)
    times_each: int = Field(default=2, ge=1, le=10)
    """How often each posture is to be imagined."""
    views: Views = ALL_VIEWS
    angles_deg: AnglesDeg = (0.0, 45.0, 315.0)
    postures: PostureIds | None = None
    """None: the easy ones of this limb."""
    longest_s: float = Field(default=60.0, ge=5.0, le=300.0)
    """Then the next picture comes by itself."""
    pause_s: float = Field(default=1.5, ge=0.0, le=30.0)
    """Between two pictures."""
    ask_ease_every: int = Field(default=14, ge=0, le=100)
    """After so many pictures, and at the end, ease of imagining is asked; 0 asks never."""

    @property
    def shown_postures(self) -> tuple[str, ...]:
        """The postures of its pictures."""
        return self.postures or EASY_POSTURES[self.limb]

    @property
    def ordered_s(self) -> float:
        """How long the block takes at `NOMINAL_IMAGINED_S` for each imagined posture."""
        imagined_s = min(self.longest_s, self.times_each * NOMINAL_IMAGINED_S)
        return self.pictures * (imagined_s + self.pause_s)

    @property
    def ordered_repetitions(self) -> int:
        """Postures to be imagined."""
        return self.pictures * self.times_each
