"""What is due beside the session itself, from what earlier sessions left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sessions.asking.item import ItemId
from sessions.asking.questions import Questions
from sessions.events.past import (
    PastSession,
    cautions_read,
    due_weekly,
    owed_later,
    troubled_in_a_row,
)

_STILL_NOW = timedelta(hours=4)
"""After longer than this, "right now" says nothing about the session: it is asked in hindsight."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is due; the default is nothing."""

    cautions: bool = False
    """Whether the page of cautions has never been acknowledged."""
    weekly: tuple[ItemId, ...] = ()
    later_for: UUID | None = None
    """The earlier session whose later rating is owed."""
    later_items: tuple[ItemId, ...] = ()
    troubled_before: int = 0
    """Sessions in a row, up to the last one, in which a safety rule fired."""


def due(past: Sequence[PastSession], questions: Questions, now: datetime) -> Due:
    """Return what is due at `now`, on the patient's own clock with its UTC offset."""
    owed = owed_later(past, now)
    items: tuple[ItemId, ...] = ()
    if owed is not None and owed.ended_at is not None:
        hindsight = now - owed.ended_at > _STILL_NOW
        items = ("pain_half_an_hour_later",) if hindsight else owed.plan.questions.later
    return Due(
        cautions=not cautions_read(past),
        weekly=due_weekly(past, questions.weekly, now),
        later_for=None if owed is None else owed.session_id,
        later_items=items,
        troubled_before=troubled_in_a_row(past),
    )
