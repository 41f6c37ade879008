"""The mirror: what the intact limb does, the affected one is shown doing.

Joint angles are anatomical and mean the same for either side, so the mirror is the identity on
them; left and right part only where a skeleton is posed, by a reflection in the body's midline.
A plan may amplify the movement, within bounds, about the resting posture.
"""

import numpy as np
from numpy.typing import NDArray

from sensors.pose import ARM, Angles, LimbAngles

MAX_GAIN = 1.2
MIN_GAIN = 0.8


def mirror(measured_rad: Angles, gain: float = 1.0, limb: LimbAngles = ARM) -> Angles:
    """Return the angles to show for measured ones, within anatomical limits.

    Args:
        measured_rad: the intact limb's, in the order that `limb` names.
        gain: how much more the shown limb moves away from rest than the measured one does.
        limb: which kind of limb it is.

    Raises:
        ValueError: the gain is outside 0.8 to 1.2.
    """
    if not MIN_GAIN <= gain <= MAX_GAIN:
        raise ValueError(f"visuomotor gain {gain:g} is outside {MIN_GAIN:g} to {MAX_GAIN:g}")
    if gain == 1.0:
        return limb.clamp(measured_rad)
    return limb.clamp(limb.resting + gain * (measured_rad - limb.resting))


def reflect(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return points, shape (..., 3), on the other side of the body's midline."""
    return points * (-1.0, 1.0, 1.0)
