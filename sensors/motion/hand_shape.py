"""A hand in space: which way its palm lies, and its bones as seen from the palm.

Everything is worked out for a right hand. A left hand is turned into one first by mirroring its
landmarks left to right, so there is one set of formulas and no sign to forget.
"""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensors.pose import FINGERS, Side
from sensors.sample import TrackedHand

Points: TypeAlias = NDArray[np.float64]
Bone: TypeAlias = tuple[float, float, float]
"""A unit vector along a bone: its parts along the hand, thumbwards and palmwards."""

WRIST = 0
_INDEX_BASE, _MIDDLE_BASE, _LITTLE_BASE = 5, 9, 17
_DIGITS = ("thumb", *FINGERS)
# Three bones of each digit, from the thumb's metacarpal and the fingers' first bones outwards.
_BONE_STARTS = np.array([[1, 2, 3], [5, 6, 7], [9, 10, 11], [13, 14, 15], [17, 18, 19]])


def dot(a: Bone, b: Bone) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Bone, b: Bone) -> Bone:
    """Return the vector product; numpy's takes twenty times as long for two vectors."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def unit(vector: Points) -> Points:
    """Return the vector at length 1; one without length stays as it is."""
    length = math.sqrt(vector @ vector)
    return vector / length if length > 1e-9 else vector


@dataclass(frozen=True, slots=True)
class PalmFrame:
    """Three unit vectors of a right hand, at right angles to each other."""

    along: Points
    """From the wrist to the base of the middle finger."""
    thumbwards: Points
    palmwards: Points
    """Out of the palm: the direction in which fingers close."""

    def turned(self, rotation: Points) -> "PalmFrame":
        """Return the frame after a rotation, shape (3, 3)."""
        return PalmFrame(
            rotation @ self.along, rotation @ self.thumbwards, rotation @ self.palmwards
        )


@dataclass(frozen=True, slots=True)
class HandShape:
    """One right hand, as large as life."""

    points_m: Points
    """Shape (21, 3): landmarks around their middle; x right, y down, z away from the camera."""
    palm: PalmFrame
    bones: dict[str, list[Bone]]
    """Three bones of the thumb and of each finger, outwards."""

    def depth_reversed(self) -> "HandShape":
        """Return the hand mirrored in the plane of the picture.

        One camera can't tell a hand from its reversal in depth except by knowing its side; a
        network that takes a left hand for a right one gives the reversed one.
        """
        return hand_shape(self.points_m * np.array([1.0, 1.0, -1.0]))


def hand_shape(points_m: Points) -> HandShape:
    """Return the right hand whose landmarks, shape (21, 3), are given."""
    along = unit(points_m[_MIDDLE_BASE] - points_m[WRIST])
    across = points_m[_INDEX_BASE] - points_m[_LITTLE_BASE]
    thumbwards = unit(across - (across @ along) * along)
    palmwards = np.array(cross(tuple(thumbwards.tolist()), tuple(along.tolist())))
    axes = np.column_stack([along, thumbwards, palmwards])
    segments = (points_m[_BONE_STARTS + 1] - points_m[_BONE_STARTS]) @ axes
    lengths = np.sqrt((segments * segments).sum(axis=2, keepdims=True))
    directions = (segments / np.maximum(lengths, 1e-9)).tolist()
    bones = {
        digit: [(float(x), float(y), float(z)) for x, y, z in digit_bones]
        for digit, digit_bones in zip(_DIGITS, directions, strict=True)
    }
    return HandShape(points_m, PalmFrame(along, thumbwards, palmwards), bones)


def as_right_hand(hand: TrackedHand, side: Side) -> HandShape:
    """Return a tracked hand of the given side as a right hand.

    Width and height come from the picture, where they are seen; only the depth is the network's
    guess at the hand's shape in space.
    """
    seen_m = centred_px(hand) / pixels_per_metre(hand)
    depth_m = hand.world_m[:, 2].astype(np.float64)
    points_m: Points = np.column_stack([seen_m, depth_m - depth_m.mean()])
    if side == "left":
        points_m[:, 0] *= -1.0
    return hand_shape(points_m)


def centred_px(hand: TrackedHand) -> Points:
    """Return the landmarks in the picture relative to their middle, shape (21, 2)."""
    points = hand.landmarks_px.astype(np.float64)
    centred: Points = points - points.mean(axis=0)
    return centred


def pixels_per_metre(hand: TrackedHand) -> float:
    """Return how large the hand appears: least-squares scale from its world landmarks."""
    world = hand.world_m[:, :2].astype(np.float64)
    world -= world.mean(axis=0)
    size = float((world * world).sum())
    scale = float((centred_px(hand) * world).sum()) / size if size > 0 else 0.0
    return max(scale, 1.0)
