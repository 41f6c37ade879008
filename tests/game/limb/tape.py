"""Calipers and tape for the lifelike limb: sizes in millimetres, as an anthropometer takes them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.skeleton import DIGITS, JOINT, THUMB, digit_joints
from game.limb.skinning import skinned
from sensors.limbs import LIMBS

_SLICE_MM = 3.0
Points = NDArray[np.float64]


@dataclass(frozen=True)
class Hand:
    """A straight, flat hand: towards palm, thumb's side and fingertips from the wrist's middle."""

    skin: Points
    joints: Points
    tips: Points
    bone: NDArray[np.uint8]
    """Which joint moves each vertex most."""

    @property
    def length(self) -> float:
        return float(self.skin[:, 2].max())

    @property
    def breadth(self) -> float:
        """Across the heads of the metacarpals, without the thumb."""
        palm = ~np.isin(self.bone, [JOINT[name] for name in THUMB])
        place = self.skin[:, 2] / self.length
        return float(np.ptp(self.skin[palm & (place > 0.40) & (place < 0.50), 1]))

    @property
    def thickness(self) -> float:
        knuckle = self.joints[JOINT["middle_mcp"]]
        near = np.abs(self.skin[:, 2] - knuckle[2]) < 2 * _SLICE_MM
        near &= np.abs(self.skin[:, 1] - knuckle[1]) < 2 * _SLICE_MM
        return float(np.ptp(self.skin[near, 0]))

    @property
    def wrist_girth(self) -> float:
        ring = self.skin[np.abs(self.skin[:, 2] + 15.0) < 6.0, :2]
        turns = np.linspace(0.0, 2 * np.pi, 360, endpoint=False)
        reach = (ring @ np.stack((np.cos(turns), np.sin(turns)))).max(axis=0)
        return float(2 * np.pi * reach.mean())

    @property
    def wrist_breadth(self) -> float:
        return float(np.ptp(self.skin[np.abs(self.skin[:, 2] + 15.0) < 6.0, 1]))

    def segments(self, digit: str) -> Points:
        """Return the lengths from joint to joint and to the tip."""
        path = [self.joints[JOINT[name]] for name in digit_joints(digit)]
        path.append(self.tips[DIGITS.index(digit)])
        return np.asarray(np.linalg.norm(np.diff(path, axis=0), axis=1))

    def finger(self, digit: str) -> float:
        """Return the length from the knuckle's joint to the tip of the skin."""
        own = self.bone == JOINT[digit_joints(digit)[-1]]
        return float(self.skin[own, 2].max() - self.joints[JOINT[f"{digit}_mcp"], 2])

    def across(self, digit: str, joint: str) -> tuple[float, float]:
        """Return how broad and how thick a digit is at one of its joints."""
        names = digit_joints(digit)
        path = [*(self.joints[JOINT[name]] for name in names), self.tips[DIGITS.index(digit)]]
        row = names.index(f"{digit}_{joint}")
        along = path[row + 1] - path[row - 1]
        along /= np.linalg.norm(along)
        own = np.isin(self.bone, [JOINT[name] for name in names[1:]])
        near = own & (np.abs((self.skin - path[row]) @ along) < _SLICE_MM)
        flat = self.skin[near] - np.outer(self.skin[near] @ along, along)
        if digit == "thumb":
            # It stands askew: its broadest way is that of the nail.
            _, _, ways = np.linalg.svd(flat - flat.mean(axis=0))
            return float(np.ptp(flat @ ways[0])), float(np.ptp(flat @ ways[1]))
        level = np.cross(along, (1.0, 0.0, 0.0))
        level /= np.linalg.norm(level)
        return float(np.ptp(flat @ level)), float(np.ptp(flat @ np.cross(along, level)))


def flat_hand(limb: Limb) -> Hand:
    """Return the hand with every angle at zero."""
    angles = np.zeros(len(LIMBS["arm"].names))
    kinematics, mesh = Kinematics(limb.skeleton), limb.mesh
    matrices = kinematics.skin_matrices(angles, "left").copy()
    skin = skinned(mesh.positions, mesh.bone_indices, mesh.bone_weights, matrices)
    joints, tips = kinematics.joint_positions(angles, "left"), kinematics.tips(angles, "left")

    def from_wrist(points: Points) -> Points:
        # The zero pose: the palm towards x, the thumb's side towards y, fingers down.
        return np.asarray(1000.0 * (points - joints[JOINT["wrist"]]) * (1.0, 1.0, -1.0))

    strongest = mesh.bone_weights.argmax(axis=1)
    bone = mesh.bone_indices[np.arange(len(skin)), strongest]
    return Hand(from_wrist(skin), from_wrist(joints), from_wrist(tips), bone)


@dataclass(frozen=True)
class Foot:
    """A foot on the floor, seen from above."""

    skin: Points
    """Towards the great toe's side, forwards from the heel, and up; the foot alone."""

    @property
    def length(self) -> float:
        return float(self.skin[:, 1].max())

    @property
    def breadth(self) -> float:
        """Across the ball."""
        return float(np.ptp(self.skin[self.skin[:, 1] > 0.5 * self.length, 0]))

    @property
    def heel_breadth(self) -> float:
        return float(np.ptp(self.skin[self.skin[:, 1] < 0.2 * self.length, 0]))


def standing_foot(limb: Limb) -> Foot:
    """Return the foot as it was modelled: standing."""
    ankle = limb.skeleton.rest_heads[limb.skeleton.anatomy.joint("ankle")]
    skin = 1000.0 * (limb.mesh.positions.astype(np.float64) - ankle)
    foot = skin[skin[:, 2] < 5.0]
    return Foot(foot - (0.0, foot[:, 1].min(), 0.0))
