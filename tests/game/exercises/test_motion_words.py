"""A motion sensor that is not heard is named in words of its own, never a camera's."""

from dataclasses import replace

import pytest

from game.exercises.motion_words import returned_words
from game.exercises.strip import exercise_strip, tracking_words
from game.input.command import Wish
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


@pytest.mark.parametrize(("limb", "held"), [("arm", "arm hang"), ("leg", "foot flat")])
def test_one_that_came_back_is_recentred_in_the_pose_of_its_limb(limb: LimbKind, held: str) -> None:
    assert returned_words(LIVE, limb) == ""
    assert held in returned_words(replace(LIVE, returned=True), limb)
    strip = exercise_strip("Mirror", (), recentre=limb)
    (button,) = (b for b in strip.buttons if b.wish is Wish.RECENTRE)
    assert button.text.lower().startswith(" ".join(held.split()[:1]))
    assert not any(b.wish is Wish.RECENTRE for b in exercise_strip("Mirror", ()).buttons)
