"""The limb of a moment ago is the measured one of that moment."""

from math import tau

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.shown.arm_follower import FollowedArm, Tracking
from game.shown.delayed_limb import LONGEST_S, DelayedLimb
from sensors.pose import RESTING, Angles

HZ = 60.0


def pose(at_s: float) -> Angles:
    """Return a limb that swings at 0.7 Hz."""
    return np.asarray(RESTING + 0.4 * np.sin(tau * 0.7 * at_s))


def arm(at_s: float) -> FollowedArm:
    return FollowedArm(pose(at_s), Tracking.LIVE, at_s - 0.02, 0.02)


@given(delay_s=st.floats(0.0, LONGEST_S))
def test_what_is_shown_is_what_was_measured_so_long_ago_within_a_sample(delay_s: float) -> None:
    limb = DelayedLimb()
    for i in range(120):
        limb.take(i / HZ, arm(i / HZ))
    past = limb.ago(delay_s)
    assert past.delay_s == delay_s
    at_s = 119 / HZ - delay_s
    within_a_sample = np.abs(pose(at_s + 0.5 / HZ) - pose(at_s - 0.5 / HZ))
    assert np.all(np.abs(past.angles_rad - pose(at_s)) <= 0.05 * within_a_sample + 1e-3)
    assert past.sample_age_s == pytest.approx(delay_s + 0.02, abs=1.0 / HZ + 1e-9)


def test_no_more_is_remembered_than_the_longest_delay_needs() -> None:
    limb = DelayedLimb()
    for i in range(100_000):
        limb.take(i / 1000.0, arm(0.0))
    assert LONGEST_S <= limb.remembered_s <= LONGEST_S + 0.45


def test_what_was_before_a_pause_is_not_shown_after_it() -> None:
    limb = DelayedLimb()
    for i in range(60):
        limb.take(i / HZ, arm(i / HZ))
    limb.take(30.0, arm(30.0))
    past = limb.ago(0.3)
    assert past.delay_s == 0.0
    np.testing.assert_array_equal(past.angles_rad, pose(30.0))


def test_nothing_is_made_up_before_there_is_a_limb() -> None:
    with pytest.raises(LookupError):
        DelayedLimb().ago(0.1)
