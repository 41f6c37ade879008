"""The limb's pose from one hand's mouse or keys: three shares of three movements.

Each share is followed by a critically damped spring, which goes to its goal as fast as possible
without passing it, so that a key press gives a movement and not a jump.
"""

import math
from collections.abc import Callable, Mapping

import numpy as np

from sensors.leg_pose import LEG, LESSER_TOES
from sensors.motion.leg_geometry import hip_over_floor_rad
from sensors.motion.pose_steps import PoseSteps
from sensors.pose import (
    ARM,
    FINGERS,
    INDEX,
    RESTING,
    Angles,
    LimbAngles,
    LimbKind,
    MeasuredPose,
    angles_from_degrees,
    clamp,
)
from sensors.sample import PointerSample
from sensors.sensor import TrackingCounts

# Reaches nine tenths of the way to its goal in about 0.3 s.
_STIFFNESS_RAD_S = 13.0

_FIST_DEG = {
    **{f"{finger}_mcp_flexion": 78.0 for finger in FINGERS},
    **{f"{finger}_pip_flexion": 95.0 for finger in FINGERS},
    **{f"{finger}_dip_flexion": 58.0 for finger in FINGERS},
    "thumb_cmc_flexion": 22.0,
    "thumb_cmc_abduction": 30.0,
    "thumb_cmc_opposition": 35.0,
    "thumb_mcp_flexion": 38.0,
    "thumb_ip_flexion": 40.0,
}
_OPEN_DEG = {
    **{f"{finger}_mcp_flexion": 0.0 for finger in FINGERS},
    **{f"{finger}_pip_flexion": 4.0 for finger in FINGERS},
    **{f"{finger}_dip_flexion": 2.0 for finger in FINGERS},
    "index_mcp_abduction": 7.0,
    "ring_mcp_abduction": 6.0,
    "little_mcp_abduction": 11.0,
    "thumb_cmc_flexion": -8.0,
    "thumb_cmc_abduction": 24.0,
    "thumb_cmc_opposition": 12.0,
}
_WRIST_DEG = (-50.0, 55.0)
# Elbow and shoulder go together, so that the hand slides out and back over the table.
_REACHING_DEG = {"shoulder_flexion": 58.0, "elbow_flexion": 28.0}
_DRAWN_IN_DEG = {"shoulder_flexion": 18.0, "elbow_flexion": 96.0}


def _hand(shown_deg: dict[str, float]) -> Angles:
    pose = RESTING.copy()
    pose[INDEX["thumb_cmc_flexion"] :] = angles_from_degrees(shown_deg)[
        INDEX["thumb_cmc_flexion"] :
    ]
    return pose


_FIST, _OPEN = _hand(_FIST_DEG), _hand(_OPEN_DEG)


def pose_of_shares(opening: float, wrist: float, elbow: float) -> Angles:
    """Return the pose that three shares, each 0 to 1, stand for."""
    angles = _FIST + opening * (_OPEN - _FIST)
    low_deg, high_deg = _WRIST_DEG
    angles[INDEX["wrist_flexion"]] = math.radians(low_deg + wrist * (high_deg - low_deg))
    for name, reaching_deg in _REACHING_DEG.items():
        angles[INDEX[name]] = math.radians(
            reaching_deg + elbow * (_DRAWN_IN_DEG[name] - reaching_deg)
        )
    return clamp(angles)


# The foot is held a little above the floor, so that it can point without meeting it.
_CURLED_DEG = {
    "great_toe_mtp_flexion": 35.0,
    "great_toe_ip_flexion": 45.0,
    **{f"{toe}_mtp_flexion": 25.0 for toe in LESSER_TOES},
    **{f"{toe}_pip_flexion": 45.0 for toe in LESSER_TOES},
    **{f"{toe}_dip_flexion": 35.0 for toe in LESSER_TOES},
}
_STRETCHED_DEG = {
    "great_toe_mtp_flexion": -35.0,
    "great_toe_mtp_abduction": 8.0,
    **{f"{toe}_mtp_flexion": -25.0 for toe in LESSER_TOES},
    "third_toe_mtp_abduction": 4.0,
    "fourth_toe_mtp_abduction": 8.0,
    "little_toe_mtp_abduction": 14.0,
}
_STRETCHED, _CURLED = LEG.from_degrees(_STRETCHED_DEG), LEG.from_degrees(_CURLED_DEG)
_ANKLE_DEG = (15.0, -42.0)
_KNEE_DEG = (26.0, 72.0)
_CLEARANCE_M = 0.03


def leg_pose_of_shares(opening: float, wrist: float, elbow: float) -> Angles:
    """Return the leg's pose: toes from curled to stretched, ankle from up to down, knee bent."""
    angles = _CURLED + opening * (_STRETCHED - _CURLED)
    for name, (low_deg, high_deg), share in (
        ("ankle_dorsiflexion", _ANKLE_DEG, wrist),
        ("knee_flexion", _KNEE_DEG, elbow),
    ):
        angles[LEG.index[name]] = math.radians(low_deg + share * (high_deg - low_deg))
    knee_rad, ankle_rad = (angles[LEG.index[n]] for n in ("knee_flexion", "ankle_dorsiflexion"))
    angles[LEG.index["hip_flexion"]] = hip_over_floor_rad(knee_rad, ankle_rad, _CLEARANCE_M)
    angles[LEG.index["hip_abduction"]] = LEG.resting[LEG.index["hip_abduction"]]
    return LEG.clamp(angles)


_POSE_OF: Mapping[LimbKind, Callable[[float, float, float], Angles]] = {
    "arm": pose_of_shares,
    "leg": leg_pose_of_shares,
}


class PointerPose:
    """Pose estimator for `PointerSample`."""

    def __init__(self, limb: LimbAngles = ARM) -> None:
        self._pose_of = _POSE_OF[limb.kind]
        self._shares = np.zeros(3)
        self._speeds = np.zeros(3)
        self._last_s: float | None = None
        self._steps = PoseSteps(limb)
        self._samples = 0

    @property
    def counts(self) -> TrackingCounts:
        """How it went so far: a hand on a mouse is never lost."""
        return TrackingCounts(samples=self._samples, found=self._samples)

    def update(self, sample: PointerSample) -> MeasuredPose:
        """Take one sample; return the pose, on its way to where the sample wants it."""
        self._samples += 1
        goals = np.array([sample.opening, sample.wrist, sample.elbow])
        if self._last_s is None:
            self._shares = goals
        else:
            self._approach(goals, max(sample.taken_at_s - self._last_s, 0.0))
        self._last_s = sample.taken_at_s
        angles = self._pose_of(*np.clip(self._shares, 0.0, 1.0))
        return MeasuredPose(
            sample.taken_at_s, self._steps.towards(sample.taken_at_s, angles), confidence=1.0
        )

    def _approach(self, goals: Angles, elapsed_s: float) -> None:
        """Advance the springs by their exact solution, so that the rate of samples doesn't count.

        x(t) = g + (d + (v + w d) t) exp(-w t), with d = x - g, the critically damped oscillator.
        """
        offset = self._shares - goals
        pull = self._speeds + _STIFFNESS_RAD_S * offset
        decay = math.exp(-_STIFFNESS_RAD_S * elapsed_s)
        self._shares = goals + (offset + pull * elapsed_s) * decay
        self._speeds = (self._speeds - _STIFFNESS_RAD_S * pull * elapsed_s) * decay
