"""The arm's joints: names, parents, and which angles turn each about which axis; and skeletons.

Everything is told for a left arm in the zero pose of `sensors.pose` (hanging, palm towards the
thigh), in body space. There the hand points down (-z), its thumb side forwards (+y) and its palm
inwards (+x), so that every axis can be read off. Each joint turns by at most three rotations,

    R = R(axis 0, turn 0) @ R(axis 1, turn 1) @ R(axis 2, turn 2),

and every turn is a weighted sum of the pose's angles; the weights hold the pronation's share of the
twist joints and the small cupping of the palm.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.anatomy import Anatomy, Turn, turn_array
from game.limb.leg_anatomy import LEG_ANATOMY
from sensors.pose import ARM, FINGERS, LimbKind

TWIST_SHARES = (0.15, 0.40, 0.70, 1.00)
"""How much of the pronation has happened at each twist joint, from the elbow to the wrist."""
TWIST_PLACES = (0.20, 0.42, 0.66, 0.90)
"""Where along the forearm (0 elbow, 1 wrist) each twist joint's share is reached."""

TWISTS = tuple(f"twist{i + 1}" for i in range(len(TWIST_SHARES)))
THUMB = ("thumb_cmc", "thumb_mcp", "thumb_ip")
JOINTS: tuple[str, ...] = (
    "upperarm",
    "elbow",
    *TWISTS,
    "wrist",
    *THUMB,
    *(f"{finger}_{joint}" for finger in FINGERS for joint in ("mc", "mcp", "pip", "dip")),
)
JOINT: dict[str, int] = {name: i for i, name in enumerate(JOINTS)}
JOINT_COUNT = len(JOINTS)
DIGITS = ("thumb", *FINGERS)

# The ring and little metacarpals tip forwards in a fist, and towards the opposing thumb: about
# 5 and 10 degrees at full flexion (the fourth and fifth carpometacarpal joints move 10 and 20 to 25
# degrees at most: Kapandji, The Physiology of the Joints, vol. 1).
PALM_CUPPING = {"ring": 0.05, "little": 0.11}
OPPOSITION_CUPPING = {"ring": 0.04, "little": 0.10}


_CHAIN = ("upperarm", "elbow", *TWISTS, "wrist")


def _parent(name: str) -> int:
    if name == "upperarm":
        return 0
    if name in _CHAIN:
        return JOINT[_CHAIN[_CHAIN.index(name) - 1]]
    if name == "thumb_cmc" or name.endswith("_mc"):
        return JOINT["wrist"]
    return JOINT[name] - 1


PARENTS: NDArray[np.intp] = np.array([_parent(name) for name in JOINTS], dtype=np.intp)
PARENTS.flags.writeable = False


def digit_joints(digit: str) -> tuple[str, ...]:
    """Return a digit's joints from the palm to the last one."""
    return THUMB if digit == "thumb" else tuple(f"{digit}_{j}" for j in ("mc", "mcp", "pip", "dip"))


def _turns() -> list[Turn]:
    turns: list[Turn] = [
        ("upperarm", slot, f"shoulder_{angle}", 1.0)
        for slot, angle in enumerate(("flexion", "abduction", "rotation"))
    ]
    turns.append(("elbow", 0, "elbow_flexion", 1.0))
    for name, share in zip(TWISTS, np.diff((0.0, *TWIST_SHARES)), strict=True):
        turns.append((name, 0, "forearm_pronation", float(share)))
    turns.append(("wrist", 0, "wrist_flexion", 1.0))
    turns.append(("wrist", 1, "wrist_radial_deviation", 1.0))
    for slot, angle in enumerate(("flexion", "abduction", "opposition")):
        turns.append(("thumb_cmc", slot, f"thumb_cmc_{angle}", 1.0))
    turns.append(("thumb_mcp", 0, "thumb_mcp_flexion", 1.0))
    turns.append(("thumb_ip", 0, "thumb_ip_flexion", 1.0))
    for finger in FINGERS:
        turns.append((f"{finger}_mcp", 1, f"{finger}_mcp_abduction", 1.0))
        for joint in ("mcp", "pip", "dip"):
            turns.append((f"{finger}_{joint}", 0, f"{finger}_{joint}_flexion", 1.0))
    for finger, share in PALM_CUPPING.items():
        turns.append((f"{finger}_mc", 0, f"{finger}_mcp_flexion", share))
        opposing = OPPOSITION_CUPPING[finger]
        turns.append((f"{finger}_mc", 0, "thumb_cmc_opposition", opposing))
    return turns


ARM_ANATOMY = Anatomy(
    angles=ARM,
    joints=JOINTS,
    parents=PARENTS,
    chain=_CHAIN,
    digits={digit: digit_joints(digit) for digit in DIGITS},
    turns=turn_array(JOINTS, ARM, _turns()),
)
ANATOMIES: dict[LimbKind, Anatomy] = {"arm": ARM_ANATOMY, "leg": LEG_ANATOMY}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Joints of one left limb; J joints, D digits."""

    rest_heads: NDArray[np.float64]
    """Shape (J, 3): joint centres in the mesh's rest frame, metres."""
    rest_tips: NDArray[np.float64]
    """Shape (D, 3): ends of the digits, in the anatomy's order, in the rest frame."""
    zero_heads: NDArray[np.float64]
    """Shape (J, 3): joint centres in the zero pose, body space."""
    to_zero: NDArray[np.float64]
    """Shape (J, 3, 4): takes what is fixed to a joint from the rest frame to the zero pose."""
    axes: NDArray[np.float64]
    """Shape (J, 3, 3): the unit axes of each joint's three turns, zero pose, body space."""
    rest_angles_rad: NDArray[np.float64]
    """One for each angle: the pose in which the mesh was modelled (couplings left out)."""
    kind: LimbKind = "arm"

    @property
    def anatomy(self) -> Anatomy:
        """How this kind of limb is put together."""
        return ANATOMIES[self.kind]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the joints, in the order of every array."""
        return self.anatomy.joints
