"""What one session that was played came to, as far as a course's schedule looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sessions.course.history import EarlierBlock, blocks_in
from sessions.course.place import CoursePlace
from sessions.errors import SessionsError
from sessions.events.entry import (
    BlockEnded,
    Ended,
    LogEntry,
    RatingGiven,
    SessionEnded,
    SessionStarted,
)
from sessions.events.kept import kept_log

_BARELY_BEGUN_S = 60.0
"""A session in which less than this was done is not counted: it may be begun again that day."""
_CUT_OFF = ("interrupted", "error")


@dataclass(frozen=True, slots=True)
class PlayedSession:
    """One session, from its log."""

    started_at: datetime
    """The patient's own clock."""
    ended_at: datetime
    ended: Ended
    place: CoursePlace | None
    """None for a plan that belongs to no course."""
    ordered_s: float
    done_s: float
    """Spent in blocks, pauses left out."""
    planned: bool = True
    """False for relief on demand and diaries, which cost the patient nothing of the course."""
    pain_at_start: int | None = None
    blocks: tuple[EarlierBlock, ...] = ()

    @property
    def day(self) -> date:
        """The patient's own day."""
        return self.started_at.date()

    @property
    def minutes(self) -> float:
        """What it adds to a day's minutes."""
        return self.done_s / 60 if self.planned else 0.0

    @property
    def counts(self) -> bool:
        """Whether it counts as one of the course's sessions.

        Stopping early counts: nobody is made to do it over. What broke off by itself, or had hardly
        begun, may be played again.
        """
        if not self.planned:
            return False
        if self.ended in _CUT_OFF:
            return self.done_s >= self.ordered_s / 2
        return self.ended == "completed" or self.done_s >= _BARELY_BEGUN_S

    def measured(self, exercise: str, measure: str, condition: str) -> float | None:
        """Return the last value of a measure in this session; None where there is none."""
        values = [
            block.value(measure, condition or None)
            for block in self.blocks
            if block.exercise == exercise
        ]
        known = [value for value in values if value is not None]
        return known[-1] if known else None


def played_session(entries: Iterable[LogEntry]) -> PlayedSession | None:
    """Return what a session's log says; None where the line that begins it is lost."""
    known = tuple(entries)
    started = next((e for e in known if isinstance(e, SessionStarted)), None)
    if started is None:
        return None
    ends = [e for e in known if isinstance(e, SessionEnded)]
    anchor = started.anchor
    return PlayedSession(
        started_at=anchor.wall,
        ended_at=anchor.wall + timedelta(seconds=known[-1].at_s - anchor.monotonic_s),
        ended=ends[-1].ended if ends else "interrupted",
        place=started.course,
        ordered_s=started.plan.dose.minutes * 60,
        done_s=sum(e.active_s for e in known if isinstance(e, BlockEnded)),
        planned=started.purpose == "planned",
        pain_at_start=_pain_at_start(known),
        blocks=tuple(blocks_in(known)),
    )


def played_sessions(root: Path, patient_code: str) -> tuple[PlayedSession, ...]:
    """Return every session of a patient below `root`, oldest first; unreadable logs left out."""
    found: list[PlayedSession] = []
    for folder in sorted((root / f"sub-{patient_code}").glob("ses-*")):
        try:
            session = played_session(kept_log(folder).entries)
        except SessionsError:
            continue
        if session is not None:
            found.append(session)
    return tuple(sorted(found, key=lambda session: session.started_at))


def _pain_at_start(entries: Iterable[LogEntry]) -> int | None:
    for entry in entries:
        if isinstance(entry, RatingGiven):
            rating = entry.rating
            if rating.quantity == "intensity" and rating.moment == "session_start":
                return rating.value if isinstance(rating.value, int) else None
    return None
