"""What a motion sensor's packets say, in SI units, before anybody has stamped it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

G_M_S2 = 9.80665
"""Standard gravity."""


@dataclass(frozen=True, slots=True)
class ImuReading:
    """One reading; None stands for what the device doesn't measure or did not send."""

    device_time_s: float | None
    orientation_wxyz: NDArray[np.float64] | None
    gyro_rad_s: NDArray[np.float64] | None
    accel_m_s2: NDArray[np.float64] | None
