"""What a patient's earlier sessions said: what was asked when, which rules fired, what is owed.

Only the newest folders are read, so that a start stays quick after years. A log that can't be read
is left out: it never stops a session.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sessions.asking.item import ItemId
from sessions.asking.rating import Rating
from sessions.errors import SessionsError
from sessions.events.entry import (
    LogEntry,
    Purpose,
    RatingGiven,
    SafetyFired,
    SessionEnded,
    SessionStarted,
)
from sessions.events.kept import kept_log
from sessions.plan.plan import Plan
from sessions.plan.safety import is_troubled
from sessions.plan.safety_rules import Rule

NEWEST = 60
"""Folders read: more than two weeks of a session, a diary and relief each day."""
_WEEK = timedelta(days=6, hours=12)
"""A weekly question comes on the same weekday, even when the session is earlier in the day."""


@dataclass(frozen=True, slots=True)
class PastSession:
    """One earlier session, as far as later ones look back at it."""

    session_id: UUID
    purpose: Purpose
    started_at: datetime
    """On the patient's own clock."""
    ended_at: datetime | None
    """None where it was cut off before anything could say so."""
    plan: Plan
    ratings: tuple[Rating, ...]
    fired: frozenset[Rule]


def past_sessions(root: Path, patient_code: str, *, newest: int = NEWEST) -> list[PastSession]:
    """Return the patient's newest sessions below `root`, oldest first."""
    folders = sorted((root / f"sub-{patient_code}").glob("ses-*"), key=lambda path: path.name)
    past: list[PastSession] = []
    for folder in folders[-newest:]:
        try:
            session = session_in(kept_log(folder).entries)
        except SessionsError:
            continue
        if session is not None:
            past.append(session)
    return sorted(past, key=lambda session: session.started_at)


def session_in(entries: Iterable[LogEntry]) -> PastSession | None:
    """Return the session that a log tells of; None where the line with its plan is lost."""
    started: SessionStarted | None = None
    ended_at: datetime | None = None
    ratings: list[Rating] = []
    fired: set[Rule] = set()
    for entry in entries:
        match entry:
            case SessionStarted():
                started = entry
            case RatingGiven():
                ratings.append(entry.rating)
            case SafetyFired():
                fired.add(entry.rule)
            case SessionEnded() if started is not None:
                since_s = entry.at_s - started.anchor.monotonic_s
                ended_at = started.anchor.wall + timedelta(seconds=since_s)
            case _:
                pass
    if started is None:
        return None
    return PastSession(
        started.session_id,
        started.purpose,
        started.anchor.wall,
        ended_at,
        started.plan,
        tuple(ratings),
        frozenset(fired),
    )


def last_asked(past: Sequence[PastSession], item_id: ItemId) -> datetime | None:
    """Return when a question was last on the screen, answered or skipped; None: never."""
    asked = [
        rating.answered_at
        for session in past
        for rating in session.ratings
        if rating.quantity == item_id and rating.value != "not_asked"
    ]
    return max(asked, default=None)


def due_weekly(
    past: Sequence[PastSession], items: Sequence[ItemId], now: datetime
) -> tuple[ItemId, ...]:
    """Return which of the weekly questions are due: never asked, or a week ago."""
    asked = {item_id: last_asked(past, item_id) for item_id in items}
    return tuple(
        item_id
        for item_id, last in asked.items()
        if last is None or not timedelta(0) <= now - last < _WEEK
    )


def owed_later(past: Sequence[PastSession], now: datetime) -> PastSession | None:
    """Return the newest planned session whose later rating is due and was never given.

    It is due once the plan's time has passed, and owed for two days; then it is let go.
    """
    planned = [session for session in past if session.purpose == "planned" and session.ended_at]
    if not planned:
        return None
    newest = planned[-1]
    assert newest.ended_at is not None
    since = now - newest.ended_at
    wait = timedelta(minutes=newest.plan.questions.later_after_min)
    if not newest.plan.questions.later or not wait <= since <= timedelta(days=2):
        return None
    answered = {
        rating.for_session
        for session in past
        for rating in session.ratings
        if rating.moment == "later" and rating.value != "not_asked"
    }
    return None if newest.session_id in answered else newest


def troubled_in_a_row(past: Sequence[PastSession]) -> int:
    """Return in how many planned sessions in a row, up to the last one, a rule told of trouble."""
    count = 0
    for session in reversed(past):
        if session.purpose != "planned":
            continue
        if not is_troubled(session.fired):
            break
        count += 1
    return count


def cautions_read(past: Sequence[PastSession]) -> bool:
    """Return whether the patient has acknowledged the page of cautions."""
    return any(
        rating.quantity == "cautions" and not isinstance(rating.value, str)
        for session in past
        for rating in session.ratings
    )
