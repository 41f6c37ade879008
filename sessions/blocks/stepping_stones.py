"""Stepping stones block: a game of single movements, one for each stone across a stream."""

from typing import Literal, Self

from pydantic import Field, model_validator

from sessions.blocks.execution import Attempts
from sessions.plan.document import Document


class SteppingStonesBlock(Document):
    """Each stone asks for one movement; held long enough, it carries across.

    Difficulty moves within the limits given here towards the target: how long a movement is held,
    and how sure the decoder must be. Numbers are proposals of ours.
    """

    exercise: Literal["stepping_stones"]
    attempts: Attempts
    stones: int = Field(default=20, ge=4, le=80)
    easiest_hold_s: float = Field(default=0.3, ge=0.1, le=5.0)
    hardest_hold_s: float = Field(default=1.5, ge=0.1, le=5.0)
    stone_s: float = Field(default=12.0, ge=4.0, le=60.0)
    """How long a stone waits; then one is carried across."""
    start_level: float = Field(default=0.0, ge=0.0, le=1.0)
    target: float = Field(default=0.75, ge=0.7, le=0.8)
    """Share of stones meant to be reached by the movement asked for."""
    relax_s: float = Field(default=1.5, ge=0.5, le=10.0)
    """Between two stones, with nothing to do."""
    rest_every: int = Field(default=8, ge=0, le=40)
    """A rest after so many stones; 0: none."""
    rest_s: float = Field(default=15.0, ge=3.0, le=120.0)
    if_sensor_fails: Literal["key", "skip", "stop"] = "key"
    """Without the sensor: move the phantom and say so with a key, leave it out, or do not begin."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.easiest_hold_s > self.hardest_hold_s:
            raise ValueError(
                "easiest_hold_s is longer than hardest_hold_s: allowed is an easiest_hold_s of at "
                f"most {self.hardest_hold_s:g} s"
            )
        return self

    @property
    def ordered_s(self) -> float:
        """How long the block takes at a third of each stone's time."""
        rests = (self.stones - 1) // self.rest_every if self.rest_every else 0
        return self.stones * (self.stone_s / 3.0 + self.relax_s) + rests * self.rest_s

    @property
    def ordered_repetitions(self) -> int:
        """Stones to cross."""
        return self.stones
