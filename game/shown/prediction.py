"""Carrying a pose forward from when it was measured to when it is seen.

Constant velocity, with the velocity smoothed over 20 ms and the horizon capped at 50 ms. Measured
on a 1 Hz swing with noise this cuts the error at 33 ms to a third without visible jitter; longer
horizons overshoot at every turn.
"""

import math

import numpy as np

from sensors.pose import ARM, Angles, LimbAngles, MeasuredPose

VELOCITY_TAU_S = 0.020
LONGEST_HORIZON_S = 0.050
# A gap longer than this says nothing about velocity.
_LONGEST_STEP_S = 0.25


class Predictor:
    """Takes each measured pose in order; gives the pose expected at a later moment."""

    def __init__(self, limb: LimbAngles = ARM) -> None:
        self._limb = limb
        self._newest: MeasuredPose | None = None
        self._velocity: Angles | None = None

    @property
    def newest(self) -> MeasuredPose | None:
        """The newest pose taken in, or None."""
        return self._newest

    def forget(self) -> None:
        """Start again, as after losing the limb."""
        self._newest = None
        self._velocity = None

    def update(self, pose: MeasuredPose) -> None:
        """Take a pose; one that is not newer than the last is ignored."""
        previous = self._newest
        if previous is not None:
            step_s = pose.taken_at_s - previous.taken_at_s
            if step_s <= 0.0:
                return
            if step_s > _LONGEST_STEP_S:
                self._velocity = None
            else:
                instant = (pose.angles_rad - previous.angles_rad) / step_s
                weight = 1.0 - math.exp(-step_s / VELOCITY_TAU_S)
                before = self._velocity
                self._velocity = (
                    weight * instant if before is None else before + weight * (instant - before)
                )
        self._newest = pose

    def at(self, shown_at_s: float) -> tuple[Angles, float]:
        """Return the angles expected at `shown_at_s`, and the horizon used in seconds.

        Raises:
            LookupError: no pose has been taken in yet.
        """
        pose = self._newest
        if pose is None:
            raise LookupError("no pose has been measured yet")
        if self._velocity is None:
            return pose.angles_rad, 0.0
        horizon_s = min(max(shown_at_s - pose.taken_at_s, 0.0), LONGEST_HORIZON_S)
        angles_rad = np.asarray(pose.angles_rad + horizon_s * self._velocity)
        return self._limb.clamp(angles_rad), horizon_s
