"""One session, read whole from its folder into arrays and tables, ready to be written elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sessions.errors import ExportError
from sessions.events.entry import LogEntry, RatingGiven, SessionStarted
from sessions.events.log import read_log
from sessions.folder.session_folder import EVENTS_NAME, RECORDING_NAME
from sessions.recording.device_rows import EmgSampleRow
from sessions.recording.frame_row import FrameRow
from sessions.recording.reader import RecordingReader
from sessions.recording.rows import AnyRow, PoseRow

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Track:
    """Rows of numbers over time, one column a name."""

    at_s: Floats
    """Shape (n,), on the session's monotonic clock."""
    names: tuple[str, ...]
    values: Floats
    """Shape (n, names); NaN where there was no value."""

    @property
    def rate_hz(self) -> float:
        """Return the usual rate: one over the median step; NaN for fewer than two rows."""
        steps = np.diff(self.at_s)
        return float(1.0 / np.median(steps)) if len(steps) and np.median(steps) > 0 else np.nan


@dataclass(frozen=True, slots=True)
class Emg:
    """Muscle signals on the device's own even time base."""

    starts_at_s: float
    """When the first row was taken, on the session's clock."""
    fs_hz: float
    microvolts: Floats
    """Shape (n, channels); NaN where rows were lost on the way."""


@dataclass(frozen=True, slots=True)
class SessionData:
    """What an exporter needs."""

    folder: Path
    started: SessionStarted
    entries: tuple[LogEntry, ...]
    damaged_lines: int
    shown: dict[str, Track]
    """Shown limbs by side: joint angles in radians at each flip."""
    measured: Track | None
    """Joint angles of the measured limb; None where nothing was measured."""
    emg: Emg | None

    @property
    def ratings(self) -> tuple[RatingGiven, ...]:
        """Every answer, in order."""
        return tuple(entry for entry in self.entries if isinstance(entry, RatingGiven))

    def wall(self, at_s: float) -> datetime:
        """Return the patient's own clock at an instant, with its UTC offset."""
        anchor = self.started.anchor
        return anchor.wall + timedelta(seconds=at_s - anchor.monotonic_s)


def read_session(folder: Path) -> SessionData:
    """Read a session folder, sealed or not; what is damaged is left out and counted.

    Raises:
        ExportError: there is no session in it, or the line that tells its plan is lost.
        SessionsError: log or recording cannot be opened at all.
    """
    events = folder / EVENTS_NAME
    if not events.is_file():
        raise ExportError(f"{folder.name} is no session folder: give folders named ses-...")
    reading = read_log(events)
    started = next((e for e in reading.entries if isinstance(e, SessionStarted)), None)
    if started is None:
        raise ExportError(f"{folder.name}: the line that tells the plan is lost; leave it out")
    rows: list[AnyRow] = []
    names: tuple[str, ...] = ()
    recording = folder / RECORDING_NAME
    if recording.is_file():
        reader = RecordingReader(recording)
        names = reader.condition().joint_angles
        rows = list(reader.rows("frame", "pose", "sample/emg"))
    return SessionData(
        folder=folder,
        started=started,
        entries=tuple(reading.entries),
        damaged_lines=len(reading.damaged),
        shown=_shown([row for row in rows if isinstance(row, FrameRow)], names),
        measured=_measured([row for row in rows if isinstance(row, PoseRow)], names),
        emg=_emg([row for row in rows if isinstance(row, EmgSampleRow)]),
    )


def _shown(frames: Sequence[FrameRow], names: tuple[str, ...]) -> dict[str, Track]:
    sides = sorted({limb.side for frame in frames for limb in frame.limbs})
    at_s = np.array([float(frame.flip_s) for frame in frames])
    tracks: dict[str, Track] = {}
    for side in sides:
        values = np.full((len(frames), len(names)), np.nan)
        for i, frame in enumerate(frames):
            for limb in frame.limbs:
                if limb.side == side and not frame.covered:
                    values[i] = limb.angles_rad
        tracks[side] = Track(at_s, names, values)
    return tracks


def _measured(poses: Sequence[PoseRow], names: tuple[str, ...]) -> Track | None:
    if not poses:
        return None
    order = np.argsort([float(pose.taken_s) for pose in poses], kind="stable")
    at_s = np.array([float(poses[i].taken_s) for i in order])
    return Track(at_s, names, np.array([poses[i].angles_rad for i in order], dtype=np.float64))


def _emg(rows: Sequence[EmgSampleRow]) -> Emg | None:
    """Lay blocks end to end at the device's rate; rows lost on the way are NaN, never closed up."""
    if not rows:
        return None
    fs_hz = float(rows[0].fs_hz)
    channels = np.asarray(rows[0].microvolts).shape[1]
    parts: list[Floats] = []
    for row in rows:
        block = np.asarray(row.microvolts, dtype=np.float64).reshape(-1, channels)
        if row.lost_before:
            parts.append(np.full((row.lost_before, channels), np.nan))
        parts.append(block)
    first = rows[0]
    starts_at_s = float(first.taken_s) - (len(np.asarray(first.microvolts)) - 1) / fs_hz
    return Emg(starts_at_s - first.lost_before / fs_hz, fs_hz, np.concatenate(parts))
