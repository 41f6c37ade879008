"""Where the wrist is in front of the body, from its place and size in the picture.

How far the camera stands, and how high, nobody has measured. So the first sight of the hand settles
it: of the places where the arm could comfortably be, it is taken to be where its wrist is
straightest. From there on the hand comes and goes as much as the picture says, at true scale.
"""

import math

import numpy as np

from sensors.motion.arm_ik import arm_to, reachable, wrist_angles
from sensors.motion.palm_frame import WRIST, PalmFrame, Points, pixels_per_metre
from sensors.pose import Side
from sensors.sample import TrackedHand
from sensors.settings import CameraView

# Typical webcams see about 58 degrees across their longer side.
_FOCAL_SHARE = 0.9
# Rotations from the camera's x right, y down, z away to body space (x right, y forward, z up).
_TO_BODY: dict[CameraView, Points] = {
    # On or behind the table, looking at the person.
    "facing": np.array([[-1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, -1.0, 0.0]]),
    # Above the table, looking down, the person at the lower edge of the picture.
    "overhead": np.diag([1.0, -1.0, -1.0]),
}
# The middle of the picture, in body space, at the hand's distance: likeliest and how far from it.
_LIKELIEST_M: dict[CameraView, Points] = {
    "facing": np.array([0.0, 0.32, -0.10]),
    "overhead": np.array([0.0, 0.32, -0.24]),
}
_SPREAD_M: dict[CameraView, Points] = {
    "facing": np.array([0.0, 0.16, 0.12]),
    "overhead": np.array([0.0, 0.08, 0.04]),
}
_STEPS = np.linspace(-1.0, 1.0, 9)
# How much a place at the edge of what is likely costs, in radians of wrist bend.
_UNLIKELY_RAD = 0.35


class CameraPlace:
    """Turns places in the picture into places in front of a person with a right intact hand.

    Args:
        side: the intact side; a left one is mirrored.
        view: where the camera stands.
    """

    def __init__(self, side: Side, view: CameraView) -> None:
        self._mirror = -1.0 if side == "left" else 1.0
        self._likeliest_m = _LIKELIEST_M[view]
        self._spread_m = _SPREAD_M[view]
        self.to_body = _TO_BODY[view]
        """Rotation, shape (3, 3), from the camera's directions to those of the body."""
        self._first_distance_m: float | None = None
        self._origin_m = self._likeliest_m

    def wrist_m(
        self,
        hand: TrackedHand,
        points_m: Points,
        image_size_px: tuple[int, int],
        frame: PalmFrame,
    ) -> Points:
        """Return the wrist in body space, within reach.

        Args:
            hand: as seen in the picture.
            points_m: its landmarks as a right hand's, shape (21, 3).
            image_size_px: width and height of the picture.
            frame: its palm, in body space.
        """
        width, height = image_size_px
        focal_px = _FOCAL_SHARE * max(width, height)
        distance_m = focal_px / pixels_per_metre(hand)
        right_px = self._mirror * (float(hand.landmarks_px[WRIST, 0]) - width / 2)
        down_px = float(hand.landmarks_px[WRIST, 1]) - height / 2
        away_m = distance_m + float(points_m[WRIST, 2])
        first = self._first_distance_m is None
        if self._first_distance_m is None:
            self._first_distance_m = away_m
        seen_m = np.array([right_px, down_px, 0.0]) * (distance_m / focal_px)
        seen_m[2] = away_m - self._first_distance_m
        offset_m: Points = self.to_body @ seen_m
        if first:
            self._origin_m = self._comfortable_origin(offset_m, frame)
        return reachable(self._origin_m + offset_m)

    def _comfortable_origin(self, offset_m: Points, frame: PalmFrame) -> Points:
        """Return the likely origin that leaves the wrist straightest."""
        best, least = self._likeliest_m, math.inf
        for forward in _STEPS:
            for up in _STEPS:
                origin_m = self._likeliest_m + self._spread_m * np.array([0.0, forward, up])
                wrist = wrist_angles(frame, arm_to(reachable(origin_m + offset_m)))
                cost = (
                    wrist.flexion_rad**2
                    + wrist.radial_deviation_rad**2
                    + _UNLIKELY_RAD**2 * (forward**2 + up**2)
                )
                if cost < least:
                    best, least = origin_m, cost
        return best
