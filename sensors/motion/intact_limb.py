"""The intact limb's pose, whatever kind of sensor is looking at it."""

from sensors.motion.kept_motion import KeptMotion
from sensors.motion.leg_motion_pose import LegMotionPose
from sensors.motion.pointer_pose import PointerPose
from sensors.motion.told_pose import ToldPose
from sensors.motion.two_imu_pose import TwoImuPose
from sensors.motion.webcam_pose import WebcamPose
from sensors.pose import ARM, LimbAngles, MeasuredPose, Side
from sensors.sample import (
    EmgSample,
    HandSample,
    ImuSample,
    PointerSample,
    PoseSample,
    Sample,
    TrackedHand,
)
from sensors.sensor import TrackingCounts
from sensors.settings import CameraView


class IntactLimbEstimator:
    """Pose estimator for every kind of sample; a recording may hold any.

    Args:
        side: the intact side, from the plan; nothing that a sensor says can change it.
        other_hand_possible: False where the other hand is missing: then any hand that a camera
            sees is the intact one.
        view: where the camera stands.
        limb: which kind of limb is measured.
    """

    def __init__(
        self,
        side: Side,
        *,
        other_hand_possible: bool = True,
        view: CameraView = "facing",
        limb: LimbAngles = ARM,
    ) -> None:
        self._limb = limb
        self._webcam = WebcamPose(side, other_hand_possible=other_hand_possible, view=view)
        self._pointer = PointerPose(limb)
        self._told = ToldPose(limb)
        self.motion = KeptMotion(TwoImuPose(side) if limb.kind == "arm" else LegMotionPose(side))
        """Motion sensors on the limb: must be calibrated, and can be re-centred."""

    @property
    def counts(self) -> TrackingCounts:
        """How tracking went so far, over all kinds of samples."""
        webcam, pointer, told = self._webcam.counts, self._pointer.counts, self._told.counts
        motion = self.motion.counts
        return TrackingCounts(
            samples=webcam.samples + pointer.samples + told.samples + motion.samples,
            found=webcam.found + pointer.found + told.found + motion.found,
            lost=webcam.lost + told.lost,
            handedness_flips=webcam.handedness_flips,
            other_hand_ignored=webcam.other_hand_ignored,
        )

    @property
    def followed(self) -> TrackedHand | None:
        """The hand in the last camera sample that is taken for the intact one."""
        return self._webcam.followed

    def marked(self, sample: Sample) -> Sample:
        """Return a sample as it should be recorded: with a calibration pose taken before it."""
        return self.motion.marked(sample) if isinstance(sample, ImuSample) else sample

    def update(self, sample: Sample) -> MeasuredPose | None:
        """Take one sample; return the pose it gives, or None where the limb was not seen."""
        match sample:
            case HandSample() if self._limb.kind != "arm":
                # A hand says nothing about a leg.
                return None
            case HandSample():
                return self._webcam.update(sample)
            case PointerSample():
                return self._pointer.update(sample)
            case PoseSample():
                return self._told.update(sample)
            case ImuSample():
                return self.motion.update(sample)
            case EmgSample():
                # Muscles tell a movement, not a pose.
                return None
