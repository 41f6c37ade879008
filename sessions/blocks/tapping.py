"""Tapping block: 15 s of tapping thumb and index finger, as fast and as wide as is comfortable."""

from typing import Literal

from pydantic import Field

from sessions.plan.document import Document

READY_S = 4.0


class TappingBlock(Document):
    """Thumb-index tapping of the intact hand, its mirror image shown on the affected side.

    15 s as Schilder and others (2012) filmed it in CRPS, where tapping was slower and halted more
    often, in the unaffected hand too: it is compared with the patient's own earlier trials. How
    many trials is our choice.
    """

    exercise: Literal["tapping"]
    trials: int = Field(default=2, ge=1, le=10)
    duration_s: float = Field(default=15.0, ge=5.0, le=60.0)
    rest_s: float = Field(default=15.0, ge=0.0, le=120.0)
    measured_by: Literal["hand", "key"] = "hand"
    """By the tracked hand, or by a key or the mouse; by the key always where no hand is tracked."""

    @property
    def ordered_s(self) -> float:
        """How long the block takes."""
        return self.trials * (READY_S + self.duration_s + self.rest_s)

    @property
    def ordered_repetitions(self) -> int:
        """Trials asked for: how many taps they hold is the patient's."""
        return self.trials
