"""The plain leg: shown where the lifelike limb's data is not installed.

Thigh and shank are one tube, the foot another from the heel to the ball, each toe one that begins
inside the ball. Half widths were set by eye; lengths are those of `SeatedLeg`.
"""

import numpy as np
from numpy.typing import NDArray

from game.limb.leg_anatomy import LEG_ANATOMY, TOES
from game.limb.leg_rest_pose import FORWARD, HIP, INNER, UP, fit_leg
from game.limb.loft import Tube, blend, loft
from game.limb.mesh import LimbMesh
from game.limb.plain import joined
from game.limb.rotation import Vector
from game.limb.skeleton import Skeleton
from sensors.motion.leg_geometry import SEATED_LEG

_KNEE = HIP - SEATED_LEG.thigh_m * UP
_ANKLE = _KNEE - SEATED_LEG.shank_m * UP
_ANKLE_UP_M = 0.072
"""The ankle joint's height above the sole."""

# Along the leg from the hip, half width, half depth in front, behind; metres.
_LEG_RINGS = np.array(
    [
        (0.090, 0.0800, 0.0800, 0.0800),
        (0.200, 0.0740, 0.0760, 0.0760),
        (0.300, 0.0630, 0.0640, 0.0640),
        (0.370, 0.0560, 0.0580, 0.0560),
        (0.415, 0.0550, 0.0590, 0.0500),
        (0.460, 0.0520, 0.0490, 0.0540),
        (0.530, 0.0530, 0.0420, 0.0690),
        (0.600, 0.0480, 0.0380, 0.0640),
        (0.680, 0.0380, 0.0340, 0.0480),
        (0.750, 0.0310, 0.0320, 0.0390),
        (0.800, 0.0310, 0.0330, 0.0390),
        (0.830, 0.0330, 0.0330, 0.0420),
        (0.860, 0.0310, 0.0300, 0.0420),
        (0.885, 0.0250, 0.0220, 0.0350),
    ]
)
# Along the foot from behind the ankle: half width, height of its back, height of its middle line.
_FOOT_RINGS = np.array(
    [
        (-0.054, 0.008, 0.044, 0.034),
        (-0.046, 0.023, 0.064, 0.034),
        (-0.020, 0.031, 0.080, 0.035),
        (0.020, 0.033, 0.086, 0.034),
        (0.060, 0.038, 0.069, 0.030),
        (0.100, 0.044, 0.048, 0.022),
        (0.128, 0.046, 0.035, 0.017),
        (0.144, 0.042, 0.028, 0.014),
        (0.154, 0.032, 0.020, 0.012),
    ]
)
# Inwards from the ankle, forward to its base joint, then the lengths of its bones, half width.
_TOES: dict[str, tuple[float, float, tuple[float, ...], float]] = {
    "great_toe": (0.030, 0.136, (0.036, 0.029), 0.0125),
    "second_toe": (0.009, 0.139, (0.029, 0.016, 0.013), 0.0085),
    "third_toe": (-0.009, 0.135, (0.026, 0.015, 0.012), 0.0082),
    "fourth_toe": (-0.025, 0.129, (0.024, 0.013, 0.011), 0.0080),
    "little_toe": (-0.040, 0.121, (0.023, 0.011, 0.011), 0.0082),
}
_TOE_UP_M = 0.013


def make_plain_leg() -> tuple[LimbMesh, Skeleton]:
    """Return the plain leg and its skeleton."""
    heads: dict[str, Vector] = {"hip": HIP, "knee": _KNEE, "ankle": _ANKLE}
    tips: dict[str, Vector] = {}
    sole = _ANKLE - _ANKLE_UP_M * UP
    for toe, (inwards_m, ahead_m, bones_m, half_m) in _TOES.items():
        base = sole + inwards_m * INNER + ahead_m * FORWARD + max(_TOE_UP_M, half_m) * UP
        ends = base + np.outer(np.cumsum((0.0, *bones_m)), FORWARD)
        heads |= dict(zip(TOES[toe], ends, strict=False))
        tips[toe] = ends[-1]
    parts = [_leg(), _foot(sole)]
    for toe, joints in TOES.items():
        points = np.stack([*(heads[joint] for joint in joints), tips[toe]])
        parts.append(_toe(joints, points, _TOES[toe][3]))
    return joined(parts), fit_leg(heads, tips, UP)


def _leg() -> Tube:
    places = _LEG_RINGS[:, 0]
    knots = {
        "hip": (0.0, 1.0),
        "knee": (SEATED_LEG.thigh_m, 0.09),
        "ankle": (SEATED_LEG.thigh_m + SEATED_LEG.shank_m - 0.005, 0.05),
    }
    centres = HIP - np.outer(places, UP)
    return loft(centres, INNER, FORWARD, _LEG_RINGS[:, 1:], blend(places, knots, LEG_ANATOMY))


def _foot(sole: Vector) -> Tube:
    places = _FOOT_RINGS[:, 0]
    half_m, back_m, middle_m = _FOOT_RINGS[:, 1:].T
    centres = sole + np.outer(middle_m, UP) + np.outer(places, FORWARD)
    # The heel is round behind; everything else rests on the sole.
    down_m = np.where(places < -0.05, 0.4, 1.0) * middle_m
    sizes = np.stack([half_m, back_m - middle_m, down_m], axis=1)
    return loft(centres, INNER, UP, sizes, blend(places, {"ankle": (0.0, 1.0)}, LEG_ANATOMY))


def _toe(joints: tuple[str, ...], points: NDArray[np.float64], half_m: float) -> Tube:
    lengths = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1)))
    root_m, end_m = -0.020, lengths[-1] + 0.4 * half_m
    round_end = np.array([0.95, 0.75, 0.45, 0.2, 0.05, 0.0])
    dome = end_m - half_m * round_end
    places = np.concatenate([np.linspace(root_m, dome[0], 14)[:-1], dome])
    centres = points[0] + np.outer(places, FORWARD)
    left = np.clip((end_m - places) / (0.95 * half_m), 0.0, 1.0)
    half = half_m * np.sqrt(np.maximum(1.0 - (1.0 - left) ** 2, 1e-4))
    # The root lies hidden in the ball.
    half *= np.interp(places, (root_m, 0.0), (0.4, 1.0))
    knots = {"ankle": (-1.0, 1.0)}
    knots |= {joint: (float(at), 0.012) for joint, at in zip(joints, lengths, strict=False)}
    sizes = np.stack([half, 0.9 * half, 0.95 * half], axis=1)
    return loft(centres, INNER, UP, sizes, blend(places, knots, LEG_ANATOMY))
