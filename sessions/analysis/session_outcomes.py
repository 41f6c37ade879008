"""One session in numbers, from its folder alone: dose, pain, and everything that was measured."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from sessions.analysis.dose import DoseDone, dose_by_exercise, dose_of
from sessions.analysis.range_of_motion import driving_angle, group_ranges_deg
from sessions.analysis.sampling import Series
from sessions.analysis.strokes import StrokeMeasures, measure_strokes
from sessions.asking.rating import Answer
from sessions.errors import LogError
from sessions.events.entry import OutcomeMeasured, SessionStarted
from sessions.events.log import LogReading, read_log
from sessions.events.summary import summarise
from sessions.folder.session_folder import EVENTS_NAME, RECORDING_NAME
from sessions.recording.reader import RecordingReader
from sessions.recording.rows import PoseRow

_LEAST_POSES = 20


@dataclass(frozen=True, slots=True)
class MeasureOfSession:
    """One measure of one exercise under one condition, over a session's trials."""

    exercise: str
    measure: str
    condition: str
    values: tuple[float | None, ...]
    """In the order in which they were measured; None is what could not be."""

    @property
    def known(self) -> Series:
        """The values that could be measured."""
        return np.array([value for value in self.values if value is not None])

    @property
    def mean(self) -> float | None:
        """Their mean; None where there are none."""
        return float(np.mean(self.known)) if len(self.known) else None


@dataclass(frozen=True, slots=True)
class MovementOfSession:
    """What the whole recording of the measured limb says, whatever the exercises were."""

    poses: int
    rate_hz: float | None
    ranges_deg: dict[str, float]
    driving_angle: str
    strokes: StrokeMeasures


@dataclass(frozen=True, slots=True)
class SessionOutcomes:
    """One session."""

    folder: str
    """Its folder's name, without where it is."""
    patient_code: str
    began_at: datetime
    plan: str
    ended: str
    dose: DoseDone
    dose_by_exercise: dict[str, DoseDone]
    pain_before: Answer
    pain_after: Answer
    measures: tuple[MeasureOfSession, ...]
    movement: MovementOfSession | None
    """None where nothing was measured, or the recording was left out."""
    damaged_lines: int
    phase: str = ""
    """Of the course: its name, and the label of the arm where there are arms; empty outside one."""

    def measure(self, exercise: str, name: str) -> MeasureOfSession | None:
        """Return a measure under whatever condition it has most values of."""
        found = [m for m in self.measures if (m.exercise, m.measure) == (exercise, name)]
        return max(found, key=lambda m: len(m.known), default=None)


def read_outcomes(folder: Path, *, with_recording: bool = True) -> SessionOutcomes:
    """Read a session's folder.

    Raises:
        LogError: it is no session's folder, or its first line is lost.
        RecordingError: the recording holds rows that this version doesn't know.
    """
    events = folder / EVENTS_NAME
    if not events.exists():
        raise LogError(
            f"{folder.name} holds no {EVENTS_NAME}: give a session's own folder, ses-..."
        )
    reading = read_log(events)
    started = next((e for e in reading.entries if isinstance(e, SessionStarted)), None)
    summary = summarise(reading)
    if started is None or summary is None:
        raise LogError(f"the first line of {folder.name} is lost: its plan is not known")
    moving = [block for block in summary.blocks if block.exercise != "rest"]
    recording = folder / RECORDING_NAME
    return SessionOutcomes(
        folder=folder.name,
        patient_code=started.patient_code,
        began_at=started.anchor.wall,
        plan=started.plan.name,
        ended=summary.ended,
        dose=dose_of(moving),
        dose_by_exercise=dose_by_exercise(summary.blocks),
        pain_before=summary.intensity.before,
        pain_after=summary.intensity.after,
        measures=measures_of(reading),
        movement=_movement(recording) if with_recording and recording.exists() else None,
        damaged_lines=len(reading.damaged),
        phase=_phase(started),
    )


def _phase(started: SessionStarted) -> str:
    place = started.course
    return "" if place is None else f"{place.phase} {place.arm}".strip()


def measures_of(reading: LogReading) -> tuple[MeasureOfSession, ...]:
    """Return every measure of a log, in the order in which each was first taken."""
    kept: defaultdict[tuple[str, str, str], list[float | None]] = defaultdict(list)
    for entry in reading.entries:
        if isinstance(entry, OutcomeMeasured):
            kept[entry.exercise, entry.measure, entry.condition].append(entry.value)
    return tuple(
        MeasureOfSession(exercise, measure, condition, tuple(values))
        for (exercise, measure, condition), values in kept.items()
    )


def _movement(recording: Path) -> MovementOfSession | None:
    """Return what the poses of a recording say; None where there are too few."""
    reader = RecordingReader(recording)
    names = reader.condition().joint_angles
    rows = [row for row in reader.rows("pose") if isinstance(row, PoseRow)]
    rows = [row for row in rows if len(row.angles_rad) == len(names)]
    if len(rows) < _LEAST_POSES:
        return None
    times_s = np.array([row.taken_s for row in rows])
    order = np.argsort(times_s, kind="stable")
    times_s, angles_rad = times_s[order], np.stack([rows[i].angles_rad for i in order])
    driving = driving_angle(angles_rad)
    gap_s = float(np.median(np.diff(times_s)))
    return MovementOfSession(
        poses=len(rows),
        rate_hz=1.0 / gap_s if gap_s > 0.0 else None,
        ranges_deg=group_ranges_deg(angles_rad, names),
        driving_angle=names[driving],
        strokes=measure_strokes(times_s, angles_rad[:, driving]),
    )
