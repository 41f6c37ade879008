"""The seated legs that measured and shown legs share: lengths and the floor.

Body space is right-handed, in metres: x to the person's right, y forward, z up; the origin lies
midway between the hip joints. The angles of `sensors.leg_pose` turn the leg in this order:

- thigh = flexion about x, of abduction about the y axis (outwards), of internal rotation about the
  thigh itself: ``R = Rx(flexion) @ Ry(abduction) @ Rthigh(rotation)``, as an upper arm;
- the knee is a hinge about the thigh's x axis;
- ankle = dorsiflexion about the foot's own cross axis, of inversion about the oblique axis of the
  joint below the ankle, which rises forwards and inwards.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SeatedLeg:
    """An adult on a chair. Sizes near the middle of men and women together.

    Source (recalled; docs/sources.md): segment lengths from Winter, *Biomechanics and Motor
    Control of Human Movement*, 4th ed., fig. 4.1, for a stature of 1.70 m (thigh .245 H, shank
    .246 H, foot .152 H), rounded; sitting eye height from Pheasant & Haslegrave, *Bodyspace*.
    """

    hip_offset_m: float = 0.10
    """From the middle of the body to either hip joint; a little more than the joints' own 0.09, for
    the thighs of someone seated lie apart."""
    thigh_m: float = 0.415
    shank_m: float = 0.415
    """Knee joint to ankle joint."""
    foot_m: float = 0.255
    """Heel to the tip of the longest toe."""
    floor_height_m: float = -0.525
    """Height of the floor above the hips (it lies below them)."""
    eye_forward_m: float = 0.10
    eye_up_m: float = 0.68


SEATED_LEG = SeatedLeg()

# The axis of the joint below the ankle rises 42 degrees forwards and points 16 degrees inwards from
# the foot's own axis (Manter 1941, Anat. Rec. 80:397; Isman & Inman 1969: 42 +- 9 and 23 +- 11).
_RISES_RAD, _INWARDS_RAD = math.radians(42.0), math.radians(16.0)
INVERSION_AXIS: NDArray[np.float64] = -np.array(
    [
        math.cos(_RISES_RAD) * math.sin(_INWARDS_RAD),
        math.cos(_RISES_RAD) * math.cos(_INWARDS_RAD),
        math.sin(_RISES_RAD),
    ]
)
"""Of a left foot, in its own axes: inner, forward, up."""

# Heel and toes of a level foot, forward and up from the ankle's joint; of the modelled foot.
_FOOT_ENDS_M = ((-0.055, -0.070), (0.010, -0.074), (0.150, -0.072), (0.200, -0.066))
_ROUNDS = 6
_ACROSS = np.array([1.0, 0.0, 0.0])


def hip_over_floor_rad(
    knee_rad: float, dorsiflexion_rad: float, clearance_m: float = 0.0, leg: SeatedLeg = SEATED_LEG
) -> float:
    """Return the hip's flexion that puts the foot's lowest point this far above the floor.

    Of the two such flexions, the one with the knee in front of the hip. Where the leg is too long
    or too short for that, the nearest.
    """
    hip_rad = math.radians(77.0)
    for _ in range(_ROUNDS):
        pitch_rad = hip_rad - knee_rad + dorsiflexion_rad
        hip_rad = hip_of_drop_rad(knee_rad, seated_drop_m(pitch_rad, clearance_m, leg), leg)
    return hip_rad


def seated_drop_m(pitch_rad: float, clearance_m: float = 0.0, leg: SeatedLeg = SEATED_LEG) -> float:
    """Return how far below the hip the ankle is where the foot's lowest point is on the floor.

    Args:
        pitch_rad: how far the foot's toes are raised against the floor.
        clearance_m: how far above the floor its lowest point is instead.
        leg: the seated leg.
    """
    lowest_m = min(
        ahead * math.sin(pitch_rad) + up * math.cos(pitch_rad) for ahead, up in _FOOT_ENDS_M
    )
    return lowest_m - leg.floor_height_m - clearance_m


def hip_of_drop_rad(knee_rad: float, drop_m: float, leg: SeatedLeg = SEATED_LEG) -> float:
    """Return the hip's flexion for a bent knee whose ankle is this far below the hip."""
    thigh, shank = leg.thigh_m, leg.shank_m
    reach_m = math.sqrt(thigh**2 + shank**2 + 2 * thigh * shank * math.cos(knee_rad))
    lag_rad = math.atan2(shank * math.sin(knee_rad), thigh + shank * math.cos(knee_rad))
    return lag_rad + math.acos(min(max(drop_m / reach_m, -1.0), 1.0))


def thigh_of_shank_rad(shank_rad: float, drop_m: float, leg: SeatedLeg = SEATED_LEG) -> float:
    """Return the hip's flexion for a shank that leans this far forwards from the vertical."""
    left_m = drop_m - leg.shank_m * math.cos(shank_rad)
    return math.acos(min(max(left_m / leg.thigh_m, -1.0), 1.0))


def foot_angles(foot: NDArray[np.float64]) -> tuple[float, float]:
    """Return inversion, and how far the toes are raised, of a left foot against the level.

    It has turned as ``level foot @ raised @ inverted``; how far it points inwards or outwards does
    not matter. Inversion turns the vertical, seen from the foot, until it has no sideways part.

    Args:
        foot: shape (3, 3), its own axes as columns: inner, forward, up.
    """
    vertical, axis = foot.T @ np.array([0.0, 0.0, 1.0]), INVERSION_AXIS
    fixed = axis[0] * (axis @ vertical)
    cosine, sine = vertical[0] - fixed, np.cross(axis, vertical)[0]
    # Of the two turns that do so, the smaller.
    middle = np.arctan2(sine, cosine)
    spread = np.arccos(np.clip(-fixed / np.hypot(sine, cosine), -1.0, 1.0))
    turns = [(middle + way * spread + np.pi) % (2 * np.pi) - np.pi for way in (-1, 1)]
    inversion = float(min(turns, key=abs))
    across = np.cross(axis, vertical)
    level = (
        vertical * np.cos(inversion)
        + across * np.sin(inversion)
        + axis * (axis @ vertical) * (1.0 - np.cos(inversion))
    )
    return inversion, float(np.arctan2(level[1], level[2]))


def angles_ahead(foot: NDArray[np.float64]) -> tuple[float, float]:
    """Return inversion, and how far the toes are raised, of a left foot that points ahead.

    As `foot_angles`, but where the raised foot's oblique axis stands upright, inverting it only
    turns it inwards: then the heading tells. The best fit of both turns (Gauss and Newton).

    Args:
        foot: shape (3, 3), its own axes as columns: inner, forward, up.
    """
    angles = np.array([0.0, math.atan2(float(foot[2, 1]), float(foot[1, 1]))])
    for _ in range(_ROUNDS):
        inverted = _turn(INVERSION_AXIS, float(angles[0]))
        left_over = (_turn(_ACROSS, float(angles[1])) @ inverted).T @ foot
        axes = np.stack([INVERSION_AXIS, inverted.T @ _ACROSS], axis=1)
        angles += np.linalg.lstsq(axes, _rotation_vector(left_over), rcond=None)[0]
    inversion, raised = (math.remainder(float(angle), 2 * math.pi) for angle in angles)
    return inversion, raised


def _turn(axis: NDArray[np.float64], angle_rad: float) -> NDArray[np.float64]:
    """Return the rotation about a unit axis (Rodrigues)."""
    cross = np.cross(np.eye(3), axis)
    turned = np.eye(3) + math.sin(angle_rad) * cross + (1 - math.cos(angle_rad)) * cross @ cross
    return np.asarray(turned)


def _rotation_vector(turn: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return axis times angle of a rotation of less than half a turn."""
    twice = np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]])
    sine = float(np.linalg.norm(twice)) / 2
    angle = math.atan2(sine, (float(np.trace(turn)) - 1) / 2)
    return np.asarray(twice / 2 * (angle / sine if sine > 1e-9 else 1.0))
