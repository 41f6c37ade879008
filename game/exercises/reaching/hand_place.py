"""Where a hand holds things, and how far it is closed, from its joint angles.

A thing is held in the hollow of the hand: under the knuckles, on the palm's side. That place does
not move when fingers close, so reaching and closing can be told apart.
"""

import numpy as np
from numpy.typing import NDArray

from game.limb.kinematics import Kinematics
from game.limb.plain import make_plain_limb
from game.limb.skeleton import JOINT, Skeleton
from sensors.pose import FINGERS, INDEX, Angles, Side

Place = NDArray[np.float64]
"""Shape (3,), body space, metres."""

# A full fist bends the first two joints of a finger by about this much together.
_FIST_RAD = float(np.radians(185.0))
_BENDS = np.array(
    [[INDEX[f"{finger}_mcp_flexion"], INDEX[f"{finger}_pip_flexion"]] for finger in FINGERS]
)
_LAST_BENDS = np.array([INDEX[f"{finger}_dip_flexion"] for finger in FINGERS])
_KNUCKLES = [JOINT[f"{finger}_mcp"] for finger in ("index", "middle", "ring")]
_FORWARD_M = 0.020
"""Past the knuckles, along the hand, to the middle of what is held."""
_SKIN_M = 0.016
"""From the knuckles' centres to the palm's skin."""


class HandPlace:
    """Finds the place for things in one kind of hand."""

    def __init__(self, skeleton: Skeleton | None = None) -> None:
        self._kinematics = Kinematics(make_plain_limb()[1] if skeleton is None else skeleton)

    def hollow(self, angles_rad: Angles, side: Side, radius_m: float = 0.034) -> Place:
        """Return the middle of a thing of that radius held by the hand."""
        joints = self._kinematics.joint_positions(angles_rad, side)
        knuckles = joints[_KNUCKLES].mean(axis=0)
        along = knuckles - joints[JOINT["wrist"]]
        along /= np.linalg.norm(along)
        across = joints[JOINT["index_mcp"]] - joints[JOINT["little_mcp"]]
        palmwards = np.cross(along, across) if side == "left" else np.cross(across, along)
        palmwards /= np.linalg.norm(palmwards)
        place: Place = knuckles + _FORWARD_M * along + (_SKIN_M + radius_m) * palmwards
        return place

    def wrist(self, angles_rad: Angles, side: Side) -> Place:
        """Return where the wrist is."""
        joints = self._kinematics.joint_positions(angles_rad, side)
        place: Place = joints[JOINT["wrist"]]
        return place

    def aperture_m(self, angles_rad: Angles, side: Side) -> float:
        """Return how far the tips of thumb and index are apart."""
        tips = self._kinematics.tips(angles_rad, side)
        return float(np.linalg.norm(tips[0] - tips[1]))


def closing(angles_rad: Angles) -> float:
    """Return how far the fingers are closed: 0 straight, 1 a fist, by all four together."""
    return float(np.mean(np.sum(angles_rad[_BENDS], axis=1))) / _FIST_RAD


def closing_around(radius_m: float) -> float:
    """Return how far fingers close around a thing: fitted by eye to the limb that is shown."""
    return float(np.clip(0.80 - 8.5 * radius_m, 0.25, 0.7))


def stopped_at(angles_rad: Angles, most: float, share: float = 1.0) -> Angles:
    """Return the pose with fingers that close no further than a thing in the hand lets them.

    Args:
        angles_rad: The pose as measured.
        most: The closing at which fingers meet the thing.
        share: 0 leaves the pose as it is, 1 stops the fingers; between, for coming and going.
    """
    bends = angles_rad[_BENDS]
    closed = np.sum(bends, axis=1) / _FIST_RAD
    kept = np.where(closed > most, most / np.maximum(closed, 1e-6), 1.0)
    kept = 1.0 - share * (1.0 - kept)
    if np.all(kept == 1.0):
        return angles_rad
    stopped = angles_rad.copy()
    stopped[_BENDS] = bends * kept[:, None]
    stopped[_LAST_BENDS] = angles_rad[_LAST_BENDS] * kept
    return stopped
