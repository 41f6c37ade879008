"""Attempts block: both sides try to move, and nothing is shown of it."""

from typing import Literal

from pydantic import Field

from sessions.blocks.fields import Movements
from sessions.plan.document import Document


class AttemptsBlock(Document):
    """Attempts to move without visual feedback, paced by words.

    A comparison arm: in two trials movement with visual feedback did more than attempts without it
    and than mental visualisation, for pain and for moving the phantom (the review, refs 81-82).
    Attempts at moving a phantom tend to raise pain, so the safety rules matter most here. Times are
    proposals.
    """

    exercise: Literal["attempts"]
    movements: Movements
    repetitions: int = Field(default=10, ge=1, le=60)
    """Attempts at each movement."""
    attempt_s: float = Field(default=5.0, ge=2.0, le=30.0)
    """Time to move, there and back."""
    pause_s: float = Field(default=3.0, ge=0.0, le=30.0)
    """Time to let go after each attempt."""
    rest_s: float = Field(default=20.0, ge=0.0, le=300.0)
    """Rest between two movements of this block."""
    both_sides: bool = True
    """Whether the intact side moves along."""

    @property
    def ordered_s(self) -> float:
        """How long the block takes."""
        each_s = self.repetitions * (self.attempt_s + self.pause_s)
        return len(self.movements) * each_s + (len(self.movements) - 1) * self.rest_s

    @property
    def ordered_repetitions(self) -> int:
        """Attempts asked for, all movements together."""
        return self.repetitions * len(self.movements)
