"""The arm's pose from two motion sensors: shoulder, elbow and forearm; the hand stays relaxed."""

import math

import numpy as np

from sensors.motion.motion_pose import CalibrationPose
from sensors.motion.pose_steps import PoseSteps
from sensors.motion.quaternion import Quaternion
from sensors.motion.two_segments import TwoSegments
from sensors.pose import ARM, INDEX, RESTING, MeasuredPose, Side, clamp
from sensors.sample import ImuSample
from sensors.sensor import TrackingCounts

# Both sensors must have spoken within this time; they need not speak at the same instant.
_TOGETHER_S = 0.2


class TwoImuPose:
    """Pose estimator for `ImuSample` with a segment; gives nothing before it is calibrated."""

    def __init__(self, side: Side) -> None:
        self._side: Side = side
        self._newest: dict[str, ImuSample] = {}
        self._poses: dict[CalibrationPose, tuple[Quaternion, Quaternion]] = {}
        self._segments: TwoSegments | None = None
        self._steps = PoseSteps(ARM)
        self._posed_at_s = -math.inf
        self._samples = self._found = 0

    @property
    def heard(self) -> bool:
        """Whether both sensors have spoken."""
        return len(self._newest) == 2

    @property
    def calibrated(self) -> bool:
        """Whether both poses were taken."""
        return self._segments is not None

    @property
    def counts(self) -> TrackingCounts:
        """How tracking went so far."""
        return TrackingCounts(samples=self._samples, found=self._found)

    def take(self, pose: CalibrationPose) -> None:
        """Take the sensors as they are now for one of the two calibration poses.

        Raises:
            SensorDataError: the limb was not held as asked.
        """
        now = self._now()
        if now is None:
            return
        self._poses[pose] = now
        if pose == "second" and "first" in self._poses:
            self._segments = TwoSegments(self._poses["first"], now, self._side)

    def recentre(self) -> None:
        """Take the sensors as they are now for the arm hanging down; mends drifted headings."""
        now = self._now()
        if self._segments is not None and now is not None:
            self._segments.recentre(*now)

    def update(self, sample: ImuSample) -> MeasuredPose | None:
        """Take one sample; return the pose that both sensors give together, if they do."""
        if not sample.segment or sample.orientation_wxyz is None:
            return None
        self._samples += 1
        self._newest[sample.segment] = sample
        now = self._now()
        if now is None or self._segments is None or sample.taken_at_s < self._posed_at_s:
            # Two sensors' samples may come a little out of order; the poses they give must not.
            return None
        self._posed_at_s = sample.taken_at_s
        found = self._segments.angles(*now, sample.taken_at_s)
        angles = RESTING.copy()
        for name, value in (
            ("shoulder_flexion", found.flexion_rad),
            ("shoulder_abduction", found.abduction_rad),
            ("shoulder_rotation", found.rotation_rad),
            ("elbow_flexion", found.hinge_rad),
            ("forearm_pronation", found.twist_rad),
        ):
            angles[INDEX[name]] = value
        if not np.isfinite(angles).all():
            return None
        self._found += 1
        steady = self._steps.towards(sample.taken_at_s, clamp(angles))
        return MeasuredPose(sample.taken_at_s, steady, 1.0)

    def _now(self) -> tuple[Quaternion, Quaternion] | None:
        upper, lower = self._newest.get("upper"), self._newest.get("lower")
        if upper is None or lower is None:
            return None
        if abs(upper.taken_at_s - lower.taken_at_s) > _TOGETHER_S:
            return None
        if upper.orientation_wxyz is None or lower.orientation_wxyz is None:
            return None
        return upper.orientation_wxyz, lower.orientation_wxyz
