"""Where the wrist is in front of the body, and how the arm gets there.

The camera sees a hand, not an arm. Its place and apparent size give the wrist's place; two bones of
known length then leave one freedom, the turn of the elbow about the line from shoulder to wrist,
which hangs down as an arm's weight makes it. The palm's direction against the forearm gives
pronation and the wrist's angles. All of it is for a right arm in body space (`arm_geometry`).
"""

import math
from dataclasses import dataclass

import numpy as np

from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.hand_shape import PalmFrame, Points, cross, unit

SHOULDER_M: Points = np.array([SEATED_ARM.shoulder_offset_m, 0.0, 0.0])
# Where the elbow hangs: down, a little outwards and back.
_ELBOW_HANGS: Points = np.array([0.35, -0.15, -1.0])
# Neither a locked elbow, where its plane is lost, nor a forearm folded onto the upper arm.
_REACH_M = (0.16, 0.985 * (SEATED_ARM.upper_arm_m + SEATED_ARM.forearm_m))
# What a seated person reaches above the table in front of them; x outwards, y forward, z up.
_WORKSPACE_LOW_M: Points = np.array([-0.25, 0.12, SEATED_ARM.table_height_m + 0.03])
_WORKSPACE_HIGH_M: Points = np.array([0.50, 0.52, 0.25])


@dataclass(frozen=True, slots=True)
class ArmAngles:
    """Shoulder and elbow, and the directions that the wrist's angles are measured against."""

    shoulder_flexion_rad: float
    shoulder_abduction_rad: float
    shoulder_rotation_rad: float
    elbow_flexion_rad: float
    along: Points
    """Unit vector from elbow to wrist."""
    hinge: Points
    """Unit vector of the elbow's axis, to the right when the bent forearm points forward."""


@dataclass(frozen=True, slots=True)
class WristAngles:
    """How the hand stands on the forearm."""

    pronation_rad: float
    flexion_rad: float
    radial_deviation_rad: float


def _cross(a: Points, b: Points) -> Points:
    return np.array(cross(tuple(a.tolist()), tuple(b.tolist())))


def reachable(wrist_m: Points) -> Points:
    """Return the nearest place to `wrist_m` that a seated person's right wrist can be."""
    inside = np.clip(wrist_m, _WORKSPACE_LOW_M, _WORKSPACE_HIGH_M)
    from_shoulder = inside - SHOULDER_M
    distance = math.sqrt(from_shoulder @ from_shoulder)
    allowed = min(max(distance, _REACH_M[0]), _REACH_M[1])
    return SHOULDER_M + from_shoulder * (allowed / distance)


def arm_to(wrist_m: Points) -> ArmAngles:
    """Return the arm whose wrist is at a place within reach, shape (3,), in body space."""
    upper, fore = SEATED_ARM.upper_arm_m, SEATED_ARM.forearm_m
    to_wrist = wrist_m - SHOULDER_M
    reach = math.sqrt(to_wrist @ to_wrist)
    line = to_wrist / reach
    cos_shoulder = (upper**2 + reach**2 - fore**2) / (2 * upper * reach)
    cos_shoulder = min(max(cos_shoulder, -1.0), 1.0)
    hang = unit(_ELBOW_HANGS - (_ELBOW_HANGS @ line) * line)
    upper_arm = cos_shoulder * line + math.sqrt(1.0 - cos_shoulder**2) * hang
    along = unit(to_wrist - upper * upper_arm)

    abduction = math.asin(min(max(float(upper_arm[0]), -1.0), 1.0))
    flexion = math.atan2(float(upper_arm[1]), float(-upper_arm[2]))
    unturned = _unturned(flexion, abduction)
    fore_local = unturned.T @ along
    rotation = math.atan2(float(-fore_local[0]), float(fore_local[1]))
    return ArmAngles(
        shoulder_flexion_rad=flexion,
        shoulder_abduction_rad=abduction,
        shoulder_rotation_rad=rotation,
        elbow_flexion_rad=math.acos(min(max(float(-fore_local[2]), -1.0), 1.0)),
        along=along,
        hinge=unturned @ np.array([math.cos(rotation), math.sin(rotation), 0.0]),
    )


def _unturned(flexion: float, abduction: float) -> Points:
    """Return the right upper arm's rotation before it turns about itself: Rx then Ry, outwards."""
    sin_f, cos_f = math.sin(flexion), math.cos(flexion)
    sin_a, cos_a = math.sin(abduction), math.cos(abduction)
    about_x = np.array([[1.0, 0.0, 0.0], [0.0, cos_f, -sin_f], [0.0, sin_f, cos_f]])
    about_y = np.array([[cos_a, 0.0, -sin_a], [0.0, 1.0, 0.0], [sin_a, 0.0, cos_a]])
    rotation: Points = about_x @ about_y
    return rotation


def wrist_angles(hand: PalmFrame, arm: ArmAngles) -> WristAngles:
    """Return pronation and wrist angles of a right hand, its frame given in body space."""
    down = _cross(arm.along, arm.hinge)
    across = hand.palmwards - (hand.palmwards @ arm.along) * arm.along
    pronation = math.atan2(float(across @ down), float(-(across @ arm.hinge)))
    cos, sin = math.cos(pronation), math.sin(pronation)
    palmwards = -cos * arm.hinge + sin * down
    thumbwards = -cos * down - sin * arm.hinge
    flexion = math.atan2(float(hand.along @ palmwards), float(hand.along @ arm.along))
    deviation = math.asin(min(max(float(hand.along @ thumbwards), -1.0), 1.0))
    # A hand seen bent back past a right angle is one seen turned over: take the nearer reading.
    if abs(flexion) > math.pi / 2:
        flexion -= math.copysign(math.pi, flexion)
        pronation = math.remainder(pronation + math.pi, 2 * math.pi)
        deviation = -deviation
    return WristAngles(pronation, flexion, deviation)
