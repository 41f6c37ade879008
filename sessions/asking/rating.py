"""One answer: a value, skipped, or not asked. These are three different answers."""

from typing import Literal, Self, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from sessions.asking.answer import Answer
from sessions.asking.item import ItemId

__all__ = ["Answer", "Moment", "Quantity", "Rating"]

Quantity: TypeAlias = ItemId
"""The question's id in `sessions.asking.catalogue`. Pain intensity and unpleasantness are apart
(sensory and affective: Price 1983); ``follow_quality`` is "how well did the phantom follow?"."""

Moment: TypeAlias = Literal[
    "first_session",
    "check",
    "session_start",
    "weekly",
    "rest",
    "after_trial",
    "safety",
    "session_end",
    "later",
    "bedtime",
]
"""``later`` is 30 minutes after a session; ``bedtime`` the diary; ``check`` before a session."""

_ALWAYS_0_TO_10 = frozenset({"intensity", "unpleasantness", "follow_quality"})


class Rating(BaseModel):
    """What the patient said, when by their own clock, and how long they took."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    quantity: Quantity
    moment: Moment
    value: Answer
    answered_at: AwareDatetime
    """The patient's own clock with its UTC offset, ISO 8601."""
    confirmed: bool = True
    """False where the number was marked, and the session ended before it was confirmed."""
    answered_after_s: float | None = Field(default=None, ge=0.0)
    """From the question's first frame to the answer; None where nothing was asked."""
    block_index: int | None = Field(default=None, ge=0)
    """Which block of the plan it belongs to, from 0; None before and after all blocks."""
    for_session: UUID | None = None
    """The earlier session that it belongs to; None where it is the one being logged."""

    @model_validator(mode="after")
    def _within_its_scale(self) -> Self:
        if self.quantity in _ALWAYS_0_TO_10:
            if not isinstance(self.value, int | str):
                raise ValueError(f"{self.quantity} is a number from 0 to 10")
            if isinstance(self.value, int) and not 0 <= self.value <= 10:
                raise ValueError(f"{self.quantity} goes from 0 to 10")
        return self
