"""Finger and thumb angles from the 21 landmarks of a right hand.

The angles are those of `sensors.pose`, measured in the frame of the palm:

- a finger's first bone ``b`` stands at flexion ``atan2(b . palmwards, b . along)`` and abduction
  ``asin(b . thumbwards)``, signed away from the middle finger;
- further joints: the angle between the bones before and after;
- the thumb's metacarpal: abduction ``asin(b . palmwards)``; within the palm's plane it stands at
  ``splay - flexion`` from the hand's long axis.

A single camera can't see the thumb's metacarpal roll; it follows abduction and flexion here, as the
saddle joint couples them (Hollister et al., J Orthop Res 10, 1992).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.hand_shape import Bone, HandShape, cross, dot
from sensors.pose import FINGERS, INDEX, JOINT_ANGLES, Angles


@dataclass(frozen=True, slots=True)
class LandmarkBias:
    """What a tracker's landmarks give, in radians, where the true angle is zero.

    Landmarks lie on the skin and near, not in, the joints; a network also has habits of its own.
    """

    pip_rad: Mapping[str, float]
    dip_rad: Mapping[str, float]
    thumb_mcp_rad: float
    thumb_ip_rad: float


def _radians(**degrees: float) -> Mapping[str, float]:
    return {finger: math.radians(angle) for finger, angle in degrees.items()}


# Means over the extended fingers of about ten photographed hands, to the nearest degree or two.
TRACKER_BIAS = LandmarkBias(
    pip_rad=_radians(index=10, middle=18, ring=16, little=16),
    dip_rad=_radians(index=30, middle=8, ring=6, little=10),
    thumb_mcp_rad=math.radians(12),
    thumb_ip_rad=math.radians(10),
)
NO_BIAS = LandmarkBias(
    pip_rad=dict.fromkeys(FINGERS, 0.0),
    dip_rad=dict.fromkeys(FINGERS, 0.0),
    thumb_mcp_rad=0.0,
    thumb_ip_rad=0.0,
)
_FIRST_THUMB_ANGLE = INDEX["thumb_cmc_flexion"]
_FIRST_FINGER_ANGLES = {finger: INDEX[f"{finger}_mcp_flexion"] for finger in FINGERS}
# The end joint of a free finger bends two thirds as far as the middle one (Rijpkema and Girard,
# "Computer animation of knowledge-based human grasping", SIGGRAPH 1991); used where a curled
# finger hides its own tip.
_DIP_PER_PIP = 2.0 / 3.0
_TIP_HIDDEN_FROM, _TIP_HIDDEN_AT = math.radians(45.0), math.radians(85.0)
# A finger that points out of the palm's plane shows little of its spread.
_SPREAD_SEEN_TO, _SPREAD_HIDDEN_AT = math.radians(50.0), math.radians(85.0)
_OPPOSITION_PER_ABDUCTION = 0.75
_OPPOSITION_PER_FLEXION = 0.5
# Below this the direction of a bend is noise; above it a finger can only be bending inwards.
_SURELY_BENT = math.radians(25.0)


def _ramp(value: float, start: float, end: float) -> float:
    return min(max((value - start) / (end - start), 0.0), 1.0)


def _bend(before: Bone, after: Bone, inwards_axis: Bone) -> float:
    """Return the angle from one bone to the next, negative where it clearly bends outwards."""
    turn = cross(before, after)
    size = math.atan2(math.sqrt(dot(turn, turn)), dot(before, after))
    if size > _SURELY_BENT:
        return size
    return math.copysign(size, dot(turn, inwards_axis))


def _angle(before: Bone, after: Bone) -> float:
    return math.acos(min(max(dot(before, after), -1.0), 1.0))


def _finger(
    bones: list[Bone], finger: str, bias: LandmarkBias
) -> tuple[float, float, float, float]:
    first, second, third = bones
    along, thumbwards, palmwards = first
    mcp = math.atan2(palmwards, along)
    # Past straight down a finger has curled in, not bent backwards.
    if mcp < -math.radians(120.0):
        mcp += 2 * math.pi
    spread = math.asin(min(max(thumbwards, -1.0), 1.0))
    spread *= 1.0 - _ramp(abs(mcp), _SPREAD_SEEN_TO, _SPREAD_HIDDEN_AT)
    if finger in ("ring", "little"):
        spread = -spread
    # The axis about which this finger closes: across it, square to the way its base has turned.
    axis = cross(first, (-math.sin(mcp), 0.0, math.cos(mcp)))
    pip = _bend(first, second, axis) - bias.pip_rad[finger]
    seen_dip = _bend(second, third, axis) - bias.dip_rad[finger]
    hidden = _ramp(pip, _TIP_HIDDEN_FROM, _TIP_HIDDEN_AT)
    dip = (1.0 - hidden) * seen_dip + hidden * _DIP_PER_PIP * pip
    return mcp, spread, pip, dip


def _thumb(bones: list[Bone], bias: LandmarkBias) -> tuple[float, float, float, float, float]:
    metacarpal, first, second = bones
    along, thumbwards, palmwards = metacarpal
    abduction = math.asin(min(max(palmwards, -1.0), 1.0))
    flexion = SEATED_ARM.thumb_splay_rad - math.atan2(thumbwards, along)
    opposition = _OPPOSITION_PER_ABDUCTION * abduction
    opposition += _OPPOSITION_PER_FLEXION * max(flexion, 0.0)
    mcp = _angle(metacarpal, first) - bias.thumb_mcp_rad
    ip = _angle(first, second) - bias.thumb_ip_rad
    return flexion, abduction, opposition, mcp, ip


def hand_angles(hand: HandShape, bias: LandmarkBias = TRACKER_BIAS) -> Angles:
    """Return the full pose vector with finger and thumb angles set, all others zero, unclamped.

    Args:
        hand: not reversed in depth (`curl`).
        bias: what the landmarks' source gives for a flat hand.
    """
    angles = np.zeros(len(JOINT_ANGLES))
    angles[_FIRST_THUMB_ANGLE : _FIRST_THUMB_ANGLE + 5] = _thumb(hand.bones["thumb"], bias)
    for finger, at in _FIRST_FINGER_ANGLES.items():
        angles[at : at + 4] = _finger(hand.bones[finger], finger, bias)
    return angles


def curl(hand: HandShape) -> float:
    """Return how far the fingers bend towards the palm on average, in radians.

    Clearly negative: the hand is reversed in depth, for no hand bends that way.
    """
    bends = 0.0
    for finger in FINGERS:
        first, second, _ = hand.bones[finger]
        bends += math.asin(min(max(first[2], -1.0), 1.0))
        # The sine of the next joint's bend, in the plane in which fingers close.
        bends += first[0] * second[2] - first[2] * second[0]
    return bends / len(FINGERS)
