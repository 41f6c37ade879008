"""Where the wrist is shown, from its place and size in the picture.

A hand held up before a camera is far from where an arm on a table would be seen, and how the camera
stands nobody has measured. So the picture is laid down in front of the person like a map: its
middle is the resting place of the wrist, up in the picture leads forward over the table, and a hand
held up with its palm to the camera is a hand over the table with its palm down. That is also how
the person sees their own raised hand: its back, fingers pointing up the screen.

Small movements are shown at true scale; larger ones are drawn in more and more, so that the limb is
always within reach and within sight.

The camera sees no forearm, so it can't tell a bent wrist from an arm that leans. On the whole a
wrist is straight: how the hand leans on average is taken for how the arm and the camera stand, and
what differs from that is the wrist's.
"""

import math

import numpy as np

from sensors.motion.arm_ik import reachable
from sensors.motion.hand_shape import WRIST, PalmFrame, Points, pixels_per_metre
from sensors.pose import Side
from sensors.sample import TrackedHand
from sensors.settings import CameraView

# Typical webcams see about 58 degrees across their longer side.
_FOCAL_SHARE = 0.9
# Rotations from the camera's x right, y down, z away to body space (x right, y forward, z up).
_TO_BODY: dict[CameraView, Points] = {
    # Looking at the person: the picture is tilted forward onto the table.
    "facing": np.diag([-1.0, -1.0, 1.0]),
    # Above the table, looking down, the person at the lower edge of the picture.
    "overhead": np.diag([1.0, -1.0, -1.0]),
}
# Right wrist of the resting arm (`sensors.pose.RESTING`) in body space, raised a hand's breadth so
# that the hand may close and bend without meeting the table.
_MIDDLE_M: Points = np.array([0.20, 0.42, -0.19])
# How far from there the wrist is shown at most: inwards, back, down; outwards, forward, up.
_FARTHEST_BACK_M: Points = np.array([0.06, 0.04, 0.03])
_FARTHEST_OUT_M: Points = np.array([0.06, 0.07, 0.07])
# Where a hand held up before a camera is, outwards from the middle of the picture.
_USUALLY_OUT_M = 0.12
# A raised hand that comes nearer to the camera reaches forward; one that rises is lifted as well.
_LIFT_SHARE = 0.35
# Distance and lean are learnt from the first picture on, and then over about this many: long
# against a repetition, short against an exercise.
_LEARNT_OVER = 600
_MOST_LEAN_RAD = math.radians(50.0)


class CameraPlace:
    """Turns places in the picture into places in front of a person with a right intact hand.

    Args:
        side: the intact side; a left one is mirrored.
        view: where the camera stands.
    """

    def __init__(self, side: Side, view: CameraView) -> None:
        self._mirror = -1.0 if side == "left" else 1.0
        self.to_body = _TO_BODY[view]
        """Rotation, shape (3, 3), from the camera's directions to those of the body."""
        self._view = view
        self._usual_distance_m = 0.0
        self._lean_rad = np.zeros(2)
        self._pictures = 0

    def wrist_m(self, hand: TrackedHand, image_size_px: tuple[int, int]) -> Points:
        """Return the wrist in body space, within reach and in sight.

        Args:
            hand: as seen in the picture.
            image_size_px: width and height of the picture.
        """
        width, height = image_size_px
        focal_px = _FOCAL_SHARE * max(width, height)
        distance_m = focal_px / pixels_per_metre(hand)
        per_px = distance_m / focal_px
        right_m = self._mirror * (float(hand.landmarks_px[WRIST, 0]) - width / 2) * per_px
        up_m = -(float(hand.landmarks_px[WRIST, 1]) - height / 2) * per_px
        nearer_m = self._nearer(distance_m)
        if self._view == "facing":
            offset_m = np.array([-right_m, up_m + nearer_m, _LIFT_SHARE * up_m])
        else:
            offset_m = np.array([right_m, up_m, nearer_m])
        offset_m[0] -= _USUALLY_OUT_M
        farthest_m = np.where(offset_m < 0.0, _FARTHEST_BACK_M, _FARTHEST_OUT_M)
        return reachable(_MIDDLE_M + farthest_m * np.tanh(offset_m / farthest_m))

    def upright(self, frame: PalmFrame, forearm: Points) -> PalmFrame:
        """Return the palm in body space as it stands on a forearm, without the usual lean.

        Args:
            frame: the palm of a right hand in the camera's directions.
            forearm: unit vector from elbow to wrist, in body space.
        """
        in_body = frame.turned(self.to_body)
        lean = np.array(_pitch_yaw(forearm)) - np.array(_pitch_yaw(in_body.along))
        lean = np.clip(lean, -_MOST_LEAN_RAD, _MOST_LEAN_RAD)
        self._pictures = min(self._pictures + 1, _LEARNT_OVER)
        self._lean_rad += (lean - self._lean_rad) / self._pictures
        pitch, yaw = self._lean_rad.tolist()
        return in_body.turned(_turned(pitch, yaw))

    def _nearer(self, distance_m: float) -> float:
        """Return how much nearer than usual the hand is."""
        if self._pictures == 0:
            self._usual_distance_m = distance_m
        self._usual_distance_m += (distance_m - self._usual_distance_m) / _LEARNT_OVER
        return self._usual_distance_m - distance_m


def _pitch_yaw(along: Points) -> tuple[float, float]:
    """Return how far a direction points up, and how far inwards of straight ahead."""
    x, y, z = along.tolist()
    return math.asin(min(max(z, -1.0), 1.0)), math.atan2(-x, y)


def _turned(pitch: float, yaw: float) -> Points:
    """Return the rotation by a pitch about x, then a yaw about z, shape (3, 3)."""
    sin_p, cos_p, sin_y, cos_y = math.sin(pitch), math.cos(pitch), math.sin(yaw), math.cos(yaw)
    about_x = np.array([[1.0, 0.0, 0.0], [0.0, cos_p, -sin_p], [0.0, sin_p, cos_p]])
    about_z = np.array([[cos_y, -sin_y, 0.0], [sin_y, cos_y, 0.0], [0.0, 0.0, 1.0]])
    rotation: Points = about_z @ about_x
    return rotation
