"""Conductor block: the game in which the shown limb conducts and the hand goes along."""

from typing import Literal, Self

from pydantic import Field, model_validator

from sessions.blocks.fields import Movements
from sessions.plan.document import Document


class ConductorBlock(Document):
    """Follow the conductor: match the movement's phase, bar by bar, at an easy pace.

    Visuomotor following as in the exercise `follow` (Giraux & Sirigu 2003; Mercier & Sirigu 2009),
    with the intact hand, where it is measured, going along with limb and phantom. Numbers are ours.
    """

    exercise: Literal["conductor"]
    movements: Movements = ("conduct",)
    """Taken in turn, one after the other."""
    bars: int = Field(default=12, ge=2, le=60)
    """Times each movement is shown."""
    slowest_bar_s: float = Field(default=8.0, ge=3.0, le=20.0)
    fastest_bar_s: float = Field(default=4.5, ge=2.0, le=20.0)
    start_level: float = Field(default=0.2, ge=0.0, le=1.0)
    """From 0, the slowest, to 1, the fastest that the plan allows."""
    adapts: bool = True
    """Whether the pace follows success, towards about three bars of four; never up while pain
    rises."""
    tolerance_share: float = Field(default=0.15, ge=0.05, le=0.4)
    """How far off the beat, as a share of a bar, still counts as together."""
    driven_by: Literal["intact_arm", "script"] = "intact_arm"
    """Whether the intact hand's going along is measured; with `script` only the phantom follows."""
    rest_s: float = Field(default=10.0, ge=0.0, le=120.0)

    @model_validator(mode="after")
    def _slower_is_slower(self) -> Self:
        if self.slowest_bar_s < self.fastest_bar_s:
            raise ValueError("allowed: slowest_bar_s of at least fastest_bar_s")
        return self

    @property
    def ordered_s(self) -> float:
        """How long the block takes at the pace it begins with."""
        bar_s = self.slowest_bar_s + self.start_level * (self.fastest_bar_s - self.slowest_bar_s)
        return len(self.movements) * (self.bars * bar_s + self.rest_s)

    @property
    def ordered_repetitions(self) -> int:
        """Bars asked for, all movements together."""
        return self.bars * len(self.movements)
