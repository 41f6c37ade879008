"""Sessions as flat tables: one row a rating, trial, outcome, event or session; CSV or Parquet.

Every table begins with the same columns, so that they join: patient code, session id, and for what
has a time, seconds on the session's clock and the patient's own clock with its UTC offset.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from sessions.asking.answer import Chosen, Painted, Shares
from sessions.errors import ExportError
from sessions.events.entry import OutcomeMeasured, Trial
from sessions.events.log import LogReading
from sessions.events.summary import summarise
from sessions.export.marks import marks
from sessions.export.session_data import SessionData

Cell: TypeAlias = str | int | float | bool | None
Table: TypeAlias = list[dict[str, Cell]]


def tables(sessions: Iterable[SessionData]) -> dict[str, Table]:
    """Return every table by name; a table without rows is left out."""
    found: dict[str, Table] = {name: [] for name in _MAKERS}
    for session in sessions:
        for name, make in _MAKERS.items():
            found[name].extend(make(session))
    return {name: _rectangular(rows) for name, rows in found.items() if rows}


def write_csv(found: Mapping[str, Table], folder: Path) -> tuple[Path, ...]:
    """Write one UTF-8 file a table; a missing value is an empty cell, and 0 is 0.

    Raises:
        ExportError: a file cannot be written.
    """
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in found.items():
            path = folder / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, fieldnames=list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
            paths.append(path)
    except OSError as error:
        raise ExportError(f"{folder.name}: tables can't be written ({error.strerror})") from error
    return tuple(paths)


def write_parquet(found: Mapping[str, Table], folder: Path) -> tuple[Path, ...]:
    """Write one Parquet file a table, with the patient's clock as text so that its offset is kept.

    Raises:
        ExportError: a file cannot be written, or the package that writes them is missing.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExportError(
            "Parquet needs pyarrow: pip install 'mirrorlimb[export]', or export csv"
        ) from error
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in found.items():
            path = folder / f"{name}.parquet"
            pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
            paths.append(path)
    except OSError as error:
        raise ExportError(f"{folder.name}: tables can't be written ({error.strerror})") from error
    return tuple(paths)


def _head(session: SessionData) -> dict[str, Cell]:
    started = session.started
    return {"patient_code": started.patient_code, "session_id": str(started.session_id)}


def _times(session: SessionData, at_s: float) -> dict[str, Cell]:
    since_s = at_s - session.started.anchor.monotonic_s
    return {"since_start_s": round(since_s, 4), "at": session.wall(at_s).isoformat()}


def _sessions(session: SessionData) -> Table:
    summary = summarise(LogReading(session.entries, (), 0))
    started = session.started
    row = _head(session) | {
        "started_at": started.anchor.wall.isoformat(),
        "plan": started.plan.name,
        "plan_sha256": started.plan_sha256,
        "affected_side": started.affected_side,
        "sensor": started.sensor.driver,
        "software_version": started.software_version,
        "damaged_lines": session.damaged_lines,
    }
    if summary is not None:
        row |= {
            "ended": summary.ended,
            "minutes_ordered": round(summary.minutes_ordered, 3),
            "minutes_done": round(summary.minutes_done, 3),
            "repetitions_ordered": summary.repetitions_ordered,
            "repetitions_done": summary.repetitions_done,
            "covers": summary.covers,
            "latency_verdict": summary.latency_verdict,
        }
        spread = summary.latency.sample_to_flip if summary.latency is not None else None
        row["sample_to_flip_median_ms"] = None if spread is None else spread.median_ms
        row["sample_to_flip_p95_ms"] = None if spread is None else spread.p95_ms
    return [row]


def _ratings(session: SessionData) -> Table:
    rows = []
    for entry in session.ratings:
        rating = entry.rating
        value = rating.value
        answered = "answered" if value not in ("skipped", "not_asked") else str(value)
        rows.append(
            _head(session)
            | _times(session, entry.at_s)
            | {
                "item": str(rating.quantity),
                "moment": str(rating.moment),
                "answer": answered,
                "value": value if isinstance(value, int) else None,
                "detail": answer_text(value),
                "answered_at": rating.answered_at.isoformat(),
                "answered_after_s": rating.answered_after_s,
                "confirmed": rating.confirmed,
                "block_index": rating.block_index,
            }
        )
    return rows


def answer_text(value: object) -> str:
    """Return an answer that is no single number as text that other programs can split."""
    match value:
        case Chosen(chosen=chosen):
            return ";".join(chosen)
        case Shares(shares=shares):
            return ";".join(f"{share:g}" for share in shares)
        case Painted(regions=regions):
            return ";".join(f"{region}={share:g}" for region, share in regions.items())
        case _:
            return ""


def _trials(session: SessionData) -> Table:
    return [
        _head(session)
        | _times(session, entry.at_s)
        | {
            "block_index": entry.block_index,
            "exercise": session.started.plan.blocks[entry.block_index].exercise,
            "trial_index": entry.trial_index,
            "movement": entry.movement,
            "cycles_ordered": entry.cycles_ordered,
            "cycles_done": entry.cycles_done,
            "cycle_s": entry.cycle_s,
            "active_s": entry.active_s,
            "seen_s": entry.seen_s,
            "completed": entry.completed,
        }
        for entry in session.entries
        if isinstance(entry, Trial)
    ]


def _outcomes(session: SessionData) -> Table:
    return [
        _head(session)
        | _times(session, entry.at_s)
        | {
            "block_index": entry.block_index,
            "trial_index": entry.trial_index,
            "exercise": entry.exercise,
            "measure": entry.measure,
            "condition": entry.condition,
            "value": entry.value,
        }
        for entry in session.entries
        if isinstance(entry, OutcomeMeasured)
    ]


def _events(session: SessionData) -> Table:
    return [
        _head(session)
        | _times(session, mark.at_s)
        | {
            "duration_s": round(mark.duration_s, 4),
            "kind": mark.kind,
            "block_index": mark.block_index,
            "detail": mark.detail,
        }
        for mark in marks(session.entries)
    ]


_MAKERS: Mapping[str, Callable[[SessionData], Table]] = {
    "sessions": _sessions,
    "ratings": _ratings,
    "trials": _trials,
    "outcomes": _outcomes,
    "events": _events,
}


def _rectangular(rows: Sequence[dict[str, Cell]]) -> Table:
    """Return rows that all have every column."""
    columns = dict.fromkeys(column for row in rows for column in row)
    return [{column: row.get(column) for column in columns} for row in rows]
