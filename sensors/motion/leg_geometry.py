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

# Heel and toes of a level foot, forward and up from the ankle's joint; of the modelled foot.
_FOOT_ENDS_M = ((-0.055, -0.070), (0.010, -0.074), (0.150, -0.072), (0.200, -0.066))
_ROUNDS = 6


def hip_over_floor_rad(
    knee_rad: float, dorsiflexion_rad: float, clearance_m: float = 0.0, leg: SeatedLeg = SEATED_LEG
) -> float:
    """Return the hip's flexion that puts the foot's lowest point this far above the floor.

    Of the two such flexions, the one with the knee in front of the hip. Where the leg is too long
    or too short for that, the nearest.
    """
    thigh, shank = leg.thigh_m, leg.shank_m
    reach_m = math.sqrt(thigh**2 + shank**2 + 2 * thigh * shank * math.cos(knee_rad))
    lag_rad = math.atan2(shank * math.sin(knee_rad), thigh + shank * math.cos(knee_rad))
    hip_rad = math.radians(77.0)
    for _ in range(_ROUNDS):
        pitch_rad = hip_rad - knee_rad + dorsiflexion_rad
        lowest_m = min(
            ahead * math.sin(pitch_rad) + up * math.cos(pitch_rad) for ahead, up in _FOOT_ENDS_M
        )
        drop_m = -(leg.floor_height_m + clearance_m - lowest_m)
        hip_rad = lag_rad + math.acos(min(max(drop_m / reach_m, -1.0), 1.0))
    return hip_rad
