"""How old what the patient saw was: sample to flip, for every frame, in every session.

The figure ends when the flip returns. The panel adds its own 10 to 50 ms, which only a light sensor
on the screen can tell; `docs/latency.md` says how to measure it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Motor performance suffers from about 75 ms (Waltemate 2016); ownership of a delayed hand fades
# past about 190 ms (Ismail & Shimada 2016), so a clear warning comes well before that.
WARN_S = 0.075
BAD_S = 0.150
_FIRST_CAPACITY = 1 << 14


@dataclass(frozen=True, slots=True)
class LatencySummary:
    """Sample-to-flip of one session; None where no sensor moved the limb."""

    frames: int
    dropped_frames: int
    refresh_hz: float
    frames_with_sample: int
    median_s: float | None
    p95_s: float | None
    max_s: float | None
    sample_age_median_s: float | None
    """Age of the sample when it was read for the frame: the tracker's share."""
    stale_frames: int
    """Frames drawn from a sample that an earlier frame had already used."""


class LatencyMeter:
    """Collects every frame's stamps; a few microseconds each."""

    def __init__(self) -> None:
        self._to_flip_s: NDArray[np.float64] = np.empty(_FIRST_CAPACITY)
        self._age_s: NDArray[np.float64] = np.empty(_FIRST_CAPACITY)
        self._n = 0
        self._frames = 0
        self._stale = 0
        self._last_taken_s: float | None = None

    def add(self, *, sample_taken_s: float | None, latched_s: float, flip_s: float) -> None:
        """Take one frame's stamps."""
        self._frames += 1
        if sample_taken_s is None:
            return
        if sample_taken_s == self._last_taken_s:
            self._stale += 1
        self._last_taken_s = sample_taken_s
        if self._n == len(self._to_flip_s):
            self._to_flip_s = np.concatenate([self._to_flip_s, np.empty_like(self._to_flip_s)])
            self._age_s = np.concatenate([self._age_s, np.empty_like(self._age_s)])
        self._to_flip_s[self._n] = flip_s - sample_taken_s
        self._age_s[self._n] = latched_s - sample_taken_s
        self._n += 1

    def summary(self, *, dropped_frames: int, refresh_hz: float) -> LatencySummary:
        """Return the figures so far."""
        to_flip_s, age_s = self._to_flip_s[: self._n], self._age_s[: self._n]
        known = self._n > 0
        return LatencySummary(
            frames=self._frames,
            dropped_frames=dropped_frames,
            refresh_hz=refresh_hz,
            frames_with_sample=self._n,
            median_s=float(np.median(to_flip_s)) if known else None,
            p95_s=float(np.percentile(to_flip_s, 95)) if known else None,
            max_s=float(np.max(to_flip_s)) if known else None,
            sample_age_median_s=float(np.median(age_s)) if known else None,
            stale_frames=self._stale,
        )
