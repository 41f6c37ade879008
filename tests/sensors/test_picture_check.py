"""The camera's picture is judged in the patient's own directions."""

import numpy as np
import pytest

from sensors.picture_check import Advice, check_picture
from sensors.sample import HandSample, TrackedHand


def _hand(x_px: float, y_px: float, size_px: float) -> TrackedHand:
    corners = np.linspace([-0.5, -0.5], [0.5, 0.5], 21) * size_px + [x_px, y_px]
    return TrackedHand(corners.astype(np.float32), np.zeros((21, 3), np.float32), 1.0, 1.0)


def _advice(
    hand: TrackedHand | None, *, brightness: float = 0.5, others: int = 0
) -> tuple[Advice, ...]:
    hands = (*([hand] if hand is not None else []), *[_hand(100, 100, 50)] * others)
    return check_picture(HandSample(0.0, 0.0, (640, 480), hands, brightness), hand)


def test_a_hand_in_the_middle_in_good_light_is_fine() -> None:
    assert _advice(_hand(320, 240, 180)) == (Advice.OK,)


@pytest.mark.parametrize(
    ("hand", "advice"),
    [
        (_hand(320, 240, 60), Advice.TOO_FAR),
        (_hand(320, 240, 450), Advice.TOO_NEAR),
        (_hand(80, 240, 180), Advice.MOVE_LEFT),
        (_hand(560, 240, 180), Advice.MOVE_RIGHT),
        (_hand(320, 400, 180), Advice.MOVE_UP),
        (_hand(320, 80, 180), Advice.MOVE_DOWN),
    ],
)
def test_what_is_wrong_with_the_place_is_said(hand: TrackedHand, advice: Advice) -> None:
    assert _advice(hand) == (advice,)


def test_a_corner_asks_for_both_directions() -> None:
    assert _advice(_hand(80, 80, 180)) == (Advice.MOVE_LEFT, Advice.MOVE_DOWN)


def test_light_is_said_first() -> None:
    assert _advice(None, brightness=0.1) == (Advice.TOO_DARK, Advice.HAND_NOT_SEEN)
    assert _advice(_hand(320, 240, 180), brightness=0.95) == (Advice.TOO_BRIGHT,)


def test_another_hand_alone_is_told_from_no_hand() -> None:
    assert _advice(None, others=1) == (Advice.OTHER_HAND_ONLY,)
    assert _advice(None) == (Advice.HAND_NOT_SEEN,)
