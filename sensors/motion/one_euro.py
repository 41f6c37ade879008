"""The 1 euro filter: smooth while slow, prompt while fast.

Source: Casiez, Roussel and Vogel, "1€ Filter: A Simple Speed-based Low-pass Filter for Noisy Input
in Interactive Systems", CHI 2012.
"""

import math

import numpy as np
from numpy.typing import NDArray

_Values = NDArray[np.float64]


def _smoothing(cutoff_hz: _Values | float, elapsed_s: float) -> _Values:
    ratio = 2 * math.pi * np.asarray(cutoff_hz) * elapsed_s
    share: _Values = ratio / (ratio + 1.0)
    return share


class OneEuroFilter:
    """Filters a vector of any fixed length.

    Args:
        min_cutoff_hz: cut-off at rest; lower is smoother.
        beta: how much the cut-off rises with speed, in Hz per unit of the signal a second.
        speed_cutoff_hz: cut-off of the speed estimate.
    """

    def __init__(
        self, *, min_cutoff_hz: float, beta: _Values | float, speed_cutoff_hz: float = 1.0
    ) -> None:
        self._min_cutoff_hz = min_cutoff_hz
        self._beta = beta
        self._speed_cutoff_hz = speed_cutoff_hz
        self._last_s: float | None = None
        self._value: _Values = np.zeros(0)
        self._speed: _Values = np.zeros(0)

    def update(self, at_s: float, value: _Values) -> _Values:
        """Return the filtered value; one not later than the last changes nothing."""
        if self._last_s is None:
            self._last_s = at_s
            self._value = np.array(value, dtype=np.float64)
            self._speed = np.zeros_like(self._value)
            return self._value.copy()
        elapsed_s = at_s - self._last_s
        if elapsed_s <= 0:
            return self._value.copy()
        self._last_s = at_s
        raw_speed = (value - self._value) / elapsed_s
        self._speed += _smoothing(self._speed_cutoff_hz, elapsed_s) * (raw_speed - self._speed)
        cutoff_hz = self._min_cutoff_hz + self._beta * np.abs(self._speed)
        self._value = self._value + _smoothing(cutoff_hz, elapsed_s) * (value - self._value)
        return self._value.copy()
