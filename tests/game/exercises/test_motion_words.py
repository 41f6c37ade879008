"""A motion sensor that is not heard is named in words of its own, never a camera's."""

from dataclasses import replace

import pytest

from game.exercises.strip import tracking_words
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING, LimbKind
from sensors.sample import Segment

LIVE = FollowedArm(RESTING, Tracking.LIVE, 0.0, 0.0, by_motion=True)


@pytest.mark.parametrize(
    ("limb", "silent", "named"),
    [
        ("arm", ("upper",), "upper arm"),
        ("arm", ("lower",), "forearm"),
        ("arm", ("upper", "lower"), "Neither"),
        ("leg", ("upper",), "shin"),
        ("leg", ("lower",), "foot"),
        ("leg", ("",), "foot"),
    ],
)
@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize("tracking", list(Tracking))
def test_the_sensor_that_is_not_heard_is_named(
    limb: LimbKind, silent: tuple[Segment, ...], named: str, gone: bool, tracking: Tracking
) -> None:
    arm = replace(LIVE, tracking=tracking, silent=silent, device_lost=gone)
    words = tracking_words(arm, limb)
    assert named in words
    assert "heard" in words
    assert "cable" in words


@pytest.mark.parametrize("tracking", list(Tracking))
def test_no_motion_sensor_says_that_a_hand_is_out_of_sight(tracking: Tracking) -> None:
    words = tracking_words(replace(LIVE, tracking=tracking))
    assert (words == "") == (tracking is Tracking.LIVE)
    assert "sight" not in words
    assert "show your hand" not in words
