"""The intact arm's pose from what a camera saw of its hand."""

import math
from dataclasses import dataclass

import numpy as np

from sensors.motion.arm_ik import arm_to, reachable, wrist_angles
from sensors.motion.hand_angles import curl, hand_angles
from sensors.motion.hand_choice import HandChoice
from sensors.motion.one_euro import OneEuroFilter
from sensors.motion.palm_frame import (
    WRIST,
    PalmFrame,
    Points,
    as_right_hand,
    depth_reversed,
    palm_frame,
    pixels_per_metre,
)
from sensors.motion.pose_steps import PoseSteps
from sensors.pose import INDEX, JOINT_ANGLES, Angles, MeasuredPose, Side, clamp
from sensors.sample import HandSample, TrackedHand
from sensors.sensor import TrackingCounts
from sensors.settings import CameraView

# Typical webcams see about 58 degrees across their longer side.
_FOCAL_SHARE = 0.9
_MIN_CUTOFF_HZ = 1.0
# Hz per rad/s. Fingers: measured at 30 Hz, lag 22 to 38 ms, jitter x 0.45. The arm is known less
# well and moves less quickly, so it is smoothed more.
_FINGER_BETA = 2.9
_ARM_BETA = 1.7
_LAST_ARM_ANGLE = INDEX["wrist_radial_deviation"]
# How much evidence, in radians of mean finger bend over some pictures, turns depth round.
_DEPTH_MEMORY = 1.0
_DEPTH_TURNS_AT = 0.3


@dataclass(frozen=True, slots=True)
class _CameraPlace:
    """How a camera stands to the body of a person with a right intact hand."""

    to_body: Points
    """Rotation, shape (3, 3), from the camera's x right, y down, z away to body space."""
    position_m: Points
    """The camera in body space; its distance along the view is learnt from the first sight."""


_PLACES: dict[CameraView, _CameraPlace] = {
    # On or behind the table, looking at the person, a little below the shoulders.
    "facing": _CameraPlace(
        np.array([[-1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, -1.0, 0.0]]),
        np.array([0.0, 0.0, -0.10]),
    ),
    # Above the table, looking down, the person at the lower edge of the picture.
    "overhead": _CameraPlace(
        np.diag([1.0, -1.0, -1.0]),
        np.array([0.0, 0.34, 0.0]),
    ),
}
# Where the hand is taken to be along the view when first seen, for a hand held level and, when
# facing the camera, one held up, which is held nearer.
_FACING_FORWARD_M = (0.38, 0.27)
_OVERHEAD_UP_M = -0.24


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
        self._view = view
        self._place = _PLACES[view]
        self._choice = HandChoice(
            side, other_hand_possible=other_hand_possible, right_hand_on_left=view == "facing"
        )
        beta = np.full(len(JOINT_ANGLES), _FINGER_BETA)
        beta[: _LAST_ARM_ANGLE + 1] = _ARM_BETA
        self._filter = OneEuroFilter(min_cutoff_hz=_MIN_CUTOFF_HZ, beta=beta)
        self._steps = PoseSteps()
        self._depth_evidence = 0.0
        self._reversed = False
        self._camera_distance_m: float | None = None
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
        points_m = self._right_way_round(as_right_hand(hand, self._side))
        frame = palm_frame(points_m).turned(self._place.to_body)
        arm = arm_to(reachable(self._wrist_m(hand, points_m, image_size_px, frame)))
        wrist = wrist_angles(frame, arm)
        angles = hand_angles(points_m)
        angles[INDEX["shoulder_flexion"]] = arm.shoulder_flexion_rad
        angles[INDEX["shoulder_abduction"]] = arm.shoulder_abduction_rad
        angles[INDEX["shoulder_rotation"]] = arm.shoulder_rotation_rad
        angles[INDEX["elbow_flexion"]] = arm.elbow_flexion_rad
        angles[INDEX["forearm_pronation"]] = self._unwrapped(wrist.pronation_rad)
        angles[INDEX["wrist_flexion"]] = wrist.flexion_rad
        angles[INDEX["wrist_radial_deviation"]] = wrist.radial_deviation_rad
        return angles

    def _right_way_round(self, points_m: Points) -> Points:
        """Return the points with depth reversed where the fingers say so, without flicker."""
        evidence = self._depth_evidence + 0.5 * curl(points_m)
        self._depth_evidence = min(max(evidence, -_DEPTH_MEMORY), _DEPTH_MEMORY)
        against = self._depth_evidence if self._reversed else -self._depth_evidence
        if against > _DEPTH_TURNS_AT:
            self._reversed = not self._reversed
        return depth_reversed(points_m) if self._reversed else points_m

    def _unwrapped(self, pronation_rad: float) -> float:
        """Return pronation without a jump from palm up to palm down past half a turn."""
        before = self._pronation_rad
        if before is not None:
            pronation_rad = before + math.remainder(pronation_rad - before, 2 * math.pi)
            if abs(pronation_rad) > 1.25 * math.pi:
                pronation_rad = math.remainder(pronation_rad, 2 * math.pi)
        self._pronation_rad = pronation_rad
        return pronation_rad

    def _wrist_m(
        self,
        hand: TrackedHand,
        points_m: Points,
        image_size_px: tuple[int, int],
        frame: PalmFrame,
    ) -> Points:
        """Return the wrist in body space, for a person with a right intact hand."""
        width, height = image_size_px
        focal_px = _FOCAL_SHARE * max(width, height)
        distance_m = focal_px / pixels_per_metre(hand)
        right_px = float(hand.landmarks_px[WRIST, 0]) - width / 2
        down_px = float(hand.landmarks_px[WRIST, 1]) - height / 2
        if self._side == "left":
            right_px = -right_px
        if self._camera_distance_m is None:
            self._camera_distance_m = distance_m
        # How far the camera stands is not known: the hand starts at a comfortable place, and
        # comes and goes from there.
        along_m = distance_m + float(points_m[WRIST, 2]) - self._camera_distance_m
        seen_m = np.array([right_px / focal_px * distance_m, down_px / focal_px * distance_m, 0.0])
        start = self._place.position_m + self._start_m(frame)
        wrist: Points = start + self._place.to_body @ (seen_m + np.array([0.0, 0.0, along_m]))
        return wrist

    def _start_m(self, frame: PalmFrame) -> Points:
        if self._view == "overhead":
            return np.array([0.0, 0.0, _OVERHEAD_UP_M])
        level, upright = _FACING_FORWARD_M
        raised = min(max(float(frame.along[2]), 0.0), 1.0)
        return np.array([0.0, level + (upright - level) * raised, 0.0])
