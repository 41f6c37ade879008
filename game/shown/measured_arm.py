"""The intact limb, from whatever measures it, ready to be shown: sensor, estimator and follower.

A device that goes away is not the end of a session: it is said once, the limb rests, and the same
session goes on when it is back.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from game.recorder.pose_trace import PoseTrace
from game.scenes.setup import SensorView
from game.shown.arm_follower import HOLD_S, ArmFollower, FollowedArm, Tracking
from sensors.errors import SensorEndedError, SensorLostError
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.picture_check import check_picture
from sensors.pose import ARM, LimbAngles, MeasuredPose
from sensors.sample import HandSample, ImuSample, Sample, Segment, TrackedHand
from sensors.sensor import Sensor, TrackingCounts

_RETURNED_FOR_S = 12.0
"""So long a sensor that came back counts as new: time to see where the limb points, and to act."""
_THUMB_TIP, _INDEX_TIP = 4, 8


class MeasuredArm:
    """One sensor's view of the intact limb.

    Args:
        sensor: Open already; None where nothing is measured and every limb is scripted.
        estimator: Knows the intact side from the plan; no tracker can change it.
        on_sample: Called with every sample, for the recording.
        on_pose: Called with every pose measured, for the recording.
        on_device: Called with a sentence when the device goes away, and with None when it is back.
        trace: Keeps the poses, for the outcomes of exercises.
        limb: Which kind of limb it is.
    """

    def __init__(
        self,
        sensor: Sensor | None,
        estimator: IntactLimbEstimator,
        *,
        on_sample: Callable[[Sample], None],
        on_pose: Callable[[MeasuredPose], None],
        on_device: Callable[[str | None], None],
        trace: PoseTrace | None = None,
        limb: LimbAngles = ARM,
    ) -> None:
        self._sensor = sensor
        self._estimator = estimator
        self._follower = ArmFollower(limb)
        self._on_sample = on_sample
        self._on_pose = on_pose
        self._on_device = on_device
        self._trace = trace if trace is not None else PoseTrace()
        self._device_lost = False
        self._lost: tuple[Segment, ...] = ()
        self._heard_at_s: dict[Segment, float] = {}
        self._back_at_s, self._recentred = -math.inf, 0
        self._ended = False
        self._newest: Sample | None = None

    @property
    def counts(self) -> TrackingCounts:
        """How tracking went so far."""
        return self._estimator.counts

    @property
    def tracking(self) -> Tracking:
        """How the limb was doing when last asked for."""
        return self._follower.tracking

    @property
    def followed(self) -> TrackedHand | None:
        """The hand in the newest camera picture that is taken for the intact one."""
        return self._estimator.followed if isinstance(self._newest, HandSample) else None

    @property
    def image_size_px(self) -> tuple[int, int] | None:
        """Width and height of the picture that its landmarks are places in."""
        return self._newest.image_size_px if isinstance(self._newest, HandSample) else None

    def drain(self) -> None:
        """Take in every sample that has arrived; never waits."""
        if self._sensor is None or self._ended:
            return
        try:
            samples = self._sensor.drain()
        except SensorEndedError as ended:
            self._ended = self._device_lost = True
            self._on_device(str(ended))
            return
        except SensorLostError as lost:
            self._take(lost.heard)
            self._lost = lost.segments
            if not self._device_lost:
                self._device_lost = True
                self._on_device(str(lost))
            return
        if samples and self._device_lost:
            self._device_lost, self._lost = False, ()
            self._back_at_s = samples[-1].taken_at_s
            self._recentred = self._estimator.motion.recentred
            self._on_device(None)
        self._take(samples)

    def _take(self, samples: Sequence[Sample]) -> None:
        for drained in samples:
            sample = self._estimator.marked(drained)
            self._newest = sample
            self._on_sample(sample)
            if isinstance(sample, ImuSample):
                self._heard_at_s[sample.segment] = sample.taken_at_s
            pose = self._estimator.update(sample)
            if pose is not None:
                self._on_pose(pose)
                self._follower.see(pose)
                followed = self._estimator.followed if isinstance(sample, HandSample) else None
                self._trace.add(pose, aperture_m(followed))

    def at(self, shown_at_s: float) -> FollowedArm:
        """Return the arm as it should appear at `shown_at_s`."""
        arm = self._follower.at(shown_at_s)
        if self._heard_at_s or self._lost:
            heard = self._heard_at_s.items()
            quiet = {where for where, at_s in heard if shown_at_s - at_s > HOLD_S}
            silent = tuple(sorted(quiet.union(self._lost), reverse=True))
            returned = shown_at_s - self._back_at_s < _RETURNED_FOR_S
            returned &= self._estimator.motion.recentred == self._recentred
            arm = replace(arm, by_motion=True, silent=silent, returned=returned)
        return replace(arm, device_lost=True) if self._device_lost else arm

    def look(self) -> SensorView:
        """Return what the camera sees, and what to say about it."""
        picture = self._sensor.picture() if self._sensor is not None else None
        if not isinstance(self._newest, HandSample):
            return SensorView(picture, ())
        advice = check_picture(self._newest, self._estimator.followed)
        return SensorView(picture, tuple(a.value for a in advice))

    def close(self) -> None:
        """Let the device go."""
        if self._sensor is not None:
            self._sensor.close()


def aperture_m(hand: TrackedHand | None) -> float:
    """Return how far thumb and index tips are apart, as the tracker saw them; NaN without a hand.

    From its own landmarks and not from the pose: the pose is smoothed for showing, and quick taps
    would be flattened.
    """
    if hand is None:
        return math.nan
    thumb, index = hand.world_m[_THUMB_TIP], hand.world_m[_INDEX_TIP]
    return math.dist(thumb.tolist(), index.tolist())
