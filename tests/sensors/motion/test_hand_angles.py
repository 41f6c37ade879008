"""Angles put into a hand come out of its landmarks, on either side and however it is held."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensors.motion.hand_angles import NO_BIAS, curl, hand_angles
from sensors.motion.hand_shape import as_right_hand
from sensors.pose import FINGERS, INDEX, Angles, Side, angles_from_degrees
from sensors.sample import TrackedHand

See = Callable[..., TrackedHand]

FINGER_JOINTS = [
    f"{finger}_{joint}" for finger in FINGERS for joint in ("mcp_flexion", "pip_flexion")
]
THUMB = [
    "thumb_cmc_flexion",
    "thumb_cmc_abduction",
    "thumb_mcp_flexion",
    "thumb_ip_flexion",
]
HELD = {
    "palm to the camera, fingers up": ([0.0, -1.0, 0.0], [0.0, 0.0, -1.0]),
    "back to the camera, fingers up": ([0.0, -1.0, 0.0], [0.0, 0.0, 1.0]),
    "palm down, pointing at the camera, seen from above": ([0.1, 0.5, -0.6], [0.0, 0.8, 0.5]),
    "turned aside": ([0.6, -0.7, -0.3], [0.2, 0.3, -0.9]),
}
FIST = angles_from_degrees(
    {
        **{f"{finger}_mcp_flexion": 75.0 for finger in FINGERS},
        **{f"{finger}_pip_flexion": 90.0 for finger in FINGERS},
        **{f"{finger}_dip_flexion": 60.0 for finger in FINGERS},
        "thumb_cmc_flexion": 20.0,
        "thumb_cmc_abduction": 30.0,
        "thumb_mcp_flexion": 30.0,
        "thumb_ip_flexion": 30.0,
    }
)
SPREAD = angles_from_degrees(
    {
        "index_mcp_abduction": 12.0,
        "middle_mcp_abduction": 4.0,
        "ring_mcp_abduction": 9.0,
        "little_mcp_abduction": 18.0,
        "thumb_cmc_flexion": -15.0,
    }
)


def _measured(hand: TrackedHand, side: Side) -> Angles:
    return hand_angles(as_right_hand(hand, side), NO_BIAS)


def _difference_deg(a: Angles, b: Angles, names: list[str]) -> float:
    at = [INDEX[name] for name in names]
    return float(np.degrees(np.abs(a[at] - b[at])).max())


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("angles", [FIST, SPREAD], ids=["fist", "spread"])
def test_flexion_is_found_again_within_two_degrees(
    see: See, side: Side, held: str, angles: Angles
) -> None:
    along, palmwards = (np.array(each) for each in HELD[held])
    if side == "left":
        along, palmwards = along * [-1, 1, 1], palmwards * [-1, 1, 1]
    measured = _measured(see(angles, side, along=along, palmwards=palmwards), side)
    assert _difference_deg(measured, angles, FINGER_JOINTS) < 2.0
    assert _difference_deg(measured, angles, THUMB) < 2.0


@pytest.mark.parametrize("side", ["left", "right"])
def test_spread_of_straight_fingers_is_found_again(see: See, side: Side) -> None:
    hand = see(SPREAD, side, along=np.array([0.0, -1.0, 0.0]), palmwards=np.array([0.0, 0.0, -1.0]))
    spread = [f"{finger}_mcp_abduction" for finger in FINGERS]
    assert _difference_deg(_measured(hand, side), SPREAD, spread) < 1.0


@settings(max_examples=60, deadline=None)
@given(
    flexion_deg=st.lists(st.floats(0.0, 85.0), min_size=4, max_size=4),
    pip_deg=st.lists(st.floats(0.0, 100.0), min_size=4, max_size=4),
    side=st.sampled_from(["left", "right"]),
    turn=st.lists(st.floats(-1.0, 1.0), min_size=6, max_size=6),
)
def test_any_natural_hand_in_any_direction_is_found_again(
    see: See, flexion_deg: list[float], pip_deg: list[float], side: Side, turn: list[float]
) -> None:
    along, palmwards = np.array(turn[:3]), np.array(turn[3:])
    if np.linalg.norm(np.cross(along, palmwards)) < 0.2:
        along, palmwards = np.array([0.0, -1.0, 0.0]), np.array([0.0, 0.0, -1.0])
    named = {}
    for finger, mcp, pip in zip(FINGERS, flexion_deg, pip_deg, strict=True):
        named[f"{finger}_mcp_flexion"] = mcp
        named[f"{finger}_pip_flexion"] = pip
        named[f"{finger}_dip_flexion"] = pip * 2 / 3
    angles = angles_from_degrees(named)
    measured = _measured(see(angles, side, along=along, palmwards=palmwards), side)
    ends = [f"{finger}_dip_flexion" for finger in FINGERS]
    assert _difference_deg(measured, angles, FINGER_JOINTS + ends) < 3.0


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_hand_reversed_in_depth_by_a_wrong_label_is_recognised_and_turned_back(
    see: See, side: Side
) -> None:
    hand = see(FIST, side, along=np.array([0.2, -1.0, 0.1]), palmwards=np.array([0.5, 0.0, -1.0]))
    shape = as_right_hand(hand, side)
    turned_round = shape.depth_reversed()
    assert curl(shape) > 0.5
    assert curl(turned_round) == pytest.approx(-curl(shape))
    again = turned_round.depth_reversed()
    assert np.allclose(hand_angles(again, NO_BIAS), hand_angles(shape, NO_BIAS))


def test_both_hands_of_one_person_doing_the_same_give_the_same_angles(see: See) -> None:
    along, palmwards = np.array([0.3, -1.0, 0.2]), np.array([0.4, 0.1, -1.0])
    mirror = np.array([-1.0, 1.0, 1.0])
    right = see(FIST, "right", along=along, palmwards=palmwards)
    left = see(FIST, "left", along=along * mirror, palmwards=palmwards * mirror)
    assert np.allclose(_measured(right, "right"), _measured(left, "left"), atol=1e-4)
