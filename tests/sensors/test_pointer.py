"""One hand on mouse or keys moves the limb smoothly, as far as it says and no further."""

import numpy as np
import pytest

from sensors.drivers.pointer import PointerSensor
from sensors.motion.pointer_pose import PointerPose, pose_of_shares
from sensors.pose import INDEX, LIMITS_RAD, Angles
from sensors.sample import PointerSample
from sensors.settings import PointerSettings

from .conftest import ManualClock


@pytest.fixture
def pointer(clock: ManualClock) -> PointerSensor:
    sensor = PointerSensor(PointerSettings(), clock)
    sensor.open()
    return sensor


def test_nothing_fed_gives_nothing(pointer: PointerSensor, clock: ManualClock) -> None:
    clock.advance(1.0)
    assert pointer.drain() == ()


def test_what_is_fed_comes_out_stamped_and_clipped(
    pointer: PointerSensor, clock: ManualClock
) -> None:
    pointer.feed(opening=1.5, wrist=-0.5, elbow=0.25)
    assert pointer.drain() == (PointerSample(clock.at_s, clock.at_s, 1.0, 0.0, 0.25),)


def test_a_still_hand_is_repeated_at_the_pace_of_draining(
    pointer: PointerSensor, clock: ManualClock
) -> None:
    pointer.feed(opening=0.3, wrist=0.5, elbow=0.5)
    pointer.drain()
    clock.advance(1 / 60)
    (again,) = pointer.drain()
    assert (again.taken_at_s, again.opening) == (clock.at_s, 0.3)
    assert pointer.drain() == ()


@pytest.mark.parametrize("share", [float("nan"), float("inf")])
def test_a_share_that_is_no_number_is_refused(pointer: PointerSensor, share: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        pointer.feed(opening=share, wrist=0.5, elbow=0.5)


def _poses(rate_hz: float, for_s: float) -> list[Angles]:
    """Return the poses after the hand was asked to open all at once."""
    pose = PointerPose()
    pose.update(PointerSample(0.0, 0.0, 0.0, 0.5, 0.5))
    steps = range(1, round(rate_hz * for_s) + 1)
    return [
        pose.update(PointerSample(i / rate_hz, i / rate_hz, 1.0, 0.5, 0.5)).angles_rad
        for i in steps
    ]


def test_the_limb_arrives_without_passing_its_goal() -> None:
    bends = np.array([pose[INDEX["middle_pip_flexion"]] for pose in _poses(60.0, 2.0)])
    assert np.all(np.diff(bends) <= 1e-9)
    assert bends[-1] == pytest.approx(pose_of_shares(1.0, 0.5, 0.5)[INDEX["middle_pip_flexion"]])
    assert bends[0] > np.radians(80.0)


def test_the_movement_does_not_depend_on_the_display_s_rate() -> None:
    assert np.allclose(_poses(60.0, 0.3)[-1], _poses(120.0, 0.3)[-1], atol=0.02)


def test_every_share_gives_a_pose_within_limits() -> None:
    for opening in (0.0, 0.5, 1.0):
        for wrist in (0.0, 0.5, 1.0):
            for elbow in (0.0, 0.5, 1.0):
                pose = pose_of_shares(opening, wrist, elbow)
                assert (pose >= LIMITS_RAD[:, 0]).all()
                assert (pose <= LIMITS_RAD[:, 1]).all()


def test_each_share_moves_what_it_is_named_after() -> None:
    middle = pose_of_shares(0.5, 0.5, 0.5)
    opened, bent, drawn = (
        pose_of_shares(1.0, 0.5, 0.5),
        pose_of_shares(0.5, 1.0, 0.5),
        pose_of_shares(0.5, 0.5, 1.0),
    )
    assert opened[INDEX["index_pip_flexion"]] < middle[INDEX["index_pip_flexion"]]
    assert bent[INDEX["wrist_flexion"]] > middle[INDEX["wrist_flexion"]]
    assert drawn[INDEX["elbow_flexion"]] > middle[INDEX["elbow_flexion"]]
    assert np.allclose(
        np.delete(bent, INDEX["wrist_flexion"]), np.delete(middle, INDEX["wrist_flexion"])
    )
