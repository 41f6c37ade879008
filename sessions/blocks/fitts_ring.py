"""Fitts' ring block: targets on a circle, reached with a cursor that the muscles move."""

from typing import Literal, Self

from pydantic import Field, model_validator

from sessions.blocks.execution import AttemptId
from sessions.plan.document import Document


class FittsRingBlock(Document):
    """Pointing across a ring of targets, as ISO 9241-411 has it, by muscles or by a pointer.

    Each ring is one width and one distance, and its targets are visited in turn, each opposite the
    last. A target is chosen by staying inside it.
    """

    exercise: Literal["fitts_ring"]
    left_right: tuple[AttemptId, AttemptId] = ("bend_wrist", "lift_wrist")
    """Which movements of a right limb carry the cursor to the left and to the right.

    A left limb is its mirror image: they carry it the other way, as the hand is seen to go.
    """
    down_up: tuple[AttemptId, AttemptId] | None = ("close_hand", "open_hand")
    """Which carry it down and up; None: there is only left and right, and two targets."""
    targets: int = Field(default=8, ge=3, le=16)
    """On each ring; with one degree of freedom, how often the cursor goes across."""
    ring_radius: float = Field(default=0.7, ge=0.2, le=0.85)
    """In canvas units: half the shorter side is 1."""
    widths: tuple[float, ...] = Field(default=(0.36, 0.24), min_length=1, max_length=4)
    """Diameters of the targets, one ring each."""
    dwell_s: float = Field(default=1.0, ge=0.2, le=5.0)
    limit_s: float = Field(default=15.0, ge=3.0, le=60.0)
    driven_by: Literal["muscles", "pointer"] = "muscles"
    """By a mouse or the arrow keys instead, to compare with; it is marked in every outcome."""
    if_sensor_fails: Literal["pointer", "skip", "stop"] = "pointer"

    @model_validator(mode="after")
    def _widths_fit(self) -> Self:
        if not all(0.08 <= width <= 0.6 for width in self.widths):
            raise ValueError("widths must lie between 0.08 and 0.6")
        return self

    @property
    def attempts(self) -> tuple[AttemptId, ...]:
        """The movements that muscles are asked for; none where a pointer drives it."""
        if self.driven_by == "pointer":
            return ()
        return self.left_right + (self.down_up or ())

    @property
    def ordered_s(self) -> float:
        """How long the block takes where each target takes half its time."""
        return self.ordered_repetitions * (0.5 * self.limit_s)

    @property
    def ordered_repetitions(self) -> int:
        """Targets to reach."""
        return self.targets * len(self.widths)
