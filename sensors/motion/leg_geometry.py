"""The seated legs that measured and shown legs share: lengths and the floor.

Body space is right-handed, in metres: x to the person's right, y forward, z up; the origin lies
midway between the hip joints. The angles of `sensors.leg_pose` turn the leg in this order:

- thigh = flexion about x, of abduction about the y axis (outwards), of internal rotation about the
  thigh itself: ``R = Rx(flexion) @ Ry(abduction) @ Rthigh(rotation)``, as an upper arm;
- the knee is a hinge about the thigh's x axis;
- ankle = dorsiflexion about the foot's own cross axis, of inversion about the oblique axis of the
  joint below the ankle, which rises forwards and inwards.
"""

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
    floor_height_m: float = -0.527
    """Height of the floor above the hips (it lies below them)."""
    eye_forward_m: float = 0.10
    eye_up_m: float = 0.68


SEATED_LEG = SeatedLeg()
