"""The pose from a source that knows its angles: a simulation, or an earlier session's poses."""

import numpy as np

from sensors.motion.pose_steps import PoseSteps
from sensors.pose import ARM, LimbAngles, MeasuredPose
from sensors.sample import PoseSample
from sensors.sensor import TrackingCounts


class ToldPose:
    """Pose estimator for `PoseSample`: clamps and bounds, nothing else.

    A sample of confidence 0 is one in which the limb was not seen, and so is one of another kind of
    limb, as of an arm's session replayed for a leg.
    """

    def __init__(self, limb: LimbAngles = ARM) -> None:
        self._limb = limb
        self._steps = PoseSteps(limb)
        self._samples = 0
        self._found = 0
        self._lost = 0
        self._seen = False

    @property
    def counts(self) -> TrackingCounts:
        """How tracking went so far."""
        return TrackingCounts(samples=self._samples, found=self._found, lost=self._lost)

    def update(self, sample: PoseSample) -> MeasuredPose | None:
        """Take one sample; return its pose, or None where the limb was not seen."""
        self._samples += 1
        fits = len(sample.angles_rad) == len(self._limb.names)
        seen = fits and sample.confidence > 0.0 and bool(np.isfinite(sample.angles_rad).all())
        self._lost += self._seen and not seen
        self._seen = seen
        if not seen:
            return None
        self._found += 1
        angles = self._steps.towards(sample.taken_at_s, self._limb.clamp(sample.angles_rad))
        return MeasuredPose(sample.taken_at_s, angles, min(sample.confidence, 1.0))
