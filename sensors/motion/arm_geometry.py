"""The seated body that measured and shown arms share: lengths, table and eye.

Body space is right-handed, in metres: x to the person's right, y forward, z up; the origin lies
midway between the shoulder joints. The angles of `sensors.pose` turn the arm in this order, so
that whoever measures and whoever shows agree:

- upper arm = flexion about x, of abduction about the y axis (outwards), of internal rotation about
  the upper arm itself: ``R = Rx(flexion) @ Ry(abduction) @ Rhumerus(rotation)``. For a left arm the
  direction from shoulder to elbow is ``(-sin a, sin f cos a, -cos f cos a)``;
- the elbow is a hinge, in the plane that the rotation has set; the forearm turns about its own
  length;
- wrist = flexion of deviation; finger base = flexion of abduction: deviation and abduction happen
  in the plane of the palm, which is then bent. Finger abduction 0 is parallel to the line from the
  wrist to the middle finger's base;
- the thumb's metacarpal is placed like a point on a globe in the frame of the palm: abduction lifts
  it out of the palm's plane; within the plane it stands ``thumb_splay_rad - flexion`` from that
  same line; opposition then rolls it about its own length.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeatedArm:
    """An adult at a table. Sizes near the middle of men and women together.

    Source (recalled; docs/sources.md): segment lengths from Winter, *Biomechanics and Motor
    Control of Human Movement*, 4th ed., fig. 4.1, for a stature of 1.70 m (upper arm .186 H,
    forearm .146 H), rounded; shoulder, eye and elbow heights of seated adults from Pheasant &
    Haslegrave, *Bodyspace*, 3rd ed.
    """

    shoulder_offset_m: float = 0.19
    """From the middle of the body to either shoulder joint."""
    upper_arm_m: float = 0.30
    forearm_m: float = 0.26
    """Elbow joint to wrist joint."""
    hand_m: float = 0.185
    """Wrist crease to the tip of the middle finger."""
    thumb_splay_rad: float = math.radians(40.0)
    """Angle of the thumb's metacarpal to the hand's long axis where all its angles are zero."""
    table_height_m: float = -0.29
    """Height of the table's top above the shoulders (it lies below them)."""
    eye_forward_m: float = 0.10
    eye_up_m: float = 0.22


SEATED_ARM = SeatedArm()
