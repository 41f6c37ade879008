"""How a limb rests below a picture that fills the upper half of its place: a little drawn back."""

import math

from sensors.pose import INDEX, Angles, clamp

_BACK_RAD = math.radians(15.0)
"""Elbow back and forearm level: open fingers then end where the picture begins."""


def below_picture(stance: Angles) -> Angles:
    """Return the stance with the hand drawn back towards the body."""
    drawn_back = stance.copy()
    drawn_back[INDEX["shoulder_flexion"]] -= _BACK_RAD
    drawn_back[INDEX["elbow_flexion"]] += _BACK_RAD
    return clamp(drawn_back)
