"""Hands built from known angles, so that there is something to find again."""

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import FINGERS, INDEX, Angles, Side
from sensors.sample import HandSample, TrackedHand

Points: TypeAlias = NDArray[np.float64]

# Along the hand, towards the thumb; a grown-up's hand, metres.
BASES_M = {
    "index": (0.093, 0.024),
    "middle": (0.095, 0.0),
    "ring": (0.088, -0.021),
    "little": (0.079, -0.041),
}
PHALANGES_M = {
    "index": (0.042, 0.025, 0.020),
    "middle": (0.047, 0.029, 0.021),
    "ring": (0.043, 0.027, 0.021),
    "little": (0.034, 0.020, 0.018),
}
THUMB_M = (0.045, 0.033, 0.027)
SPLAY_RAD = SEATED_ARM.thumb_splay_rad


def _close(angle: float) -> Points:
    """Rotation in (along, thumbwards, palmwards) that turns along into palmwards."""
    cos, sin = math.cos(angle), math.sin(angle)
    return np.array([[cos, 0.0, -sin], [0.0, 1.0, 0.0], [sin, 0.0, cos]])


def _spread(angle: float) -> Points:
    """Rotation that turns along into thumbwards."""
    cos, sin = math.cos(angle), math.sin(angle)
    return np.array([[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]])


def hand_in_palm_frame(angles: Angles) -> Points:
    """Return 21 landmarks of a hand in (along, thumbwards, palmwards), metres, wrist at 0."""
    points = [np.zeros(3)]
    abduction = angles[INDEX["thumb_cmc_abduction"]]
    in_plane = SPLAY_RAD - angles[INDEX["thumb_cmc_flexion"]]
    bone = np.array(
        [
            math.cos(abduction) * math.cos(in_plane),
            math.cos(abduction) * math.sin(in_plane),
            math.sin(abduction),
        ]
    )
    # The thumb's end joints bend about an axis at right angles to the metacarpal.
    axis = np.cross(bone, np.array([0.3, -1.0, 0.4]))
    axis /= np.linalg.norm(axis)
    at = np.array([0.025, 0.02, 0.005])
    points.append(at)
    turn = 0.0
    for length, joint in zip(THUMB_M, (None, "thumb_mcp_flexion", "thumb_ip_flexion"), strict=True):
        turn += angles[INDEX[joint]] if joint else 0.0
        at = at + length * (math.cos(turn) * bone + math.sin(turn) * np.cross(axis, bone))
        points.append(at)
    for finger in FINGERS:
        away = -1.0 if finger in ("ring", "little") else 1.0
        rotation = _close(angles[INDEX[f"{finger}_mcp_flexion"]]) @ _spread(
            away * angles[INDEX[f"{finger}_mcp_abduction"]]
        )
        at = np.array([*BASES_M[finger], 0.0])
        points.append(at)
        joints = (None, f"{finger}_pip_flexion", f"{finger}_dip_flexion")
        for length, joint in zip(PHALANGES_M[finger], joints, strict=True):
            if joint is not None:
                rotation = rotation @ _close(angles[INDEX[joint]])
            at = at + length * rotation[:, 0]
            points.append(at)
    return np.array(points)


def palm_axes(along: Points, palmwards: Points, side: Side) -> Points:
    """Return a matrix from the palm's frame to the camera's (x right, y down, z away)."""
    along = along / np.linalg.norm(along)
    palmwards = palmwards - (palmwards @ along) * along
    palmwards = palmwards / np.linalg.norm(palmwards)
    # For a right hand thumb x fingers points out of the palm; for a left one out of the back.
    thumbwards = np.cross(along, palmwards)
    if side == "left":
        thumbwards = -thumbwards
    return np.column_stack([along, thumbwards, palmwards])


def seen_hand(
    angles: Angles,
    side: Side,
    *,
    along: Points,
    palmwards: Points,
    centre_px: tuple[float, float] = (320.0, 240.0),
    pixels_per_metre: float = 900.0,
    right_probability: float | None = None,
    presence: float = 1.0,
) -> TrackedHand:
    """Return the hand as a perfect tracker would see it."""
    in_camera = hand_in_palm_frame(angles) @ palm_axes(along, palmwards, side).T
    in_camera -= in_camera.mean(axis=0)
    truth = 0.98 if side == "right" else 0.02
    return TrackedHand(
        landmarks_px=(in_camera[:, :2] * pixels_per_metre + centre_px).astype(np.float32),
        world_m=in_camera.astype(np.float32),
        presence=presence,
        right_probability=truth if right_probability is None else right_probability,
    )


def sample_of(at_s: float, *hands: TrackedHand) -> HandSample:
    """Return a sample of a 640 x 480 camera."""
    return HandSample(
        taken_at_s=at_s,
        arrived_at_s=at_s + 0.01,
        image_size_px=(640, 480),
        hands=hands,
        brightness=0.5,
    )


@pytest.fixture(scope="session")
def see() -> Callable[..., TrackedHand]:
    return seen_hand


@pytest.fixture(scope="session")
def sample() -> Callable[..., HandSample]:
    return sample_of
