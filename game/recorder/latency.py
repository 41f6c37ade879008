"""How old what the patient saw was: sample to flip, for every frame, in every session.

The figure ends when the flip returns. The panel adds its own 10 to 50 ms, which only a light sensor
on the screen can tell; `docs/latency.md` says how to measure it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_FIRST_CAPACITY = 1 << 14


@dataclass(frozen=True, slots=True)
class Spread:
    """Many times in three numbers."""

    median_s: float
    p95_s: float
    max_s: float


@dataclass(frozen=True, slots=True)
class LatencySummary:
    """One session's latency; no spreads where no sensor moved the limb."""

    frames: int
    dropped_frames: int
    refresh_hz: float
    to_flip: Spread | None
    """From taking the sample to the return of the flip that showed it."""
    sample_age: Spread | None
    """Age of the sample when it was read for the frame: the tracker's share."""


class LatencyMeter:
    """Collects every frame's stamps; a few microseconds each."""

    def __init__(self) -> None:
        self._to_flip_s: NDArray[np.float64] = np.empty(_FIRST_CAPACITY)
        self._age_s: NDArray[np.float64] = np.empty(_FIRST_CAPACITY)
        self._n = 0
        self._frames = 0

    def add(self, *, sample_taken_s: float | None, latched_s: float, flip_s: float) -> None:
        """Take one frame's stamps."""
        self._frames += 1
        if sample_taken_s is None:
            return
        if self._n == len(self._to_flip_s):
            self._to_flip_s = np.concatenate([self._to_flip_s, np.empty_like(self._to_flip_s)])
            self._age_s = np.concatenate([self._age_s, np.empty_like(self._age_s)])
        self._to_flip_s[self._n] = flip_s - sample_taken_s
        self._age_s[self._n] = latched_s - sample_taken_s
        self._n += 1

    def summary(self, *, dropped_frames: int, refresh_hz: float) -> LatencySummary:
        """Return the figures so far."""
        return LatencySummary(
            frames=self._frames,
            dropped_frames=dropped_frames,
            refresh_hz=refresh_hz,
            to_flip=_spread(self._to_flip_s[: self._n]),
            sample_age=_spread(self._age_s[: self._n]),
        )


def _spread(times_s: NDArray[np.float64]) -> Spread | None:
    if not len(times_s):
        return None
    median_s, p95_s = np.percentile(times_s, [50, 95])
    return Spread(float(median_s), float(p95_s), float(times_s.max()))
