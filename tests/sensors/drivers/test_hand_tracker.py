"""On clips of real people moved by a known motion, the landmarks move with them."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.drivers.clip import read_picture
from sensors.drivers.hand_tracking.hand_tracker import HandTracker
from sensors.models import model_path

from .clips import CLIP_SIZE_PX, known_motion, moved

pytestmark = pytest.mark.usefixtures("hand_models")

STEPS = 24
# Photographs in which one hand is large and clear enough to be followed from the start.
FOLLOWED = ("call-044768ad", "four-0c960166", "other-00b85ea4", "rock-026fd791", "rock-0cc7ad09")


@pytest.fixture
def tracker() -> HandTracker:
    return HandTracker(model_path("palm_detection_full"), model_path("hand_landmark_full"))


def _photograph(photographs: list[Path], name: str) -> NDArray[np.uint8]:
    return read_picture(next(file for file in photographs if file.stem == name))


@pytest.mark.parametrize("name", FOLLOWED)
def test_landmarks_follow_the_known_motion_within_two_hundredths_of_the_hand(
    photographs: list[Path], tracker: HandTracker, name: str
) -> None:
    photograph = _photograph(photographs, name)
    brought_back = []
    for step in range(STEPS):
        hands = tracker.track(moved(photograph, step))
        assert len(hands) == 1
        matrix = known_motion(step, photograph)
        in_photograph = (hands[0].landmarks_px - matrix[:, 2]) @ np.linalg.inv(matrix[:, :2]).T
        brought_back.append(in_photograph)
    usual = np.median(brought_back, axis=0)
    hand_px = np.ptp(usual, axis=0).max()
    errors = np.linalg.norm(np.array(brought_back) - usual, axis=2).mean(axis=1) / hand_px
    assert errors.max() < 0.02


def test_two_hands_are_both_found_and_told_apart(
    photographs: list[Path], tracker: HandTracker
) -> None:
    photograph = _photograph(photographs, "other-00c84257")
    for step in range(3):
        hands = tracker.track(moved(photograph, step))
    assert len(hands) == 2
    assert sorted(hand.right_probability > 0.5 for hand in hands) == [False, True]


def test_handedness_is_the_person_s_own_in_a_picture_as_the_camera_took_it(
    photographs: list[Path], tracker: HandTracker
) -> None:
    # Palm to the camera, fingers up, thumb folded in from the right of the picture: a right hand.
    photograph = _photograph(photographs, "four-0c960166")
    assert tracker.track(photograph)[0].right_probability > 0.9
    mirrored = np.ascontiguousarray(photograph[:, ::-1])
    fresh = HandTracker(model_path("palm_detection_full"), model_path("hand_landmark_full"))
    assert fresh.track(mirrored)[0].right_probability < 0.1


def test_world_landmarks_are_a_hand_in_metres_turned_with_the_picture(
    photographs: list[Path],
) -> None:
    photograph = _photograph(photographs, "four-0c960166")
    upright_to_middle = []
    for turns in (0, 1):
        fresh = HandTracker(model_path("palm_detection_full"), model_path("hand_landmark_full"))
        hand = fresh.track(np.ascontiguousarray(np.rot90(photograph, turns)))[0]
        assert 0.10 < np.ptp(hand.world_m, axis=0).max() < 0.25
        upright_to_middle.append(hand.world_m[12, :2] - hand.world_m[0, :2])
    up, left = (direction / np.linalg.norm(direction) for direction in upright_to_middle)
    assert np.allclose(up, [0, -1], atol=0.35)
    assert np.allclose(left, [-1, 0], atol=0.35)


def test_a_hand_that_leaves_is_let_go_and_found_again_when_it_returns(
    photographs: list[Path], tracker: HandTracker
) -> None:
    picture = moved(_photograph(photographs, "rock-026fd791"), 0)
    empty = np.full_like(picture, 128)
    assert len(tracker.track(picture)) == 1
    assert tracker.track(empty) == ()
    assert len(tracker.track(picture)) == 1


def test_an_empty_room_has_no_hands(tracker: HandTracker) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (*CLIP_SIZE_PX[::-1], 3), dtype=np.uint8)
    for picture in (np.zeros_like(noise), noise, cv2.GaussianBlur(noise, (31, 31), 8)):
        assert tracker.track(picture) == ()
