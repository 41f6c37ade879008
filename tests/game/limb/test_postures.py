"""Postures stay within limits, and touch where they should."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from game.limb.ambient import KEY_POSTURES, AmbientBlend
from game.limb.flesh import flesh
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.postures import PostureError, load_postures, parse_postures
from game.limb.skeleton import DIGITS, JOINT, digit_joints
from game.limb.skinning import skinned
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import FINGERS, LIMITS_RAD, RESTING, clamp

POSTURES = load_postures()


class _Posed:
    """The lifelike hand in one posture, by parts."""

    def __init__(self, limb: Limb, posture: str) -> None:
        mesh = limb.mesh
        matrices = Kinematics(limb.skeleton).skin_matrices(POSTURES[posture], "left")
        weights = (mesh.bone_indices, mesh.bone_weights, matrices)
        grown = flesh(mesh, limb.skeleton).grown(mesh.positions, mesh.normals, POSTURES[posture])
        self.points = skinned(grown, *weights)
        self.normals = skinned(mesh.normals, *weights, directions=True)
        self.joint = mesh.bone_indices[:, 0]

    def part(self, *joints: str) -> NDArray[np.bool_]:
        return np.isin(self.joint, [JOINT[joint] for joint in joints])

    def gap_mm(self, one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
        """Return the smallest distance between two parts; negative where they overlap."""
        away = self.points[one][:, None] - self.points[other][None]
        distance = np.linalg.norm(away, axis=2)
        nearest = distance.argmin(axis=1)
        rows = np.arange(len(nearest))
        outwards = np.einsum("nd,nd->n", away[rows, nearest], self.normals[other][nearest])
        return float(1000.0 * (np.sign(outwards) * distance[rows, nearest]).min())

    def sunk_mm(self, one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
        """Return how deep one part lies below the skin of another, where they overlap."""
        away = self.points[one][:, None] - self.points[other][None]
        nearest = np.linalg.norm(away, axis=2).argmin(axis=1)
        rows = np.arange(len(nearest))
        away = away[rows, nearest]
        normals = self.normals[other][nearest]
        outwards = np.einsum("nd,nd->n", away, normals)
        beside = np.linalg.norm(away - outwards[:, None] * normals, axis=1)
        # Farther beside than a triangle is long, the nearest skin is around a corner.
        return float(-1000.0 * outwards[beside < 0.004].min(initial=0.0))

    def apart_mm(self, one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
        """Return the smallest distance between the skin of two parts."""
        away = self.points[one][:, None] - self.points[other][None]
        return float(1000.0 * np.linalg.norm(away, axis=2).min())


@pytest.mark.parametrize("name", POSTURES)
def test_a_posture_stays_within_anatomical_limits(name: str) -> None:
    np.testing.assert_allclose(clamp(POSTURES[name]), POSTURES[name], atol=1e-12)
    assert POSTURES[name].shape == LIMITS_RAD[:, 0].shape


def test_the_postures_of_therapy_are_there() -> None:
    wanted = {"open", "fist", "pinch", "point", "relaxed", "wrist_flexed", "wrist_extended"}
    assert wanted | {f"thumb_to_{finger}" for finger in FINGERS} <= set(POSTURES)


@pytest.mark.parametrize(
    ("posture", "finger"),
    [("pinch", "index"), *((f"thumb_to_{finger}", finger) for finger in FINGERS)],
)
def test_thumb_and_fingertip_meet_within_a_millimetre_and_a_half(
    lifelike: Limb, posture: str, finger: str
) -> None:
    hand = _Posed(lifelike, posture)
    assert hand.apart_mm(hand.part("thumb_ip"), hand.part(f"{finger}_dip")) < 1.5


@pytest.mark.parametrize("finger", ["index", "middle"])
def test_the_thumb_lies_across_the_middle_phalanges_of_a_fist(lifelike: Limb, finger: str) -> None:
    hand = _Posed(lifelike, "fist")
    assert hand.apart_mm(hand.part("thumb_ip"), hand.part(f"{finger}_pip")) < 1.5


# The touching postures, and how deep skin may press into skin that no flesh is pressed out of.
TOUCHING = ("fist", "point", "pinch", *(f"thumb_to_{finger}" for finger in FINGERS))


@pytest.mark.parametrize("posture", TOUCHING)
def test_thumb_and_fingers_press_each_other_no_deeper_than_two_millimetres(
    lifelike: Limb, posture: str
) -> None:
    hand = _Posed(lifelike, posture)
    thumb = hand.part("thumb_mcp", "thumb_ip")
    fingers = hand.part(*(f"{f}_{joint}" for f in FINGERS for joint in ("mcp", "pip", "dip")))
    assert hand.sunk_mm(thumb, fingers) < 2.1
    assert hand.sunk_mm(fingers, thumb) < 2.1


def test_a_fist_closes_until_the_fingertips_reach_the_palm(limb: Limb) -> None:
    kinematics = Kinematics(limb.skeleton)
    gaps = []
    for posture in ("open", "fist"):
        joints = kinematics.joint_positions(POSTURES[posture], "left")
        tips = kinematics.tips(POSTURES[posture], "left")[1:]
        palm = joints[[JOINT[f"{finger}_mc"] for finger in FINGERS]]
        knuckles = joints[[JOINT[f"{finger}_mcp"] for finger in FINGERS]]
        along = np.clip(
            np.sum((tips - palm) * (knuckles - palm), axis=1)
            / np.sum((knuckles - palm) ** 2, axis=1),
            0.0,
            1.0,
        )
        foot = palm + along[:, None] * (knuckles - palm)
        gaps.append(np.linalg.norm(tips - foot, axis=1))
    opened, closed = gaps
    # Bone to fingertip bone: palm and pulp are about 25 mm of flesh between them; the index
    # finger's tip lies on the muscles of the thumb.
    assert (closed < 0.036).all()
    assert (opened > 0.055).all()


@pytest.mark.parametrize("finger", FINGERS)
def test_the_fingertips_of_a_fist_press_the_palm_no_deeper_than_flesh_gives(
    lifelike: Limb, finger: str
) -> None:
    hand = _Posed(lifelike, "fist")
    palm = hand.part("wrist", "thumb_cmc", *(f"{name}_mc" for name in FINGERS))
    thumb = hand.part("thumb_mcp", "thumb_ip")
    tip = hand.part(f"{finger}_dip")
    assert hand.apart_mm(tip, palm | thumb) < 1.5
    # Pulp, palm and ball of the thumb are each 5 to 10 mm of flesh; pressed out of sight.
    assert hand.sunk_mm(tip, palm) < 8.5
    assert hand.sunk_mm(tip, thumb) < 8.5


# Millimetres: proximal phalanges of Buryanov & Kotiuk, Int. J. Morphol. 28:755 (2010), table 1.
PROXIMAL_PHALANX_MM = {"index": 39.8, "middle": 44.6, "ring": 41.4, "little": 32.7}


@pytest.mark.parametrize("finger", FINGERS)
def test_proximal_phalanges_have_published_lengths(lifelike: Limb, finger: str) -> None:
    heads = lifelike.skeleton.rest_heads
    length_m = np.linalg.norm(heads[JOINT[f"{finger}_pip"]] - heads[JOINT[f"{finger}_mcp"]])
    assert 1000 * length_m == pytest.approx(PROXIMAL_PHALANX_MM[finger], rel=0.12)


def test_the_middle_knuckle_is_as_far_from_the_wrist_as_anthropometry_says(lifelike: Limb) -> None:
    # .446 of the hand's length: Davidoff & Freivalds, Int. J. Ind. Ergon. 12:255 (1993), from the
    # skin of the knuckle; of the joint, Buryanov & Kotiuk's bones give more.
    heads = lifelike.skeleton.rest_heads
    from_wrist_m = np.linalg.norm(heads[JOINT["middle_mcp"]] - heads[JOINT["wrist"]])
    assert from_wrist_m == pytest.approx(0.446 * SEATED_ARM.hand_m, rel=0.05)


def test_the_open_hand_touches_nothing(lifelike: Limb) -> None:
    hand = _Posed(lifelike, "open")
    tips = [digit_joints(digit)[-1] for digit in DIGITS]
    for one, other in pairwise(tips):
        assert hand.gap_mm(hand.part(one), hand.part(other)) > 5.0


def test_each_key_posture_is_shaded_mostly_by_itself() -> None:
    blend = AmbientBlend()
    for row, name in enumerate(KEY_POSTURES):
        weights = blend.weights(POSTURES[name])
        assert weights.argmax() == row
        assert weights.sum() == pytest.approx(1.0, abs=1e-5)


def test_shade_changes_little_when_the_pose_changes_little() -> None:
    blend = AmbientBlend()
    before = blend.weights(np.array(RESTING))
    after = blend.weights(np.array(RESTING) + 0.01)
    assert np.abs(after - before).max() < 0.02


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[posture.claw]\nindex_mcp_flexion = 120", "outside -30 to 90 degrees"),
        ("[posture.claw]\nindex_bend = 20", "index_bend is not a joint angle"),
        ("[posture.claw]\nindex_mcp_flexion = 'much'", "cannot be read"),
        ("[postures.claw]\nindex_mcp_flexion = 20", "cannot be read"),
        ("posture =", "cannot be read"),
    ],
)
def test_a_wrong_posture_file_is_refused_in_words(text: str, told: str) -> None:
    with pytest.raises(PostureError, match=told):
        parse_postures(text)
