"""One answer on a 0-10 scale: a value, skipped, or not asked. These are three different answers."""

from typing import Annotated, Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Quantity: TypeAlias = Literal["intensity", "unpleasantness", "follow_quality"]
"""Pain intensity and unpleasantness are asked apart (sensory and affective: Price 1983);
follow quality is "how well did the phantom follow?"."""

Moment: TypeAlias = Literal["session_start", "rest", "after_trial", "safety", "session_end"]

Answer: TypeAlias = (
    Annotated[int, Field(strict=True, ge=0, le=10)] | Literal["skipped", "not_asked"]
)


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
