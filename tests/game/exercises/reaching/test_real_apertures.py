"""Thumb to index on photographs of real hands: a human size, wide where the fingers are spread."""

from pathlib import Path

import pytest

from game.shown.measured_arm import aperture_m
from sensors.errors import SensorError

HANDS = Path(__file__).resolve().parents[5] / "shared" / "data" / "hands"


def test_the_aperture_of_real_hands_is_of_human_size() -> None:
    pictures = sorted(HANDS.glob("four-*.jpg")) + sorted(HANDS.glob("rock-*.jpg"))
    if not pictures:
        pytest.skip(f"needs the photographs of hands in {HANDS.parent.name}/{HANDS.name}")
    from sensors.drivers.clip import read_picture
    from sensors.drivers.hand_tracking.still_reader import StillReader

    try:
        reader = StillReader()
        hands = [reader.read(read_picture(path)) for path in pictures]
    except SensorError as error:
        pytest.skip(f"the hand tracker is not installed: {error}")
    widths_m = [aperture_m(hand) for hand in hands if hand is not None]
    assert len(widths_m) >= 8
    # Between a pinch and the span of a large hand.
    assert all(0.02 < width_m < 0.16 for width_m in widths_m)
