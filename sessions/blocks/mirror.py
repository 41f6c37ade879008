"""Mirror block: the intact limb drives the shown limb on the affected side."""

from typing import Literal, Self

from pydantic import Field, model_validator

from sessions.blocks.fields import LimbsShown, Movements
from sessions.blocks.mirror_change import MirrorChange
from sessions.plan.document import Document

SHORTEST_MOVEMENT_S = 10.0


class MirrorFields(Document):
    """What the mirror block and the covered one have in common."""

    movements: Movements
    """Shared out evenly over the block, in this order."""
    duration_s: float = Field(default=120.0, ge=10.0, le=1800.0)
    """The whole block, rests between its movements included."""
    repetitions: int = Field(default=12, ge=1, le=60)
    """Slow repetitions of each movement that the patient is asked for."""
    rest_s: float = Field(default=0.0, ge=0.0, le=300.0)
    """Rest between two movements of this block."""
    phantom_joins_in: bool = True
    """Whether the patient is asked to move the phantom along (in stroke: better not)."""

    @model_validator(mode="after")
    def _leaves_time_to_move(self) -> Self:
        if self.movement_s < SHORTEST_MOVEMENT_S:
            raise ValueError(
                "too short for its movements and rests: allowed is a duration_s that leaves each "
                f"movement at least {SHORTEST_MOVEMENT_S:g} s"
            )
        return self

    @property
    def movement_s(self) -> float:
        """Time for each movement."""
        count = len(self.movements)
        return (self.duration_s - (count - 1) * self.rest_s) / count

    @property
    def ordered_s(self) -> float:
        """How long the whole block is meant to last."""
        return self.duration_s

    @property
    def ordered_repetitions(self) -> int:
        """Repetitions asked for, all movements together."""
        return self.repetitions * len(self.movements)


class MirrorBlock(MirrorFields, MirrorChange):
    """Slow movements in the mirror: 1-2 minutes, 10-20 repetitions (proposal after Finn 2017)."""

    exercise: Literal["mirror"]
    limbs_shown: LimbsShown = "both"

    @model_validator(mode="after")
    def _delay_fits(self) -> Self:
        self.check_delay_fits(self.movement_s)
        return self
