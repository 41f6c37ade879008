"""What happened in a session as marks on its time line: for annotations and events tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sessions.events.entry import (
    BlockEnded,
    BlockStarted,
    CommandGiven,
    LogEntry,
    RatingGiven,
    SafetyFired,
    SensorBack,
    SensorLost,
    SessionEnded,
    Trial,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that happened."""

    at_s: float
    """On the session's monotonic clock."""
    duration_s: float
    """0 for an instant."""
    kind: str
    block_index: int | None = None
    detail: str = ""
    """A word of the field or a number, never free text of a patient."""


def marks(entries: Sequence[LogEntry]) -> tuple[Mark, ...]:
    """Return a session's marks, by time."""
    found = [mark for entry in entries for mark in _of(entry, entries)]
    return tuple(sorted(found, key=lambda mark: mark.at_s))


def _of(entry: LogEntry, entries: Sequence[LogEntry]) -> Iterator[Mark]:
    match entry:
        case BlockStarted():
            ends = (
                e.at_s
                for e in entries
                if isinstance(e, BlockEnded) and e.block_index == entry.block_index
            )
            duration_s = max(0.0, next(ends, entry.at_s) - entry.at_s)
            yield Mark(entry.at_s, duration_s, "block", entry.block_index, entry.exercise)
        case Trial():
            begins_s = entry.cue_at_s if entry.cue_at_s is not None else _begins_s(entry)
            duration_s = max(0.0, entry.at_s - begins_s)
            yield Mark(begins_s, duration_s, "trial", entry.block_index, entry.movement)
            if entry.onset_at_s is not None:
                yield Mark(entry.onset_at_s, 0.0, "onset", entry.block_index, entry.movement)
        case RatingGiven():
            rating = entry.rating
            yield Mark(entry.at_s, 0.0, "rating", rating.block_index, str(rating.quantity))
        case SafetyFired():
            yield Mark(entry.at_s, 0.0, "safety", None, str(entry.rule))
        case CommandGiven():
            yield Mark(entry.at_s, 0.0, entry.wish, None, entry.source)
        case SensorLost():
            yield Mark(entry.at_s, 0.0, "sensor_lost")
        case SensorBack():
            yield Mark(entry.at_s, 0.0, "sensor_back")
        case SessionEnded():
            yield Mark(entry.at_s, 0.0, "session_ended", None, str(entry.ended))
        case _:
            return


def _begins_s(trial: Trial) -> float:
    return trial.at_s - (trial.active_s or 0.0)
