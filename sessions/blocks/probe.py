"""Probe block: a short task that is the same in every session, so that learning can be read."""

from typing import Literal

from pydantic import Field

from sessions.plan.document import Document

NOMINAL_SEQUENCE_S = 12.0


class ProbeBlock(Document):
    """Five targets in a fixed order, reached and held with one degree of freedom.

    After the sequential pinch task of Reis and others (2009) and Mavromatis, Mercier and others
    (2017): the cursor follows the effort logarithmically, and skill is speed and accuracy in one.
    There it was force, here it is how far the hand is open. Geometry, order, hold and tolerance
    belong to the version and can't be planned: a probe that changes measures nothing.
    """

    exercise: Literal["probe"]
    version: Literal[1] = 1
    sequences: int = Field(default=6, ge=2, le=30)
    """Times the sequence is played. Keep it the same over a course."""
    rest_s: float = Field(default=3.0, ge=0.0, le=30.0)
    driven_by: Literal["hand", "canvas"] = "hand"
    """By the measured hand's opening, or by pointing with mouse, finger or keys; always the latter
    where no hand is measured. The log says which; keep it the same over a course."""

    @property
    def ordered_s(self) -> float:
        """How long the block takes at an easy pace."""
        return self.sequences * (NOMINAL_SEQUENCE_S + self.rest_s)

    @property
    def ordered_repetitions(self) -> int:
        """Sequences asked for."""
        return self.sequences
