"""Speed profiles whose measures are known beforehand."""

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 100.0


def minimum_jerk_speed(duration_s: float = 1.0, rate_hz: float = RATE_HZ) -> NDArray[np.float64]:
    """Speed of a stroke of length 1: 30 t^2 - 60 t^3 + 30 t^4, with t the share of its time."""
    t = np.arange(round(duration_s * rate_hz) + 1) / round(duration_s * rate_hz)
    return (30 * t**2 - 60 * t**3 + 30 * t**4) / duration_s


def minimum_jerk_place(duration_s: float = 1.0, rate_hz: float = RATE_HZ) -> NDArray[np.float64]:
    """Place of the same stroke, 0 to 1."""
    t = np.arange(round(duration_s * rate_hz) + 1) / round(duration_s * rate_hz)
    return 10 * t**3 - 15 * t**4 + 6 * t**5
