"""A session's muscle signals as BDF+ (24 bits), with what happened as annotations.

BDF+ holds no gaps: rows that were lost on the way are written as 0 and annotated as ``lost``.
"""

import math
from itertools import groupby
from pathlib import Path

import numpy as np
from edfio import Bdf, BdfSignal, EdfAnnotation, Patient, Recording
from numpy.typing import NDArray

from sessions.errors import ExportError
from sessions.export.marks import marks
from sessions.export.session_data import Emg, SessionData

LOST = "lost"
_LEAST_RANGE_UV = 5000.0


def write_bdf(session: SessionData, path: Path) -> None:
    """Write the muscle signals of a session.

    Raises:
        ExportError: the session has none, or the file cannot be written.
    """
    if session.emg is None:
        raise ExportError(f"{session.folder.name} holds no muscle signals to write as BDF+")
    emg, started = session.emg, session.wall(session.emg.starts_at_s)
    try:
        Bdf(
            _signals(emg),
            patient=Patient(code=session.started.patient_code),
            recording=Recording(startdate=started.date(), equipment_code="mirrorlimb"),
            starttime=started.time().replace(tzinfo=None),
            data_record_duration=1.0,
            annotations=_annotations(session, emg),
        ).write(path)
    except OSError as error:
        raise ExportError(f"{path.name} can't be written ({error.strerror})") from error


def _signals(emg: Emg) -> list[BdfSignal]:
    filled = np.nan_to_num(emg.microvolts, nan=0.0)
    rows = math.ceil(len(filled) / emg.fs_hz) * round(emg.fs_hz)
    filled = np.pad(filled, ((0, rows - len(filled)), (0, 0)), mode="edge")
    range_uv = max(_LEAST_RANGE_UV, float(10 ** math.ceil(math.log10(np.abs(filled).max() + 1))))
    return [
        BdfSignal(
            channel,
            round(emg.fs_hz),
            label=f"EMG{i + 1}",
            physical_dimension="uV",
            physical_range=(-range_uv, range_uv),
        )
        for i, channel in enumerate(filled.T)
    ]


def _annotations(session: SessionData, emg: Emg) -> list[EdfAnnotation]:
    length_s = len(emg.microvolts) / emg.fs_hz
    notes = [
        EdfAnnotation(
            mark.at_s - emg.starts_at_s,
            mark.duration_s or None,
            " ".join(part for part in (mark.kind, mark.detail) if part),
        )
        for mark in marks(session.entries)
        if 0.0 <= mark.at_s - emg.starts_at_s <= length_s
    ]
    lost = [
        EdfAnnotation(first / emg.fs_hz, count / emg.fs_hz, LOST)
        for first, count in _runs(np.asarray(np.isnan(emg.microvolts).any(axis=1)))
    ]
    return notes + lost


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where each run of True begins and how long it is."""
    found, at = [], 0
    for value, group in groupby(flags):
        count = len(list(group))
        if value:
            found.append((at, count))
        at += count
    return found
