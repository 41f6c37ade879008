"""Finger and thumb angles from the 21 landmarks of a right hand.

The angles are those of `sensors.pose`, measured in the frame of the palm:

- a finger's first bone ``b`` stands at flexion ``atan2(b . palmwards, b . along)`` and abduction
  ``asin(b . thumbwards)``, signed away from the middle finger;
- further joints: the angle between the bones before and after;
- the thumb's metacarpal: abduction ``asin(b . palmwards)``; within the palm's plane it stands at
  ``splay - flexion`` from the hand's long axis.

A single camera can't see the thumb's metacarpal roll; it follows abduction and flexion here, as the
saddle joint couples them (Hollister et al., J Orthop Res 10(5), 1992).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.palm_frame import (
    FINGER_LANDMARKS,
    THUMB,
    PalmFrame,
    Points,
    cross,
    depth_reversed,
    palm_frame,
    unit,
)
from sensors.pose import INDEX, JOINT_ANGLES, Angles


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
    pip_rad=dict.fromkeys(FINGER_LANDMARKS, 0.0),
    dip_rad=dict.fromkeys(FINGER_LANDMARKS, 0.0),
    thumb_mcp_rad=0.0,
    thumb_ip_rad=0.0,
)
# The end joint of a free finger bends two thirds as far as the middle one (Leijnse et al.,
# J Biomech 43(12), 2010); used where a curled finger hides its own tip.
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


def _bend(before: Points, after: Points, inwards_axis: Points) -> float:
    """Return the angle from one bone to the next, negative where it clearly bends outwards."""
    turn = cross(before, after)
    size = math.atan2(math.sqrt(turn @ turn), float(before @ after))
    if size > _SURELY_BENT:
        return size
    return math.copysign(size, float(turn @ inwards_axis))


def _finger(
    points_m: Points, frame: PalmFrame, finger: str, bias: LandmarkBias
) -> tuple[float, float, float, float]:
    base, middle, end, tip = (points_m[each] for each in FINGER_LANDMARKS[finger])
    first, second, third = unit(middle - base), unit(end - middle), unit(tip - end)
    mcp = math.atan2(float(first @ frame.palmwards), float(first @ frame.along))
    # Past straight down a finger has curled in, not bent backwards.
    if mcp < -math.radians(120.0):
        mcp += 2 * math.pi
    spread = math.asin(min(max(float(first @ frame.thumbwards), -1.0), 1.0))
    spread *= 1.0 - _ramp(abs(mcp), _SPREAD_SEEN_TO, _SPREAD_HIDDEN_AT)
    if finger in ("ring", "little"):
        spread = -spread
    # The axis about which this finger closes: across it, from the palm's frame.
    axis = unit(cross(first, frame.palmwards * math.cos(mcp) - frame.along * math.sin(mcp)))
    pip = _bend(first, second, axis) - bias.pip_rad[finger]
    seen_dip = _bend(second, third, axis) - bias.dip_rad[finger]
    hidden = _ramp(pip, _TIP_HIDDEN_FROM, _TIP_HIDDEN_AT)
    dip = (1.0 - hidden) * seen_dip + hidden * _DIP_PER_PIP * pip
    return mcp, spread, pip, dip


def _thumb(
    points_m: Points, frame: PalmFrame, bias: LandmarkBias
) -> tuple[float, float, float, float, float]:
    root, base, joint, tip = (points_m[each] for each in THUMB)
    metacarpal, first, second = unit(base - root), unit(joint - base), unit(tip - joint)
    abduction = math.asin(min(max(float(metacarpal @ frame.palmwards), -1.0), 1.0))
    splay = math.atan2(float(metacarpal @ frame.thumbwards), float(metacarpal @ frame.along))
    flexion = SEATED_ARM.thumb_splay_rad - splay
    opposition = _OPPOSITION_PER_ABDUCTION * abduction
    opposition += _OPPOSITION_PER_FLEXION * max(flexion, 0.0)
    mcp = math.acos(min(max(float(metacarpal @ first), -1.0), 1.0)) - bias.thumb_mcp_rad
    ip = math.acos(min(max(float(first @ second), -1.0), 1.0)) - bias.thumb_ip_rad
    return flexion, abduction, opposition, mcp, ip


def hand_angles(points_m: Points, bias: LandmarkBias = TRACKER_BIAS) -> Angles:
    """Return the full pose vector with finger and thumb angles set, all others zero, unclamped.

    Args:
        points_m: shape (21, 3), a right hand (`as_right_hand`), not reversed in depth (`curl`).
        bias: what the landmarks' source gives for a flat hand.
    """
    frame = palm_frame(points_m)
    angles = np.zeros(len(JOINT_ANGLES))
    thumb = INDEX["thumb_cmc_flexion"]
    angles[thumb : thumb + 5] = _thumb(points_m, frame, bias)
    for finger in FINGER_LANDMARKS:
        at = INDEX[f"{finger}_mcp_flexion"]
        angles[at : at + 4] = _finger(points_m, frame, finger, bias)
    return angles


def curl(points_m: Points) -> float:
    """Return how far the fingers bend towards the palm on average, in radians.

    Clearly negative: the hand is reversed in depth, for no hand bends that way.
    """
    frame = palm_frame(points_m)
    bends = []
    for base, middle, end, _ in FINGER_LANDMARKS.values():
        first = unit(points_m[middle] - points_m[base])
        second = unit(points_m[end] - points_m[middle])
        bends.append(math.asin(min(max(float(first @ frame.palmwards), -1.0), 1.0)))
        bends.append(float(cross(first, second) @ cross(frame.along, frame.palmwards)))
    return sum(bends) / len(FINGER_LANDMARKS)


def right_way_round(points_m: Points) -> Points:
    """Return a right hand's points with depth reversed if its fingers would bend backwards."""
    return depth_reversed(points_m) if curl(points_m) < 0.0 else points_m
