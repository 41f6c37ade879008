"""Reach block: reach for a thing on the table, grasp it, lift it over and put it down."""

from typing import Literal

from pydantic import Field

from sessions.blocks.grasp_settings import COMFORT_S, GraspSettings

NOMINAL_REACH_S = 9.0
"""What one reach takes, to estimate the dose."""


class ReachBlock(GraspSettings):
    """Reach to grasp with virtual things: cue, onset, reach, grasp, lift, place.

    Stable measures need two or three reaches, movement time and smoothness more (JNER 2021);
    ten are the default.
    """

    exercise: Literal["reach"]
    things: tuple[Literal["ball", "cup", "block"], ...] = Field(
        default=("ball", "cup", "block"),
        min_length=1,
        max_length=12,
        description="a list of ball, cup and block, taken in turn",
    )
    reaches: int = Field(default=10, ge=1, le=60)

    @property
    def ordered_s(self) -> float:
        """How long the block takes at an easy pace."""
        return COMFORT_S + self.reaches * (NOMINAL_REACH_S + self.rest_s)

    @property
    def ordered_repetitions(self) -> int:
        """Reaches asked for."""
        return self.reaches
