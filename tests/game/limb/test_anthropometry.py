"""The default hand and foot have the proportions of measured ones; docs/anthropometry.md: whose."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.limb.appearance import DEFAULT_APPEARANCE, Shape
from game.limb.limb import Limb
from game.limb.modelling.lifelike import make_limb, read_cage
from game.limb.modelling.wheel import WheelFiles
from game.limb.skeleton import JOINT
from sensors.pose import FINGERS

from .tape import Foot, Hand, flat_hand, standing_foot

# Finger lengths over the middle finger's: Chatzioglou, Pinar & Govsa, Anat. Cell Biol. 57:172
# (2024), 51 adults: 63.9, 70.7, 65.5 and 53.3 mm.
OVER_MIDDLE = {"index": 0.904, "middle": 1.0, "ring": 0.926, "little": 0.754}
# Over the hand's length, mean of each one's own ratio: ANSUR II (Gordon et al., NATICK/TR-15/007,
# 2014; public data of 4,082 men and 1,986 women). Standard deviations: .021 and .044.
BREADTH = {"men": 0.457, "women": 0.432}
WRIST_GIRTH = {"men": 0.911, "women": 0.856}
# Over the foot's length, from the same data; standard deviations .017 and .018.
FOOT_BREADTH, HEEL_BREADTH = 0.376, 0.270
# Pheasant & Haslegrave, Bodyspace, British adults, men and women, over hands of 189 and 174 mm.
INDEX_BREADTH = {"men": 21 / 189, "women": 18 / 174}
INDEX_THICKNESS = {"men": 19 / 189, "women": 16 / 174}
THUMB_BREADTH = {"men": 23 / 189, "women": 19 / 174}
PALM_THICKNESS = {"men": 33 / 189, "women": 28 / 174}
# Greiner, Hand Anthropometry of U.S. Army Personnel, NATICK/TR-92/011 (1991): breadths at the
# middle joint over the index finger's, and at the end joint over the middle joint's.
OVER_INDEX = {"middle": 1.0, "ring": 0.94, "little": 0.84}
DISTAL_OVER_PROXIMAL = 0.88


def between(sexes: dict[str, float]) -> float:
    """Return what the default hand, between the sexes, should have."""
    share = DEFAULT_APPEARANCE.masculine
    return share * sexes["men"] + (1.0 - share) * sexes["women"]


@pytest.fixture(scope="module")
def hand(lifelike: Limb) -> Hand:
    return flat_hand(lifelike)


@cache
def _foot_of(data_folder: Path) -> Foot:
    return standing_foot(
        Limb(*make_limb(read_cage(WheelFiles(data_folder), kind="leg"), "leg"), True)
    )


@pytest.fixture
def foot(data_folder: Path) -> Foot:
    return _foot_of(data_folder)


def test_the_hand_is_as_long_as_it_was_asked_to_be(hand: Hand) -> None:
    assert hand.length == pytest.approx(DEFAULT_APPEARANCE.hand_mm, rel=0.01)


@pytest.mark.parametrize("finger", FINGERS)
def test_fingers_have_published_proportions(hand: Hand, finger: str) -> None:
    ratio = hand.finger(finger) / hand.finger("middle")
    assert ratio == pytest.approx(OVER_MIDDLE[finger], rel=0.05)


def test_the_hand_is_as_broad_for_its_length_as_hands_are(hand: Hand) -> None:
    assert hand.breadth / hand.length == pytest.approx(between(BREADTH), rel=0.04)
    assert hand.thickness / hand.length == pytest.approx(between(PALM_THICKNESS), rel=0.10)


@pytest.mark.parametrize(
    ("masculine", "hand_mm", "sex"), [(1.0, 193.0, "men"), (0.0, 181.0, "women")]
)
def test_men_and_women_have_hands_and_wrists_as_broad_as_theirs_are(
    masculine: float, hand_mm: float, sex: str, data_folder: Path
) -> None:
    shape = Shape(masculine=masculine, hand_mm=hand_mm, muscle=0.0, weight=0.0)
    theirs = flat_hand(Limb(*make_limb(read_cage(WheelFiles(data_folder), shape)), textured=True))
    assert theirs.length == pytest.approx(hand_mm, rel=0.015)
    assert theirs.breadth / theirs.length == pytest.approx(BREADTH[sex], rel=0.06)
    assert theirs.wrist_girth / theirs.length == pytest.approx(WRIST_GIRTH[sex], rel=0.08)


def test_the_wrist_is_as_thick_for_the_hand_as_wrists_are(hand: Hand) -> None:
    assert hand.wrist_girth / hand.length == pytest.approx(between(WRIST_GIRTH), rel=0.05)
    assert hand.wrist_breadth > 1.05 * hand.wrist_girth / np.pi, "broader than thick"


def test_fingers_and_thumb_are_as_thick_as_published(hand: Hand) -> None:
    broad, thick = hand.across("index", "pip")
    assert broad / hand.length == pytest.approx(between(INDEX_BREADTH), rel=0.06)
    assert thick / hand.length == pytest.approx(between(INDEX_THICKNESS), rel=0.08)
    thumb, _ = hand.across("thumb", "ip")
    assert thumb / hand.length == pytest.approx(between(THUMB_BREADTH), rel=0.08)


@pytest.mark.parametrize("finger", OVER_INDEX)
def test_each_finger_is_as_broad_over_the_index_finger_as_published(
    hand: Hand, finger: str
) -> None:
    index, own = hand.across("index", "pip")[0], hand.across(finger, "pip")[0]
    assert own / index == pytest.approx(OVER_INDEX[finger], rel=0.06)


@pytest.mark.parametrize("finger", FINGERS)
def test_fingers_taper_to_their_ends_as_published(hand: Hand, finger: str) -> None:
    taper = hand.across(finger, "dip")[0] / hand.across(finger, "pip")[0]
    assert taper == pytest.approx(DISTAL_OVER_PROXIMAL, rel=0.06)


def test_the_foot_is_as_long_and_broad_as_feet_are(foot: Foot) -> None:
    assert foot.length == pytest.approx(DEFAULT_APPEARANCE.foot_mm, rel=0.02)
    assert foot.breadth / foot.length == pytest.approx(FOOT_BREADTH, rel=0.05)
    assert foot.heel_breadth / foot.length == pytest.approx(HEEL_BREADTH, rel=0.10)


def test_each_joint_of_a_finger_is_nearer_the_tip_than_the_one_before(lifelike: Limb) -> None:
    heads = lifelike.skeleton.rest_heads
    for finger in FINGERS:
        proximal, middle, distal = (
            np.linalg.norm(heads[JOINT[f"{finger}_{b}"]] - heads[JOINT[f"{finger}_{a}"]])
            for a, b in (("mc", "mcp"), ("mcp", "pip"), ("pip", "dip"))
        )
        assert proximal > middle > distal
