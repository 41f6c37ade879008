"""The square cut out of a picture for the landmark network: turned so that the hand points up."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# How the landmark network was trained to see hands: the square around a detected palm, and around
# the landmarks of the picture before. Source: the graphs palm_detection_detection_to_roi and
# hand_landmark_landmarks_to_roi of MediaPipe (Apache-2.0).
_PALM_SCALE = 2.6
_PALM_SHIFT = -0.5
_LANDMARKS_SCALE = 2.0
_LANDMARKS_SHIFT = -0.1
# Wrist, thumb to its middle joint, and of each finger base and middle joint: not the tips, which
# come and go with every movement.
_STEADY_LANDMARKS = (0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18)


@dataclass(frozen=True, slots=True)
class Region:
    """A square in the picture, turned clockwise by `angle_rad`."""

    centre_px: NDArray[np.float64]
    size_px: float
    angle_rad: float

    def to_picture(self, cut_px: int) -> NDArray[np.float64]:
        """Return the (2, 3) matrix from a cut of that many pixels a side to the picture."""
        scale = self.size_px / cut_px
        cos, sin = math.cos(self.angle_rad) * scale, math.sin(self.angle_rad) * scale
        half = cut_px / 2
        return np.array(
            [
                [cos, -sin, self.centre_px[0] - half * (cos - sin)],
                [sin, cos, self.centre_px[1] - half * (sin + cos)],
            ]
        )

    def varied(self, *, scale: float = 1.0, turn_rad: float = 0.0) -> "Region":
        """Return the same region, larger or turned."""
        return Region(self.centre_px, self.size_px * scale, self.angle_rad + turn_rad)


def _turn_upright(wrist: NDArray[np.float64], knuckle: NDArray[np.float64]) -> float:
    """Return the clockwise angle of the line from wrist to knuckle from straight up."""
    right, down = knuckle - wrist
    angle = math.pi / 2 - math.atan2(-down, right)
    return math.remainder(angle, 2 * math.pi)


def region_from_palm(
    box_px: NDArray[np.float64], keypoints_px: NDArray[np.float64]
) -> Region | None:
    """Return the region for a palm found anew, or None for one without size.

    Args:
        box_px: shape (2, 2), top left and bottom right corner.
        keypoints_px: shape (7, 2), wrist first, middle finger's base third.
    """
    size = float(np.max(box_px[1] - box_px[0]))
    if not size >= 1.0:
        return None
    angle = _turn_upright(keypoints_px[0], keypoints_px[2])
    up = np.array([math.sin(angle), -math.cos(angle)])
    return Region(box_px.mean(axis=0) - _PALM_SHIFT * size * up, size * _PALM_SCALE, angle)


def region_from_landmarks(landmarks_px: NDArray[np.floating]) -> Region | None:
    """Return the region for a hand whose landmarks, shape (21, 2), are known."""
    points = np.asarray(landmarks_px, dtype=np.float64)
    knuckles = 0.25 * (points[5] + points[13]) + 0.5 * points[9]
    angle = _turn_upright(points[0], knuckles)
    cos, sin = math.cos(angle), math.sin(angle)
    upright = np.array([[cos, sin], [-sin, cos]])
    turned = points[list(_STEADY_LANDMARKS)] @ upright.T
    low, high = turned.min(axis=0), turned.max(axis=0)
    size = float(np.max(high - low))
    if not size >= 1.0:
        return None
    middle = (low + high) / 2
    middle[1] += _LANDMARKS_SHIFT * (high[1] - low[1])
    return Region(upright.T @ middle, size * _LANDMARKS_SCALE, angle)
