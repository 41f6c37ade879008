"""What a session measured, a movement at a time: a line to read, the rest folded below it."""

from collections import defaultdict
from dataclasses import dataclass

from sessions.portal.models import ReceivedSession
from sessions.portal.review.measures import (
    Row,
    exercise_in_words,
    measure_in_words,
    measured,
    summed_up,
)

FEW = 14
"""Rows that need no folding."""
_SAID = (
    ("range_of_motion_deg", "largest range"),
    ("stroke_sparc", "smoothness"),
    ("accuracy_share", "right"),
    ("response_time_s", "time to answer"),
    ("block_skill_index", "skill"),
    ("attempts_done_share", "attempts done"),
    ("completion_share", "done"),
    ("throughput_mean_bits_s", "throughput"),
    ("movement_time_s", "time of a movement"),
    ("tap_frequency_hz", "taps"),
)
"""What is said of a movement in one line, as far as it was measured."""


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """One measure as people read it."""

    what: str
    of: str
    """The joint, or whatever else it was measured of; empty where that is said already."""
    value: str
    times: int


@dataclass(frozen=True, slots=True)
class MeasuredGroup:
    """Everything measured in one movement, or under one condition, of an exercise."""

    title: str
    brief: str
    rows: tuple[MeasuredRow, ...]


def measured_groups(session: ReceivedSession) -> tuple[MeasuredGroup, ...]:
    """Return what a session measured; a condition begins with the movement that it belongs to."""
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in summed_up(session.outcomes):
        found[row["exercise"], row["condition"].partition(" ")[0]].append(row)
    return tuple(
        MeasuredGroup(
            ": ".join(
                part for part in (exercise_in_words(exercise), movement.replace("_", " ")) if part
            ),
            _brief(rows),
            tuple(_row(row) for row in rows),
        )
        for (exercise, movement), rows in found.items()
    )


def _row(row: Row) -> MeasuredRow:
    return MeasuredRow(
        measure_in_words(row["measure"]),
        row["condition"].partition(" ")[2].replace("_", " "),
        measured(row["measure"], row["mean"]),
        row["measured"],
    )


def _brief(rows: list[Row]) -> str:
    said = []
    for name, words in _SAID:
        values = [row["mean"] for row in rows if row["measure"] == name and row["mean"] is not None]
        if values:
            said.append(f"{words} {measured(name, max(values))}")
    return "; ".join(said)
