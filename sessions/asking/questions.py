"""What the plan asks, and when: a short list for each occasion, by the questions' ids.

Nobody answers forty questions every day. What is usual is two questions before and after; what the
therapist adds should be short too, and what changes slowly is asked weekly.
"""

from collections.abc import Iterator
from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from sessions.asking.catalogue import item
from sessions.asking.item import ItemId
from sessions.plan.document import Document

Items: TypeAlias = Annotated[
    tuple[ItemId, ...],
    Field(max_length=20, description="a list of up to 20 names of questions such as intensity"),
]

_PAIN = ("intensity", "unpleasantness")


class Questions(Document):
    """The questions of one plan. What each one asks stands in `assets/items`."""

    check: Items = ()
    """Before the session: is this a day to train? E.g. well_enough, mood, dizziness."""
    before: Items = _PAIN
    """When the session starts."""
    during: Items = _PAIN
    """At each rest that asks about pain, and when a safety rule asks again."""
    worse: Items = ()
    """When the patient says that it hurts more, after the questions about pain."""
    after: Items = _PAIN
    """When the session ends."""
    later: Items = ("intensity",)
    """Some time after the session; see `later_after_min`."""
    later_after_min: int = Field(default=30, ge=5, le=240)
    bedtime: Items = ("average_24h", "worst_24h", "pain_minutes_24h", "episodes_24h", "mood")
    """In the diary, `mirrorlimb diary`."""
    weekly: Items = ()
    """At the start of a session, where the last time is a week or more ago."""

    @model_validator(mode="after")
    def _exist(self) -> Self:
        for name in self.all_items():
            try:
                item(name)
            except LookupError as error:
                raise ValueError(f"{name}: {error}") from None
        return self

    def all_items(self) -> Iterator[ItemId]:
        """Return every question named anywhere."""
        lists = (self.check, self.before, self.during, self.worse)
        for items in (*lists, self.after, self.later, self.bedtime, self.weekly):
            yield from items
