"""The default hand has the proportions of hands; docs/sources.md says whose."""

import numpy as np
import pytest
from numpy.typing import NDArray

from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.postures import load_postures
from game.limb.skeleton import JOINT, THUMB
from game.limb.skinning import skinned
from sensors.pose import FINGERS

# Finger lengths over the middle finger's: Chatzioglou, Pinar & Govsa, Anat. Cell Biol. 57:172
# (2024), 51 adults: 63.9, 70.7, 65.5 and 53.3 mm.
OVER_MIDDLE = {"index": 0.904, "middle": 1.0, "ring": 0.926, "little": 0.754}
# Breadth over length: Ibeachu, Abu & Didia, Asian J. Med. Sci. 3:146 (2011), 300 adults: 0.452 in
# men, 0.437 in women.
BREADTH_OVER_LENGTH = 0.445


def hand_mm(limb: Limb) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the flat hand's skin as palmar, radial, distal millimetres, and what is no thumb."""
    mesh, kinematics = limb.mesh, Kinematics(limb.skeleton)
    flat = load_postures()["flat"]
    matrices = kinematics.skin_matrices(flat, "left")
    points = skinned(mesh.positions, mesh.bone_indices, mesh.bone_weights, matrices)
    wrist = JOINT["wrist"]
    turned = matrices[wrist, :, :3].astype(np.float64) @ limb.skeleton.to_zero[wrist, :, :3].T
    joints = kinematics.joint_positions(flat, "left")
    local = (points - joints[wrist]) @ turned * (1.0, 1.0, -1.0)
    no_thumb = ~np.isin(mesh.bone_indices[:, 0], [JOINT[name] for name in THUMB])
    return 1000.0 * local, no_thumb


def finger_mm(limb: Limb, finger: str) -> float:
    heads, tips = limb.skeleton.rest_heads, limb.skeleton.rest_tips
    path = [heads[JOINT[f"{finger}_{joint}"]] for joint in ("mcp", "pip", "dip")]
    path.append(tips[1 + FINGERS.index(finger)])
    return float(1000.0 * np.linalg.norm(np.diff(path, axis=0), axis=1).sum())


@pytest.mark.parametrize("finger", FINGERS)
def test_fingers_have_published_proportions(lifelike: Limb, finger: str) -> None:
    ratio = finger_mm(lifelike, finger) / finger_mm(lifelike, "middle")
    assert ratio == pytest.approx(OVER_MIDDLE[finger], rel=0.12)


def test_the_hand_is_as_broad_for_its_length_as_hands_are(lifelike: Limb) -> None:
    places, no_thumb = hand_mm(lifelike)
    length = places[:, 2].max()
    across = (np.abs(places[:, 2] - 0.45 * length) < 12.0) & no_thumb
    breadth = np.ptp(places[across, 1])
    assert breadth / length == pytest.approx(BREADTH_OVER_LENGTH, rel=0.12)


def test_each_joint_of_a_finger_is_nearer_the_tip_than_the_one_before(lifelike: Limb) -> None:
    heads = lifelike.skeleton.rest_heads
    for finger in FINGERS:
        proximal, middle, distal = (
            np.linalg.norm(heads[JOINT[f"{finger}_{b}"]] - heads[JOINT[f"{finger}_{a}"]])
            for a, b in (("mc", "mcp"), ("mcp", "pip"), ("pip", "dip"))
        )
        assert proximal > middle > distal
