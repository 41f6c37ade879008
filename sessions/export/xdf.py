"""XDF, as LabRecorder writes it, read in: muscle signals and the markers beside them.

Clocks of the streams are already brought together by the reader. Units are taken from the stream's
own description; without one the numbers stand as they are.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sessions.errors import ExportError
from sessions.recording.device_rows import EmgSampleRow
from sessions.recording.recording import RecordingWriter

_MICROVOLTS = {
    "microvolts": 1.0,
    "microvolt": 1.0,
    "uv": 1.0,
    "µv": 1.0,
    "mv": 1e3,
    "millivolts": 1e3,
    "millivolt": 1e3,
    "v": 1e6,
    "volts": 1e6,
    "volt": 1e6,
}
_BLOCK_S = 0.1
"""Rows are written in blocks as long as this."""


@dataclass(frozen=True, slots=True)
class XdfEmg:
    """One stream of muscle signals, and what was marked while it ran."""

    name: str
    at_s: NDArray[np.float64]
    """Shape (n,), the recorder's clock."""
    microvolts: NDArray[np.float64]
    """Shape (n, channels)."""
    fs_hz: float
    marks: tuple[tuple[float, str], ...]
    """When, on the same clock, and what."""

    def labels(self) -> NDArray[np.str_]:
        """Return the newest mark at each row, shape (n,); empty before the first one."""
        times = np.array([at_s for at_s, _ in self.marks])
        names = np.array(["", *(what for _, what in self.marks)])
        return np.asarray(names[np.searchsorted(times, self.at_s, side="right")])


def read_xdf(path: Path) -> XdfEmg:
    """Read the first EMG stream of a file, and its marker streams.

    Raises:
        ExportError: it is no XDF file, holds no EMG, or the package that reads it is missing.
    """
    try:
        import pyxdf
    except ImportError as error:
        raise ExportError("XDF needs pyxdf: pip install 'mirrorlimb[export]'") from error
    try:
        with path.open("rb") as file:
            if file.read(4) != b"XDF:":
                raise ExportError(f"{path.name}: this is no XDF file; give what LabRecorder wrote")
        streams, _ = pyxdf.load_xdf(str(path), verbose=False)
    except OSError as error:
        raise ExportError(f"{path.name}: can't be read; give a file that ends in .xdf") from error
    except (ValueError, IndexError, KeyError) as error:
        raise ExportError(f"{path.name}: this file is damaged; copy it once more") from error
    emg = next(
        (s for s in streams if _word(s, "type").upper() == "EMG" and len(s["time_stamps"])), None
    )
    if emg is None:
        kinds = ", ".join(sorted({_word(s, "type") for s in streams})) or "none"
        raise ExportError(f"{path.name}: no stream of type EMG; it holds: {kinds}")
    at_s = np.asarray(emg["time_stamps"], dtype=np.float64)
    nominal_hz = float(_word(emg, "nominal_srate") or 0.0)
    marks = sorted(
        (float(at), str(what[0]))
        for stream in streams
        if _word(stream, "type").lower() == "markers"
        for at, what in zip(stream["time_stamps"], stream["time_series"], strict=True)
    )
    return XdfEmg(
        name=_word(emg, "name"),
        at_s=at_s,
        microvolts=np.asarray(emg["time_series"], dtype=np.float64) * _scale(emg),
        fs_hz=nominal_hz or float(1.0 / np.median(np.diff(at_s))),
        marks=tuple(marks),
    )


def write_recording(emg: XdfEmg, path: Path, *, software_version: str) -> None:
    """Write it as a recording that replays like a device.

    Raises:
        RecordingError: it cannot be written.
    """
    rows = max(1, round(emg.fs_hz * _BLOCK_S))
    with RecordingWriter(path, software_version=software_version, joint_angles=()) as recording:
        for first in range(0, len(emg.at_s), rows):
            block = emg.microvolts[first : first + rows]
            taken_s = float(emg.at_s[min(first + rows, len(emg.at_s)) - 1])
            row = EmgSampleRow(taken_s, taken_s, taken_s, emg.fs_hz, 0, block)
            recording.add(row)


def _word(stream: dict[str, Any], key: str) -> str:
    found = stream["info"].get(key)
    return str(found[0]) if found and found[0] is not None else ""


def _scale(stream: dict[str, Any]) -> float:
    """Return how many microvolts one unit is, from the first channel's description."""
    try:
        unit = stream["info"]["desc"][0]["channels"][0]["channel"][0]["unit"][0]
    except (KeyError, IndexError, TypeError):
        return 1.0
    return _MICROVOLTS.get(str(unit).strip().lower(), 1.0)
