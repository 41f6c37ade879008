"""Yaw, pitch and roll to a unit quaternion (w, x, y, z) and back.

The order is the aerospace one that motion sensors use: yaw about z, then pitch about the new y,
then roll about the new x.
"""

import math

import numpy as np
from numpy.typing import NDArray

_NORM_WITHIN = 0.05


def from_yaw_pitch_roll(yaw_rad: float, pitch_rad: float, roll_rad: float) -> NDArray[np.float64]:
    """Return the quaternion, shape (4,)."""
    cy, sy = math.cos(yaw_rad / 2), math.sin(yaw_rad / 2)
    cp, sp = math.cos(pitch_rad / 2), math.sin(pitch_rad / 2)
    cr, sr = math.cos(roll_rad / 2), math.sin(roll_rad / 2)
    return np.array(
        [
            cr * cp * cy + sr * sp * sy,
            sr * cp * cy - cr * sp * sy,
            cr * sp * cy + sr * cp * sy,
            cr * cp * sy - sr * sp * cy,
        ]
    )


def yaw_pitch_roll(wxyz: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return yaw, pitch and roll in radians; at a pitch of 90 degrees yaw takes all the turn."""
    w, x, y, z = (float(part) for part in wxyz)
    sine = max(-1.0, min(1.0, 2 * (w * y - z * x)))
    if abs(sine) > 1 - 1e-9:
        return 2 * math.atan2(z, w), math.copysign(math.pi / 2, sine), 0.0
    return (
        math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)),
        math.asin(sine),
        math.atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y)),
    )


def unit_quaternion(
    w: float, x: float, y: float, z: float, *, within: float = _NORM_WITHIN
) -> NDArray[np.float64] | None:
    """Return the quaternion at length 1, or None where it is further from that than `within`."""
    norm = math.sqrt(w * w + x * x + y * y + z * z)
    if not abs(norm - 1.0) <= within:
        return None
    return np.array([w, x, y, z]) / norm
