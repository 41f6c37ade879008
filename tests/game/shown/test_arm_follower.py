"""Following, holding, fading and coming back: never a jump."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from game.shown.arm_follower import FADE_S, HOLD_S, RETURN_S, ArmFollower, Tracking
from sensors.pose import JOINT_ANGLES, LIMITS_RAD, RESTING, Angles, MeasuredPose

FRAME_S = 1 / 60
ELBOW = JOINT_ANGLES.index("elbow_flexion")


def pose(at_s: float, elbow_rad: float) -> MeasuredPose:
    angles = RESTING.copy()
    angles[ELBOW] = elbow_rad
    return MeasuredPose(at_s, angles, 1.0)


def shown_over(follower: ArmFollower, from_s: float, to_s: float) -> list[Angles]:
    return [follower.at(t).angles_rad.copy() for t in np.arange(from_s, to_s, FRAME_S)]


def test_before_anything_is_seen_the_limb_rests() -> None:
    arm = ArmFollower().at(5.0)
    assert arm.tracking is Tracking.WAITING
    assert np.array_equal(arm.angles_rad, RESTING)
    assert arm.sample_taken_at_s is None


def test_a_steady_limb_is_shown_where_it_is_once_it_has_been_met() -> None:
    follower = ArmFollower()
    for t in np.arange(0.0, 1.0, 1 / 30):
        follower.see(pose(float(t), 1.5))
        arm = follower.at(float(t) + 0.01)
    assert arm.tracking is Tracking.LIVE
    assert abs(arm.angles_rad[ELBOW] - 1.5) < 1e-9


def test_the_first_sight_of_the_limb_is_eased_in() -> None:
    follower = ArmFollower()
    follower.at(0.0)
    follower.see(pose(0.0, 2.0))
    first = follower.at(0.001).angles_rad[ELBOW]
    assert abs(first - RESTING[ELBOW]) < 0.01


def test_a_lost_limb_is_held_and_then_rests_within_half_a_second() -> None:
    follower = ArmFollower()
    for t in np.arange(0.0, 1.0, 1 / 30):
        follower.see(pose(float(t), 2.0))
        follower.at(float(t))
    lost_s = 1.0 - 1 / 30
    assert abs(follower.at(lost_s + HOLD_S).angles_rad[ELBOW] - 2.0) < 1e-6
    assert follower.at(lost_s + HOLD_S + 0.1).tracking is Tracking.HELD
    gone = follower.at(lost_s + HOLD_S + FADE_S + 1e-6)
    assert gone.tracking is Tracking.LOST
    assert np.allclose(gone.angles_rad, RESTING)
    assert gone.sample_taken_at_s is None


def test_a_limb_that_comes_back_is_met_without_a_jump() -> None:
    follower = ArmFollower()
    for t in np.arange(0.0, 1.0, 1 / 30):
        follower.see(pose(float(t), 2.0))
        follower.at(float(t))
    before = shown_over(follower, 1.0, 3.0)[-1]
    follower.see(pose(3.0, 0.2))
    path = [before, *shown_over(follower, 3.0, 3.0 + HOLD_S)]
    steps = np.abs(np.diff([angles[ELBOW] for angles in path]))
    whole = abs(before[ELBOW] - 0.2)
    # Minimum jerk peaks at 1.875 times its mean speed.
    assert steps.max() <= 1.875 * whole * FRAME_S / RETURN_S * 1.05


@given(
    st.lists(
        st.tuples(st.floats(0.005, 1.5), st.floats(0.0, 2.6), st.booleans()),
        min_size=2,
        max_size=40,
    )
)
@example(story=[(1.0, 0.0, True), (0.5, 0.75, True), (0.125, 0.125, True)])
def test_whatever_the_tracker_says_the_limb_never_jumps(
    story: list[tuple[float, float, bool]],
) -> None:
    """Glitches, losses and returns in any order: bounded speed at every frame, within limits."""
    follower = ArmFollower()
    now_s, shown = 0.0, [follower.at(0.0).angles_rad.copy()]
    for wait_s, elbow_rad, seen in story:
        until_s = now_s + wait_s
        while now_s < until_s:
            now_s += FRAME_S
            shown.append(follower.at(now_s).angles_rad.copy())
        if seen:
            follower.see(pose(now_s, elbow_rad))
        shown.append(follower.at(now_s).angles_rad.copy())
    steps = np.abs(np.diff(np.array(shown)[:, ELBOW]))
    # A believable step of the tracker (0.7 rad) is followed as it is; anything larger is eased.
    assert steps.max() <= 0.7 + 0.7 * FRAME_S / 0.02 + 1e-6
    assert all(np.all(a >= LIMITS_RAD[:, 0] - 1e-9) for a in shown)
