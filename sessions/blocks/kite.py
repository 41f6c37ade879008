"""Kite block: a game of steady control, a kite held in a gentle stream of wind."""

from typing import Literal, Self

from pydantic import Field, model_validator

from sessions.blocks.execution import AttemptId
from sessions.plan.document import Document


class KiteBlock(Document):
    """Two opposite movements let the kite sink and climb, as gently as the muscles work.

    The flight has stretches with rests between. Difficulty moves within the limits given
    here: how wide the stream is, and how fast it wanders. Numbers are proposals of ours.
    """

    exercise: Literal["kite"]
    down_up: tuple[AttemptId, AttemptId] = ("close_hand", "open_hand")
    stretches: int = Field(default=8, ge=1, le=40)
    stretch_s: float = Field(default=20.0, ge=5.0, le=60.0)
    easiest_width: float = Field(default=0.36, ge=0.15, le=0.8)
    """Of the stream, as a share of the sky's height."""
    hardest_width: float = Field(default=0.16, ge=0.1, le=0.8)
    slowest_wander_s: float = Field(default=16.0, ge=4.0, le=60.0)
    """How long the stream takes up and down once, at the easiest."""
    fastest_wander_s: float = Field(default=8.0, ge=4.0, le=60.0)
    inside_share: float = Field(default=0.7, ge=0.3, le=1.0)
    """Share of a stretch's time inside the stream that counts as a success."""
    start_level: float = Field(default=0.0, ge=0.0, le=1.0)
    target: float = Field(default=0.75, ge=0.7, le=0.8)
    rest_s: float = Field(default=10.0, ge=3.0, le=120.0)
    """Between two stretches; the kite waits."""
    if_sensor_fails: Literal["pointer", "skip", "stop"] = "pointer"
    """Without the sensor: steer by mouse or keys, leave it out, or do not begin."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.hardest_width > self.easiest_width:
            raise ValueError(
                "hardest_width is wider than easiest_width: allowed is a hardest_width of at most "
                f"{self.easiest_width:g}"
            )
        if self.fastest_wander_s > self.slowest_wander_s:
            raise ValueError(
                "fastest_wander_s is longer than slowest_wander_s: allowed is a fastest_wander_s "
                f"of at most {self.slowest_wander_s:g} s"
            )
        return self

    @property
    def attempts(self) -> tuple[AttemptId, ...]:
        """The movements that muscles are asked for."""
        return self.down_up

    @property
    def ordered_s(self) -> float:
        """How long the block takes."""
        return self.stretches * self.stretch_s + (self.stretches - 1) * self.rest_s

    @property
    def ordered_repetitions(self) -> int:
        """Stretches to fly."""
        return self.stretches
