"""Unit quaternions (w, x, y, z) as plain arrays: product, inverse, turning, swing and twist."""

import math

import numpy as np
from numpy.typing import NDArray

Quaternion = NDArray[np.float64]
Vector = NDArray[np.float64]

IDENTITY: Quaternion = np.array([1.0, 0.0, 0.0, 0.0])
IDENTITY.flags.writeable = False


def product(a: Quaternion, b: Quaternion) -> Quaternion:
    """Return the rotation b followed by a."""
    aw, ax, ay, az = a.tolist()
    bw, bx, by, bz = b.tolist()
    return np.array(
        [
            aw * bw - ax * bx - ay * by - az * bz,
            aw * bx + ax * bw + ay * bz - az * by,
            aw * by - ax * bz + ay * bw + az * bx,
            aw * bz + ax * by - ay * bx + az * bw,
        ]
    )


def inverse(a: Quaternion) -> Quaternion:
    """Return the rotation back."""
    back: Quaternion = a * np.array([1.0, -1.0, -1.0, -1.0])
    return back


def about(axis: Vector, angle_rad: float) -> Quaternion:
    """Return the rotation about a unit axis."""
    half = angle_rad / 2
    return np.concatenate([[math.cos(half)], math.sin(half) * axis])


def turned(a: Quaternion, v: Vector) -> Vector:
    """Return the vector after the rotation."""
    return product(product(a, np.concatenate([[0.0], v])), inverse(a))[1:]


def twist_about(a: Quaternion, axis: Vector) -> float:
    """Return the rotation's turn about a unit axis, radians within half a turn either way.

    The rotation is that twist followed by a swing whose axis is at right angles to it.
    """
    along = float(a[1:] @ axis)
    return math.remainder(2 * math.atan2(along, float(a[0])), 2 * math.pi)


def nearest_sign(a: Quaternion) -> Quaternion:
    """Return the one of the two equal quaternions whose w is not negative."""
    return -a if a[0] < 0 else a
