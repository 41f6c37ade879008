"""A session folder as a home leaves it: sealed, with a log of its own and a recording."""

import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal
from uuid import UUID, uuid4

from sessions.asking.rating import Answer, Moment, Quantity, Rating
from sessions.events.entry import (
    BlockEnded,
    BlockStarted,
    ClockAnchor,
    LogEntry,
    Machine,
    OutcomeMeasured,
    RatingGiven,
    SensorUsed,
    SessionEnded,
    SessionStarted,
)
from sessions.events.log import EventLog
from sessions.folder.session_folder import SessionFolder
from sessions.plan.plan import parse_plan

PLAN = """
schema_version = 1
name = "one-block"
title = "One block"
affected_side = "left"

[[blocks]]
exercise = "mirror"
movements = ["hand_open_close", "pinch"]
duration_s = 120
repetitions = 10
"""
HOME = timezone(timedelta(hours=-5))
"""A patient far from the clinic."""


def rating(quantity: Quantity, moment: Moment, value: Answer, at: datetime) -> RatingGiven:
    return RatingGiven(
        at_s=1.0, rating=Rating(quantity=quantity, moment=moment, value=value, answered_at=at)
    )


def log_entries(
    session_id: UUID,
    *,
    code: str = "P01",
    at: datetime = datetime(2026, 11, 20, 8, 30, tzinfo=HOME),
    before: Answer = 6,
    after: Answer = 4,
    ended: Literal["completed", "stopped_by_patient"] = "completed",
) -> tuple[LogEntry, ...]:
    loaded = parse_plan(PLAN, source_name="one-block.toml")
    later = at + timedelta(minutes=3)
    return (
        SessionStarted(
            at_s=0.0,
            session_id=session_id,
            software_version="0.1.0",
            anchor=ClockAnchor(monotonic_s=0.0, wall=at),
            plan=loaded.plan,
            plan_sha256=loaded.sha256,
            plan_source=loaded.source_name,
            patient_code=code,
            affected_side="left",
            language="en",
            settings={},
            machine=Machine(
                os="Linux",
                cpu="some cpu",
                python="3.11",
                gl_renderer="",
                display_px=None,
                refresh_hz=None,
                clock_resolution_s=1e-9,
            ),
            sensor=SensorUsed(driver="pointer", device="mouse"),
        ),
        rating("intensity", "session_start", before, at),
        rating("unpleasantness", "session_start", "skipped", at),
        BlockStarted(at_s=10.0, block_index=0, exercise="mirror"),
        OutcomeMeasured(
            at_s=50.0, block_index=0, trial_index=0, exercise="mirror", measure="reach", value=0.25
        ),
        OutcomeMeasured(
            at_s=60.0, block_index=0, trial_index=1, exercise="mirror", measure="reach", value=0.75
        ),
        OutcomeMeasured(
            at_s=70.0, block_index=0, trial_index=2, exercise="mirror", measure="reach", value=None
        ),
        BlockEnded(
            at_s=130.0,
            block_index=0,
            exercise="mirror",
            outcome="completed",
            active_s=110.0,
            repetitions=9,
        ),
        rating("intensity", "session_end", after, later),
        SessionEnded(at_s=140.0, ended=ended),
    )


def played_session(
    root: Path,
    *,
    code: str = "P01",
    at: datetime | None = None,
    session_id: UUID | None = None,
    recording_bytes: int = 0,
    before: Answer = 6,
    after: Answer = 4,
) -> Path:
    """Write a session folder under `root`; return it."""
    session_id = session_id or uuid4()
    at = at or datetime.now(UTC).astimezone(HOME) - timedelta(hours=1)
    folder = SessionFolder.create(
        root, session_id=session_id, started_at=at, patient_code=code, free_bytes_needed=1
    )
    with EventLog.create(folder.events_path) as log:
        for entry in log_entries(session_id, code=code, at=at, before=before, after=after):
            log.append(entry)
    if recording_bytes:
        # Whatever it holds: the portal keeps it and does not open it.
        folder.recording_path.write_bytes(random.Random(str(session_id)).randbytes(recording_bytes))
    folder.seal("completed")
    return folder.path
