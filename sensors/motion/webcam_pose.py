"""The intact arm's pose from what a camera saw of its hand."""

import math

import numpy as np

from sensors.motion.arm_ik import arm_to, wrist_angles
from sensors.motion.camera_place import CameraPlace
from sensors.motion.hand_angles import curl, hand_angles
from sensors.motion.hand_choice import HandChoice
from sensors.motion.hand_shape import HandShape, as_right_hand
from sensors.motion.one_euro import OneEuroFilter
from sensors.motion.pose_steps import PoseSteps
from sensors.pose import INDEX, JOINT_ANGLES, Angles, MeasuredPose, Side, clamp
from sensors.sample import HandSample, TrackedHand
from sensors.sensor import TrackingCounts
from sensors.settings import CameraView

_MIN_CUTOFF_HZ = 1.0
# Hz per rad/s. Fingers: measured at 30 Hz, lag 22 to 38 ms, jitter x 0.45. The arm is known less
# well and moves less quickly, so it is smoothed more.
_FINGER_BETA = 2.9
_ARM_BETA = 1.7
_LAST_ARM_ANGLE = INDEX["wrist_radial_deviation"]
# How much evidence, in radians of mean finger bend over some pictures, turns depth round.
_DEPTH_MEMORY = 1.0
_DEPTH_TURNS_AT = 0.3


class WebcamPose:
    """Pose estimator for `HandSample`; angles always come from the side that the plan names.

    Args:
        side: the intact side.
        other_hand_possible: False where the other hand is missing.
        view: where the camera stands.
    """

    def __init__(
        self, side: Side, *, other_hand_possible: bool = True, view: CameraView = "facing"
    ) -> None:
        self._side = side
        self._place = CameraPlace(side, view)
        self._choice = HandChoice(
            side, other_hand_possible=other_hand_possible, right_hand_on_left=view == "facing"
        )
        beta = np.full(len(JOINT_ANGLES), _FINGER_BETA)
        beta[: _LAST_ARM_ANGLE + 1] = _ARM_BETA
        self._filter = OneEuroFilter(min_cutoff_hz=_MIN_CUTOFF_HZ, beta=beta)
        self._steps = PoseSteps()
        self._depth_evidence = 0.0
        self._reversed = False
        self._pronation_rad: float | None = None
        self._samples = 0
        self._found = 0
        self._lost = 0
        self.followed: TrackedHand | None = None
        """The hand that gave the last pose, or None where it was not seen."""

    @property
    def counts(self) -> TrackingCounts:
        """How tracking went so far."""
        return TrackingCounts(
            samples=self._samples,
            found=self._found,
            lost=self._lost,
            handedness_flips=self._choice.flips,
            other_hand_ignored=self._choice.ignored,
        )

    def update(self, sample: HandSample) -> MeasuredPose | None:
        """Take one sample; return the pose it gives, or None where the hand was not seen."""
        self._samples += 1
        seen_before = self.followed is not None
        hand = self._choice.choose(sample)
        self.followed = hand
        if hand is None:
            self._lost += seen_before
            return None
        self._found += 1
        raw = clamp(self._angles(hand, sample.image_size_px))
        smooth = self._filter.update(sample.taken_at_s, raw)
        angles_rad = self._steps.towards(sample.taken_at_s, smooth)
        return MeasuredPose(sample.taken_at_s, angles_rad, min(max(hand.presence, 0.0), 1.0))

    def _angles(self, hand: TrackedHand, image_size_px: tuple[int, int]) -> Angles:
        shape = self._right_way_round(as_right_hand(hand, self._side))
        arm = arm_to(self._place.wrist_m(hand, image_size_px))
        wrist = wrist_angles(self._place.upright(shape.palm, arm.along), arm)
        angles = hand_angles(shape)
        angles[INDEX["shoulder_flexion"]] = arm.shoulder_flexion_rad
        angles[INDEX["shoulder_abduction"]] = arm.shoulder_abduction_rad
        angles[INDEX["shoulder_rotation"]] = arm.shoulder_rotation_rad
        angles[INDEX["elbow_flexion"]] = arm.elbow_flexion_rad
        angles[INDEX["forearm_pronation"]] = self._unwrapped(wrist.pronation_rad)
        angles[INDEX["wrist_flexion"]] = wrist.flexion_rad
        angles[INDEX["wrist_radial_deviation"]] = wrist.radial_deviation_rad
        return angles

    def _right_way_round(self, shape: HandShape) -> HandShape:
        """Return the hand with depth reversed where the fingers say so, without flicker."""
        evidence = self._depth_evidence + 0.5 * curl(shape)
        self._depth_evidence = min(max(evidence, -_DEPTH_MEMORY), _DEPTH_MEMORY)
        against = self._depth_evidence if self._reversed else -self._depth_evidence
        if against > _DEPTH_TURNS_AT:
            self._reversed = not self._reversed
        return shape.depth_reversed() if self._reversed else shape

    def _unwrapped(self, pronation_rad: float) -> float:
        """Return pronation without a jump from palm up to palm down past half a turn."""
        before = self._pronation_rad
        if before is not None:
            pronation_rad = before + math.remainder(pronation_rad - before, 2 * math.pi)
            if abs(pronation_rad) > 1.25 * math.pi:
                pronation_rad = math.remainder(pronation_rad, 2 * math.pi)
        self._pronation_rad = pronation_rad
        return pronation_rad
