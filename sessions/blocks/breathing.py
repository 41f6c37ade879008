"""Breathing block: a shape grows and shrinks slowly, and the breath goes with it."""

from typing import Literal

from pydantic import Field

from sessions.plan.document import Document


class BreathingBlock(Document):
    """Paced breathing as a rest: 4 to 6 breaths a minute, out longer than in (proposal)."""

    exercise: Literal["breathing"]
    duration_s: float = Field(default=120.0, ge=20.0, le=1200.0)
    breaths_per_min: float = Field(default=6.0, ge=4.0, le=10.0)
    inhale_share: float = Field(default=0.4, ge=0.3, le=0.6)
    """Share of a breath that goes in."""
    ask_pain: bool = False
    """Whether pain intensity is asked afterwards."""

    @property
    def breath_s(self) -> float:
        """One breath, in and out."""
        return 60.0 / self.breaths_per_min

    @property
    def ordered_s(self) -> float:
        """How long the block lasts."""
        return self.duration_s

    @property
    def ordered_repetitions(self) -> int:
        """None: breaths are no movements."""
        return 0
