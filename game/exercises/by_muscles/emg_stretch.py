"""The residual limb's signal during one stretch of an exercise, for its measures."""

import numpy as np
from numpy.typing import NDArray

from sensors.emg.signal_kind import detect_kind
from sensors.sample import EmgSample
from sessions.analysis.phantom_cycles import Cycle
from sessions.analysis.phantom_motor import POINTS, envelope_uv, normalised

_LEAST_S = 1.0


class EmgStretch:
    """Takes blocks of samples as they come; what the device lost divides it into parts."""

    def __init__(self) -> None:
        self._parts: list[list[EmgSample]] = []

    def take(self, sample: EmgSample) -> None:
        """Take one block."""
        if not self._parts or sample.lost_before or self._other_form(sample):
            self._parts.append([])
        self._parts[-1].append(sample)

    def _other_form(self, sample: EmgSample) -> bool:
        last = self._parts[-1][-1]
        return last.fs_hz != sample.fs_hz or last.microvolts.shape[1] != sample.microvolts.shape[1]

    def quiet_uv(self) -> tuple[float, ...]:
        """Return each channel's mean rectified activity over the stretch; empty without signal."""
        envelopes = [envelope for _, envelope in self._envelopes()]
        return tuple(np.concatenate(envelopes).mean(axis=0).tolist()) if envelopes else ()

    def over(self, cycles: tuple[Cycle, ...]) -> NDArray[np.float64]:
        """Return the activity over the cycles, shape (cycles, channels, points)."""
        rows = [normalised(times_s, envelope, cycles) for times_s, envelope in self._envelopes()]
        rows = [row for row in rows if len(row)]
        channels = {row.shape[1] for row in rows}
        return np.concatenate(rows) if len(channels) == 1 else np.empty((0, 1, POINTS))

    def _envelopes(self) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        found = []
        for part in self._parts:
            rate_hz = part[-1].fs_hz
            rows = np.concatenate([sample.microvolts for sample in part]).astype(np.float64)
            if len(rows) < _LEAST_S * rate_hz:
                continue
            ended_s = part[-1].taken_at_s
            times_s = ended_s - np.arange(len(rows) - 1, -1, -1) / rate_hz
            raw = detect_kind(rows, rate_hz) == "raw"
            found.append((times_s, envelope_uv(rows, rate_hz, raw=raw)))
        return found
