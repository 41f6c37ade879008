"""Motion sensors whose calibration stays with their samples, so that a recording replays as poses.

What was held or re-centred is marked on the next sample; that sample is recorded, and whoever reads
it again takes the same orientations for the same pose, before it.
"""

from contextlib import suppress
from dataclasses import replace

from sensors.errors import SensorDataError
from sensors.motion.motion_pose import CalibrationPose, MotionPose
from sensors.pose import MeasuredPose
from sensors.sample import HeldPose, ImuSample
from sensors.sensor import TrackingCounts


class KeptMotion:
    """A `MotionPose` that also marks samples, and obeys the marks of recorded ones."""

    def __init__(self, motion: MotionPose) -> None:
        self._motion = motion
        self._unmarked: list[HeldPose] = []
        self.recentred = 0
        """How often it was re-centred."""

    @property
    def heard(self) -> bool:
        """Whether every sensor that is needed has spoken."""
        return self._motion.heard

    @property
    def calibrated(self) -> bool:
        """Whether both poses were taken."""
        return self._motion.calibrated

    @property
    def counts(self) -> TrackingCounts:
        """How tracking went so far."""
        return self._motion.counts

    def take(self, pose: CalibrationPose) -> None:
        """Take the sensors as they are now for one of the two calibration poses.

        Raises:
            SensorDataError: the limb was not held as asked.
        """
        self._motion.take(pose)
        self._unmarked.append(pose)

    def recentre(self) -> None:
        """Take the sensors as they are now for the first pose; mends drifted headings."""
        self._motion.recentre()
        self.recentred += 1
        self._unmarked.append("recentred")

    def marked(self, sample: ImuSample) -> ImuSample:
        """Return the sample with what was held just before it, to be recorded and handed on."""
        return replace(sample, held=self._unmarked.pop(0)) if self._unmarked else sample

    def update(self, sample: ImuSample) -> MeasuredPose | None:
        """Take one sample; return the pose that the sensors give, if they do."""
        # What a live sample is marked with was taken a moment ago: taking it again changes nothing.
        if sample.held == "recentred":
            self._motion.recentre()
        elif sample.held:
            with suppress(SensorDataError):
                self._motion.take(sample.held)
        return self._motion.update(sample)
