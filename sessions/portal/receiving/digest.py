"""A session's log, counted into the columns by which it is listed (`ReceivedSession`)."""

from collections import defaultdict
from datetime import timedelta
from statistics import fmean
from typing import TypeAlias

from sessions.asking.rating import Answer
from sessions.events.entry import (
    LogEntry,
    MessageForTherapist,
    OutcomeMeasured,
    RatingGiven,
    SafetyFired,
    SessionEnded,
    SessionStarted,
)
from sessions.events.log import LogReading
from sessions.events.summary import Summary, summarise
from sessions.folder.manifest import Manifest

Column: TypeAlias = object


def digest(reading: LogReading, manifest: Manifest) -> dict[str, Column]:
    """Return the columns that a log fills; what its damage hides is left at its default."""
    columns: dict[str, Column] = {
        "ended": _ended(reading, manifest),
        "damaged_lines": len(reading.damaged),
        "answers": _answers(reading.entries),
        "outcomes": _outcomes(reading.entries),
        "safety": _safety(reading.entries),
        "told": _told(reading.entries),
    }
    started = _first_start(reading.entries)
    if started is not None:
        columns |= _start(started)
    summary = summarise(reading)
    return columns if summary is None else columns | _summary(summary)


def _ended(reading: LogReading, manifest: Manifest) -> str:
    ends = [entry.ended for entry in reading.entries if isinstance(entry, SessionEnded)]
    return ends[-1] if ends else manifest.ended


def _first_start(entries: tuple[LogEntry, ...]) -> SessionStarted | None:
    return next((entry for entry in entries if isinstance(entry, SessionStarted)), None)


def _start(started: SessionStarted) -> dict[str, Column]:
    offset = started.anchor.wall.utcoffset() or timedelta()
    return {
        "started_at": started.anchor.wall,
        "utc_offset_minutes": round(offset.total_seconds() / 60),
        "purpose": started.purpose,
        "course": started.course.model_dump(mode="json") if started.course is not None else None,
        "plan_name": started.plan.name,
        "plan_sha256": started.plan_sha256,
        "software_version": started.software_version[:40],
        "sensor": started.sensor.driver[:40],
        "affected_side": started.affected_side,
    }


def _summary(summary: Summary) -> dict[str, Column]:
    late = summary.latency.sample_to_flip if summary.latency is not None else None
    tracking = summary.tracking
    return {
        "minutes_ordered": summary.minutes_ordered,
        "minutes_done": summary.minutes_done,
        "repetitions_ordered": summary.repetitions_ordered,
        "repetitions_done": summary.repetitions_done,
        "intensity_before": _number(summary.intensity.before),
        "intensity_after": _number(summary.intensity.after),
        "unpleasantness_before": _number(summary.unpleasantness.before),
        "unpleasantness_after": _number(summary.unpleasantness.after),
        "blocks": [
            {
                "exercise": block.exercise,
                "outcome": block.outcome,
                "ordered_s": block.ordered_s,
                "active_s": block.active_s,
                "ordered_repetitions": block.ordered_repetitions,
                "repetitions": block.repetitions,
            }
            for block in summary.blocks
        ],
        "latency_verdict": summary.latency_verdict,
        "latency_p95_ms": late.p95_ms if late is not None else None,
        "tracked_share": (
            tracking.samples_found / tracking.samples
            if tracking is not None and tracking.samples
            else None
        ),
        "covers": summary.covers,
    }


def _number(answer: Answer) -> int | None:
    return answer if isinstance(answer, int) else None


def _answers(entries: tuple[LogEntry, ...]) -> list[dict[str, object]]:
    # `answered_at` bears the patient's own UTC offset: their time of day, not the clinic's.
    return [
        entry.rating.model_dump(mode="json") for entry in entries if isinstance(entry, RatingGiven)
    ]


def _outcomes(entries: tuple[LogEntry, ...]) -> list[dict[str, object]]:
    """Average each measure by what it was measured under; trials apart from whole blocks."""
    found: defaultdict[tuple[str, str, str, str], list[float | None]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry, OutcomeMeasured):
            level = "block" if entry.trial_index is None else "trial"
            key = (entry.exercise, entry.measure, entry.condition, level)
            found[key].append(entry.value)
    rows: list[dict[str, object]] = []
    for (exercise, measure, condition, level), values in found.items():
        measured = [value for value in values if value is not None]
        rows.append(
            {
                "exercise": exercise,
                "measure": measure,
                "condition": condition,
                "level": level,
                "mean": fmean(measured) if measured else None,
                "measured": len(measured),
                "not_measured": len(values) - len(measured),
            }
        )
    return rows


def _safety(entries: tuple[LogEntry, ...]) -> list[dict[str, object]]:
    return [
        {
            "rule": entry.rule,
            "action": entry.action,
            "reason": entry.reason,
            "at": _wall_time(entries, entry.at_s),
        }
        for entry in entries
        if isinstance(entry, SafetyFired)
    ]


def _told(entries: tuple[LogEntry, ...]) -> list[dict[str, object]]:
    return [
        {"about": entry.about, "text": entry.text, "at": _wall_time(entries, entry.at_s)}
        for entry in entries
        if isinstance(entry, MessageForTherapist)
    ]


def _wall_time(entries: tuple[LogEntry, ...], at_s: float) -> str | None:
    """Return an instant on the patient's own clock; None where nothing ties the two."""
    started = _first_start(entries)
    if started is None:
        return None
    since = timedelta(seconds=at_s - started.anchor.monotonic_s)
    return (started.anchor.wall + since).isoformat(timespec="seconds")
