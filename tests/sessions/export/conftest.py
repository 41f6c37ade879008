"""A session folder as the program leaves it: log, recording with frames, poses and muscles."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from sensors.pose import JOINT_ANGLES
from sessions.asking.answer import Chosen, Painted
from sessions.asking.rating import Answer, Moment, Rating
from sessions.events.entry import (
    BlockEnded,
    BlockStarted,
    CommandGiven,
    LogEntry,
    OutcomeMeasured,
    RatingGiven,
    SessionEnded,
    SessionStarted,
    Trial,
)
from sessions.events.log import EventLog
from sessions.export.session_data import SessionData, read_session
from sessions.folder.session_folder import SessionFolder
from sessions.recording.device_rows import EmgSampleRow
from sessions.recording.frame_row import FrameRow, LimbRow
from sessions.recording.recording import RecordingWriter
from sessions.recording.rows import PoseRow

ZONE = timezone(timedelta(hours=1))
STARTS_S, LASTS_S, FS_HZ, CHANNELS, LOST_ROWS = 100.25, 8.0, 200.0, 8, 30


def wall(at_s: float) -> datetime:
    return datetime(2026, 11, 23, 9, 5, 1, 250000, ZONE) + timedelta(seconds=at_s - STARTS_S)


def rated(at_s: float, question: str, moment: Moment, value: Answer) -> RatingGiven:
    rating = Rating(
        quantity=question,
        moment=moment,
        value=value,
        answered_at=wall(at_s),
        answered_after_s=None if value == "not_asked" else 2.5,
    )
    return RatingGiven(at_s=at_s, rating=rating)


def entries(started: SessionStarted) -> list[LogEntry]:
    return [
        started,
        rated(100.5, "intensity", "session_start", 6),
        rated(100.6, "unpleasantness", "session_start", "skipped"),
        rated(100.7, "quality", "session_start", Chosen(chosen=("burning", "cramping"))),
        rated(
            100.8, "phantom_pain_map", "session_start", Painted(regions={"front_left_hand": 0.5})
        ),
        BlockStarted(at_s=101.0, block_index=0, exercise="mirror"),
        CommandGiven(at_s=102.0, wish="cover", source="key"),
        Trial(
            at_s=105.0,
            block_index=0,
            trial_index=0,
            movement="pinch",
            cycles_ordered=4,
            cycles_done=3,
            cue_at_s=101.0,
            onset_at_s=101.5,
            active_s=3.0,
            completed=True,
        ),
        OutcomeMeasured(
            at_s=105.0, block_index=0, exercise="mirror", measure="smoothness_sparc", value=-1.5
        ),
        OutcomeMeasured(
            at_s=105.0, block_index=0, exercise="mirror", measure="reaction_time_s", value=None
        ),
        BlockEnded(
            at_s=105.5,
            block_index=0,
            exercise="mirror",
            outcome="completed",
            active_s=3.0,
            repetitions=3,
        ),
        rated(106.0, "intensity", "rest", "not_asked"),
        rated(107.0, "intensity", "session_end", 0),
        SessionEnded(at_s=107.5, ended="completed"),
    ]


def emg_signal() -> np.ndarray:
    """Every row is its own number, so that a lost or swapped row shows."""
    rows = np.arange(round(LASTS_S * FS_HZ))
    return rows[:, None] * 0.5 + np.arange(CHANNELS) * 1000.0


def _record(recording: RecordingWriter) -> None:
    angles = np.linspace(0.0, 1.0, len(JOINT_ANGLES))
    for i in range(round(LASTS_S * 30)):
        at_s = STARTS_S + i / 30
        limb = LimbRow("left", 1.0, angles + i / 1000)
        covered = 50 <= i < 60
        recording.add(FrameRow(i, "mirror", at_s, None, None, 0.0, covered, (limb,)))
        recording.add(PoseRow(at_s, 0.9, angles - i / 1000))
    signal, block = emg_signal(), 20
    for first in range(0, len(signal), block):
        if 400 <= first < 400 + LOST_ROWS:
            continue
        last_s = STARTS_S + (first + block - 1) / FS_HZ
        lost = 40 if first == 440 else 0
        rows = signal[first : first + block]
        recording.add(EmgSampleRow(last_s, last_s, None, FS_HZ, lost, rows))


MakeSession = Callable[..., SessionData]


@pytest.fixture
def make_session(tmp_path: Path, started: SessionStarted) -> MakeSession:
    def make(*, number: int = 1, code: str = "P01", emg: bool = True) -> SessionData:
        session_id = UUID(int=number)
        anchor = started.anchor.model_copy(
            update={"wall": started.anchor.wall + timedelta(days=number - 1)}
        )
        begun = started.model_copy(
            update={"session_id": session_id, "patient_code": code, "anchor": anchor}
        )
        folder = SessionFolder.create(
            tmp_path / "sessions",
            session_id=session_id,
            started_at=anchor.wall,
            patient_code=code,
        )
        with (
            EventLog.create(folder.events_path) as log,
            RecordingWriter(
                folder.recording_path, software_version="1", joint_angles=JOINT_ANGLES
            ) as recording,
        ):
            for entry in entries(begun):
                log.append(entry)
            if emg:
                _record(recording)
        folder.seal("completed")
        return read_session(folder.path)

    return make
