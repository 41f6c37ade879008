"""Single pictures: hands are found in real rooms, and their gestures are read from the angles."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.drivers.clip import read_picture
from sensors.errors import MissingPartError
from sensors.landmarks import PictureLandmarks, PictureProblem, read_pictures
from sensors.models import model_path
from sensors.motion.hand_angles import hand_angles
from sensors.motion.hand_shape import as_right_hand
from sensors.pose import FINGERS, INDEX, Angles
from sensors.sample import TrackedHand

# Of the 18 photographs one is so dark that the hand can't be made out.
LEAST_FOUND = 17
# Fingers read rightly as straight or bent, of all fingers in photographs of a known gesture.
LEAST_FINGERS_RIGHT = 0.95
STRAIGHT = {
    "call": {"little"},
    "four": {"index", "middle", "ring", "little"},
    "rock": {"index", "little"},
}


@pytest.fixture(scope="module")
def results(photographs: list[Path]) -> dict[str, TrackedHand]:
    try:
        model_path("hand_landmark_full")
    except MissingPartError as error:
        pytest.skip(str(error))
    found = {}
    for result in read_pictures(photographs):
        assert isinstance(result, PictureLandmarks)
        if result.hand is not None:
            found[Path(result.picture).stem] = result.hand
    return found


def _angles(hand: TrackedHand) -> Angles:
    side = "right" if hand.right_probability > 0.5 else "left"
    return hand_angles(as_right_hand(hand, side))


def test_a_hand_is_found_in_nearly_every_photograph_of_a_room(
    results: dict[str, TrackedHand],
) -> None:
    assert len(results) >= LEAST_FOUND


def test_fingers_are_read_as_straight_or_bent_as_the_gesture_has_them(
    results: dict[str, TrackedHand],
) -> None:
    right = []
    for name, hand in results.items():
        straight = STRAIGHT.get(name.partition("-")[0])
        if straight is None:
            continue
        angles = _angles(hand)
        for finger in FINGERS:
            bend = sum(
                angles[INDEX[f"{finger}_{joint}"]] for joint in ("mcp_flexion", "pip_flexion")
            )
            right.append((np.degrees(bend) < 65.0) == (finger in straight))
    assert len(right) >= 48
    assert np.mean(right) >= LEAST_FINGERS_RIGHT


def test_the_thumb_of_a_call_is_straight_and_that_of_a_four_is_folded(
    results: dict[str, TrackedHand],
) -> None:
    bends: dict[str, list[float]] = {"call": [], "four": []}
    for name, hand in results.items():
        gesture = name.partition("-")[0]
        if gesture in bends:
            angles = _angles(hand)
            thumb = ("thumb_cmc_flexion", "thumb_mcp_flexion", "thumb_ip_flexion")
            bends[gesture].append(sum(angles[INDEX[joint]] for joint in thumb))
    assert np.degrees(max(bends["call"])) < 60.0 < np.degrees(np.mean(bends["four"]))


def test_landmarks_stay_where_they_are_when_the_picture_is_turned_or_cut_close(
    photographs: list[Path], results: dict[str, TrackedHand], tmp_path: Path
) -> None:
    name = "four-0c960166"
    photograph = read_picture(next(file for file in photographs if file.stem == name))
    known = results[name].landmarks_px
    size_px = float(np.ptp(known, axis=0).max())

    def error(changed: NDArray[np.uint8], expected: NDArray[np.float32]) -> float:
        file = tmp_path / "changed.png"
        cv2.imwrite(str(file), cv2.cvtColor(changed, cv2.COLOR_RGB2BGR))
        (result,) = read_pictures([file])
        assert isinstance(result, PictureLandmarks)
        assert result.hand is not None
        apart = np.linalg.norm(result.hand.landmarks_px - expected, axis=1)
        return float(apart.mean()) / size_px

    upside_down = np.array(photograph.shape[1::-1]) - 1 - known
    assert error(np.ascontiguousarray(photograph[::-1, ::-1]), upside_down) < 0.06
    low = np.maximum(known.min(axis=0) - 0.06 * size_px, 0).astype(int)
    high = (known.max(axis=0) + 0.06 * size_px).astype(int)
    close = np.ascontiguousarray(photograph[low[1] : high[1], low[0] : high[0]])
    assert error(close, known - low) < 0.06


def test_a_file_that_can_t_be_read_does_not_stop_the_others(
    photographs: list[Path], results: dict[str, TrackedHand], tmp_path: Path
) -> None:
    torn = tmp_path / "torn.jpg"
    torn.write_bytes(b"no picture")
    good = next(file for file in photographs if file.stem in results)
    problem, landmarks = read_pictures([torn, good])
    assert isinstance(problem, PictureProblem)
    assert "torn.jpg is not a picture" in problem.reason
    assert isinstance(landmarks, PictureLandmarks)


def test_the_printed_row_has_what_it_promises(results: dict[str, TrackedHand]) -> None:
    name, hand = next(iter(results.items()))
    row = json.loads(json.dumps(PictureLandmarks(name, hand).as_row()))
    assert set(row) == {"picture", "found", "handedness", "landmarks", "confidence"}
    assert row["found"] is True
    assert row["handedness"] in ("left", "right")
    assert np.array(row["landmarks"]).shape == (21, 2)
    assert 0.5 <= row["confidence"] <= 1.0
    empty = PictureLandmarks("empty", None).as_row()
    assert (empty["found"], empty["handedness"], empty["landmarks"]) == (False, None, [])


def test_a_picture_without_a_hand_has_none(tmp_path: Path) -> None:
    try:
        model_path("hand_landmark_full")
    except MissingPartError as error:
        pytest.skip(str(error))
    slope = np.tile(np.linspace(0, 255, 320, dtype=np.uint8), (240, 1))
    cv2.imwrite(str(tmp_path / "slope.png"), np.dstack([slope] * 3))
    (result,) = read_pictures([tmp_path / "slope.png"])
    assert isinstance(result, PictureLandmarks)
    assert result.hand is None
