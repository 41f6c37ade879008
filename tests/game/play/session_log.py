"""What a session wrote into its log: entries of one kind, scenes, ratings and measures."""

from pathlib import Path
from typing import TypeVar

from sessions.asking.rating import Rating
from sessions.events.entry import (
    LogEntry,
    Note,
    OutcomeMeasured,
    RatingGiven,
    SceneShown,
    SessionStarted,
)
from sessions.events.log import read_log

Entry = TypeVar("Entry")


def entries_of(folder: Path) -> tuple[LogEntry, ...]:
    """Return what was logged, in order, of a log without damage."""
    reading = read_log(folder / "events.jsonl")
    assert not reading.damaged
    return reading.entries


def logged(folder: Path, kind: type[Entry]) -> list[Entry]:
    """Return the entries of one kind, oldest first."""
    return [entry for entry in entries_of(folder) if isinstance(entry, kind)]


def started_of(folder: Path) -> SessionStarted:
    return logged(folder, SessionStarted)[0]


def scenes_of(folder: Path) -> list[str]:
    """Return the names of the scenes, as they came on."""
    return [entry.scene for entry in logged(folder, SceneShown)]


def notes_of(folder: Path) -> list[str]:
    return [entry.text for entry in logged(folder, Note)]


def ratings_of(folder: Path) -> list[Rating]:
    return [entry.rating for entry in logged(folder, RatingGiven)]


def outcomes_of(folder: Path, measure: str) -> list[float | None]:
    """Return every value of a measure, oldest first."""
    return [e.value for e in logged(folder, OutcomeMeasured) if e.measure == measure]
