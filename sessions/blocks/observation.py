"""Observation block: somebody else's limbs move by themselves, and the patient watches."""

from typing import Literal

from pydantic import Field

from sessions.blocks.fields import LimbsShown, Movements
from sessions.blocks.follow import NOMINAL_CYCLE_S
from sessions.plan.document import Document


class ObservationBlock(Document):
    """Watching another person's limbs make prescribed movements.

    For people with both sides affected, who have no limb to mirror: Tung 2014 compared watching
    another person's limbs make seven discrete movements with mental visualisation in 20 people who
    had lost both legs (20 minutes a day for a month, recalled).
    """

    exercise: Literal["observation"]
    movements: Movements
    cycles: int = Field(default=8, ge=1, le=60)
    """Times each movement is shown."""
    speed: float = Field(default=0.7, ge=0.2, le=1.5)
    """Share of the scripted movement's own speed."""
    limbs_shown: LimbsShown = "both"
    another_person: bool = True
    """Whether the limbs look like somebody else's; otherwise like the patient's own."""
    phantom_joins_in: bool = False
    """Whether the patient is asked to move along in the mind."""
    rest_s: float = Field(default=10.0, ge=0.0, le=300.0)
    """Rest between two movements of this block."""

    @property
    def ordered_s(self) -> float:
        """How long the block takes, with cycles of `NOMINAL_CYCLE_S`."""
        shown_s = self.cycles * NOMINAL_CYCLE_S / self.speed
        return len(self.movements) * shown_s + (len(self.movements) - 1) * self.rest_s

    @property
    def ordered_repetitions(self) -> int:
        """Cycles shown, all movements together."""
        return self.cycles * len(self.movements)
