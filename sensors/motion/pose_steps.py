"""A bound on how far a pose can go in one step, whatever the source says."""

import numpy as np

from sensors.pose import ARM, Angles, LimbAngles, LimbKind

# Faster than people move in therapy, slower than a jump: a flat hand may become a fist in a tenth
# of a second, the elbow may bend all the way in a third.
FINGER_SPEED_RAD_S = 16.0
ARM_SPEED_RAD_S = 8.0
# After a gap the pose eases to the new place instead of appearing there.
LONGEST_STEP_S = 0.1

# Angles up to this one are those of the large joints.
_LAST_LARGE: dict[LimbKind, str] = {"arm": "wrist_radial_deviation", "leg": "foot_inversion"}


def max_speed_rad_s(limb: LimbAngles = ARM) -> Angles:
    """Return how fast each angle may change."""
    speeds = np.full(len(limb.names), FINGER_SPEED_RAD_S)
    speeds[: limb.index[_LAST_LARGE[limb.kind]] + 1] = ARM_SPEED_RAD_S
    return speeds


class PoseSteps:
    """Remembers the last pose and goes from it no faster than a limb can."""

    def __init__(self, limb: LimbAngles = ARM) -> None:
        self._last_s: float | None = None
        self._last: Angles = np.zeros(len(limb.names))
        self._max_speed_rad_s = max_speed_rad_s(limb)

    def towards(self, at_s: float, angles_rad: Angles) -> Angles:
        """Return the pose nearest to `angles_rad` that can be reached by `at_s`."""
        if self._last_s is None:
            self._last = angles_rad.copy()
        else:
            elapsed_s = min(max(at_s - self._last_s, 0.0), LONGEST_STEP_S)
            most = self._max_speed_rad_s * elapsed_s
            self._last = self._last + np.clip(angles_rad - self._last, -most, most)
        self._last_s = at_s
        return self._last.copy()
