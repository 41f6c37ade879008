"""Harvest block: the reaching game. Pick fruit and lay it into a bowl."""

from typing import Literal

from pydantic import Field

from sessions.blocks.grasp_settings import COMFORT_S, GraspSettings
from sessions.blocks.reach import NOMINAL_REACH_S

Fruit = Literal["apple", "pear", "plum", "lemon"]


class HarvestBlock(GraspSettings):
    """The same reach, grasp and place as the exercise `reach`, as a calm game in a garden."""

    exercise: Literal["harvest"]
    fruit: tuple[Fruit, ...] = Field(
        default=("apple", "pear", "plum", "lemon"),
        min_length=1,
        max_length=12,
        description="a list of apple, pear, plum and lemon, taken in turn",
    )
    pieces: int = Field(default=8, ge=1, le=40)
    """How many pieces of fruit there are to pick."""

    @property
    def ordered_s(self) -> float:
        """How long the block takes at an easy pace."""
        return COMFORT_S + self.pieces * (NOMINAL_REACH_S + self.rest_s)

    @property
    def ordered_repetitions(self) -> int:
        """Pieces to pick."""
        return self.pieces
