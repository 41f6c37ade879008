"""A session's motion samples carry their calibration, so that they give the same poses again."""

import numpy as np
import pytest

from sensors.errors import SensorDataError
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.motion.quaternion import Quaternion
from sensors.pose import MeasuredPose
from sensors.sample import ImuSample
from tests.sensors.motion.test_two_segments import Strapped


class Told:
    """An estimator that is fed, and what it was fed with as a recording keeps it."""

    def __init__(self) -> None:
        self.estimator = IntactLimbEstimator("right")
        self.recorded: list[ImuSample] = []
        self.poses: list[MeasuredPose] = []
        self._now_s = 0.0

    def hear(self, said: tuple[Quaternion, Quaternion]) -> None:
        for segment, turn in zip(("upper", "lower"), said, strict=True):
            self._now_s += 0.01
            at_s = self._now_s
            sample = ImuSample(at_s, at_s, None, turn, None, None, segment)  # type: ignore[arg-type]
            marked = self.estimator.marked(sample)
            assert isinstance(marked, ImuSample)
            self.recorded.append(marked)
            pose = self.estimator.update(marked)
            if pose is not None:
                self.poses.append(pose)


def test_what_was_recorded_gives_the_same_poses_as_it_did_live() -> None:
    worn, told = Strapped(3), Told()
    told.hear(worn.says())
    told.estimator.motion.take("first")
    told.hear(worn.says(flexion=90.0))
    told.estimator.motion.take("second")
    for bend in range(0, 90, 10):
        told.hear(worn.says(hinge=float(bend)))
    worn.headings[0] += 0.4
    told.hear(worn.says())
    told.estimator.motion.recentre()
    for bend in range(0, 90, 10):
        told.hear(worn.says(hinge=float(bend), flexion=20.0))
    marks = [sample.held for sample in told.recorded if sample.held]
    assert marks == ["first", "second", "recentred"]
    again = IntactLimbEstimator("right")
    poses = [pose for pose in map(again.update, told.recorded) if pose is not None]
    assert len(poses) == len(told.poses) > 30
    for one, other in zip(told.poses, poses, strict=True):
        assert np.allclose(one.angles_rad, other.angles_rad, atol=1e-12)


def test_a_pose_that_did_not_fit_is_not_kept() -> None:
    worn, told = Strapped(4), Told()
    told.hear(worn.says())
    told.estimator.motion.take("first")
    with pytest.raises(SensorDataError, match="was not seen to go"):
        told.estimator.motion.take("second")
    told.hear(worn.says())
    assert [sample.held for sample in told.recorded if sample.held] == ["first"]
    assert not told.estimator.motion.calibrated
