"""The leg's pose from motion sensors: one on the foot, or one on the shank and one on the foot.

Two poses calibrate them: both feet flat on the floor as one sits, then the leg held out in front
with the toes drawn up, by which every segment turns about the body's own cross axis. Headings
drift; re-centring needs the first pose alone, and one key.

A thigh carries no sensor: someone seated keeps it where the foot's lowest point rests on the floor.
With a sensor on the foot alone the knee stays as bent as at rest. Toes stay relaxed.
"""

import math

import numpy as np

from sensors.errors import SensorDataError
from sensors.leg_pose import LEG
from sensors.motion.leg_geometry import (
    angles_ahead,
    hip_of_drop_rad,
    seated_drop_m,
    thigh_of_shank_rad,
)
from sensors.motion.motion_pose import CalibrationPose
from sensors.motion.pose_steps import PoseSteps
from sensors.motion.quaternion import Quaternion, turned
from sensors.motion.two_segments import Segment, heading_of_turn, mirrored
from sensors.pose import MeasuredPose, Side
from sensors.sample import ImuSample
from sensors.sensor import TrackingCounts

# Held out with the toes up, a foot turns by up to a right angle, a shank by what the knee gives.
_LEAST_RAD = {"foot": math.radians(20), "shank": math.radians(10)}
_MOST_RAD = math.radians(130)
# Both sensors must have spoken within this time; they need not speak at the same instant.
_TOGETHER_S = 0.2
# Which sensor is where: a single one has no segment.
_PLACES = {"": "foot", "lower": "foot", "upper": "shank"}
_RESTING = {name: float(LEG.resting[LEG.index[name]]) for name in ("hip_flexion", "knee_flexion")}
_RESTING_SHANK_RAD = _RESTING["hip_flexion"] - _RESTING["knee_flexion"]


class LegMotionPose:
    """Pose estimator for `ImuSample` of a leg; gives nothing before it is calibrated."""

    def __init__(self, side: Side) -> None:
        self._mirrored = side == "right"
        self._newest: dict[str, ImuSample] = {}
        self._flat: dict[str, Quaternion] = {}
        self._segments: dict[str, Segment] = {}
        self._steps = PoseSteps(LEG)
        self._posed_at_s = -math.inf
        self._samples = self._found = 0

    @property
    def heard(self) -> bool:
        """Whether the foot's sensor has spoken."""
        return "foot" in self._newest

    @property
    def calibrated(self) -> bool:
        """Whether both poses were taken."""
        return "foot" in self._segments

    @property
    def counts(self) -> TrackingCounts:
        """How tracking went so far."""
        return TrackingCounts(samples=self._samples, found=self._found)

    def take(self, pose: CalibrationPose) -> None:
        """Take the sensors as they are now for one of the two calibration poses.

        Raises:
            SensorDataError: the leg was not held as asked.
        """
        now = self._now()
        if pose == "first":
            self._flat = now
            return
        segments = {}
        for place, flat in self._flat.items():
            heading = None
            if place in now:
                heading = heading_of_turn(flat, now[place], _LEAST_RAD[place], _MOST_RAD)
            if heading is None:
                raise SensorDataError(
                    "The leg was not seen to go from the foot flat on the floor to the leg held "
                    "out: check that the sensors are strapped on, and take both poses again."
                )
            segments[place] = Segment(flat, heading)
        self._segments = segments

    def recentre(self) -> None:
        """Take the sensors as they are now for the foot flat on the floor, the leg at rest."""
        for place, sensor in self._now().items():
            if place in self._segments:
                self._segments[place].recentre(sensor)

    def update(self, sample: ImuSample) -> MeasuredPose | None:
        """Take one sample; return the pose that the sensors give together, if they do."""
        if sample.orientation_wxyz is None:
            return None
        self._samples += 1
        self._newest[_PLACES[sample.segment]] = sample
        now = self._now()
        if not set(self._segments) or not set(self._segments) <= set(now):
            return None
        if sample.taken_at_s < self._posed_at_s:
            # Two sensors' samples may come a little out of order; the poses they give must not.
            return None
        self._posed_at_s = sample.taken_at_s
        angles = self._angles(now)
        if not np.isfinite(angles).all():
            return None
        self._found += 1
        steady = self._steps.towards(sample.taken_at_s, LEG.clamp(angles))
        return MeasuredPose(sample.taken_at_s, steady, 1.0)

    def _angles(self, now: dict[str, Quaternion]) -> np.ndarray:
        bones = {place: self._bone(place, now[place]) for place in self._segments}
        foot = np.stack([turned(bones["foot"], axis) for axis in np.eye(3)], axis=1)
        inversion, pitch = angles_ahead(foot)
        drop_m = seated_drop_m(pitch)
        if "shank" in bones:
            way = turned(
                bones["shank"],
                np.array([0.0, math.sin(_RESTING_SHANK_RAD), -math.cos(_RESTING_SHANK_RAD)]),
            )
            shank = math.atan2(float(way[1]), float(-way[2]))
            hip = thigh_of_shank_rad(shank, drop_m)
        else:
            hip = hip_of_drop_rad(_RESTING["knee_flexion"], drop_m)
            shank = hip - _RESTING["knee_flexion"]
        angles = LEG.resting.copy()
        for name, value in (
            ("hip_flexion", hip),
            ("knee_flexion", hip - shank),
            ("ankle_dorsiflexion", pitch - shank),
            ("foot_inversion", inversion),
        ):
            angles[LEG.index[name]] = value
        return angles

    def _bone(self, place: str, sensor: Quaternion) -> Quaternion:
        """Return a segment's rotation from the first pose, as a left leg's, in body space."""
        bone = self._segments[place].bone(sensor)
        return mirrored(bone) if self._mirrored else bone

    def _now(self) -> dict[str, Quaternion]:
        """Return the newest orientation of each sensor that has spoken lately."""
        latest_s = max((sample.taken_at_s for sample in self._newest.values()), default=0.0)
        return {
            place: sample.orientation_wxyz
            for place, sample in self._newest.items()
            if sample.orientation_wxyz is not None and latest_s - sample.taken_at_s <= _TOGETHER_S
        }
