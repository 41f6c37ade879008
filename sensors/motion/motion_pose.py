"""What every estimator from motion sensors offers: calibrated in two poses, re-centred in one."""

from typing import Literal, Protocol, TypeAlias

from sensors.pose import MeasuredPose
from sensors.sample import ImuSample
from sensors.sensor import TrackingCounts

CalibrationPose: TypeAlias = Literal["first", "second"]
"""An arm hangs, then points ahead; a foot stands flat, then the leg is held out."""


class MotionPose(Protocol):
    """A limb's pose from the motion sensors strapped to it."""

    @property
    def heard(self) -> bool:
        """Whether every sensor that is needed has spoken."""
        ...

    @property
    def calibrated(self) -> bool:
        """Whether both poses were taken."""
        ...

    @property
    def counts(self) -> TrackingCounts:
        """How tracking went so far."""
        ...

    def take(self, pose: CalibrationPose) -> None:
        """Take the sensors as they are now for one of the two calibration poses.

        Raises:
            SensorDataError: the limb was not held as asked.
        """
        ...

    def recentre(self) -> None:
        """Take the sensors as they are now for the first pose; mends drifted headings."""
        ...

    def update(self, sample: ImuSample) -> MeasuredPose | None:
        """Take one sample; return the pose that the sensors give, if they do."""
        ...
