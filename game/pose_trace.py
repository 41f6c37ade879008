"""The poses measured since an exercise began, as its outcomes are computed from them.

A frame shows an arm carried forward to when it is seen, and held where it is lost from sight. What
is measured for science is what the sensor saw, when it saw it: that is kept here, and nothing else.
"""

import numpy as np
from numpy.typing import NDArray

from sensors.pose import JOINT_ANGLES, MeasuredPose

LONGEST_S = 30 * 60.0
"""Older poses than this are forgotten: the longest block of a plan."""


class PoseTrace:
    """Poses in the order in which they were measured; `forget` begins anew."""

    def __init__(self) -> None:
        self._poses: list[MeasuredPose] = []
        self._apertures_m: list[float] = []
        self.forgotten = 0
        """Poses dropped from the front so far, so that a reader can keep its place."""

    def __len__(self) -> int:
        return len(self._poses)

    def add(self, pose: MeasuredPose, aperture_m: float | None = None) -> None:
        """Take a pose, with the distance between thumb and index tips where a camera saw it."""
        self._poses.append(pose)
        self._apertures_m.append(np.nan if aperture_m is None else aperture_m)
        if pose.taken_at_s - self._poses[0].taken_at_s > LONGEST_S:
            half = len(self._poses) // 2
            del self._poses[:half], self._apertures_m[:half]
            self.forgotten += half

    def forget(self) -> None:
        """Begin anew, as at the start of a trial."""
        self.forgotten += len(self._poses)
        self._poses.clear()
        self._apertures_m.clear()

    def since(self, count: int) -> tuple[MeasuredPose, ...]:
        """Return the poses after the first `count` ever added, oldest first."""
        return tuple(self._poses[max(0, count - self.forgotten) :])

    @property
    def added(self) -> int:
        """How many poses have ever been added."""
        return self.forgotten + len(self._poses)

    @property
    def times_s(self) -> NDArray[np.float64]:
        """When each pose was taken, shape (n,)."""
        return np.array([pose.taken_at_s for pose in self._poses])

    @property
    def angles_rad(self) -> NDArray[np.float64]:
        """The joint angles, shape (n, angles)."""
        if not self._poses:
            return np.empty((0, len(JOINT_ANGLES)))
        return np.stack([pose.angles_rad for pose in self._poses])

    @property
    def apertures_m(self) -> NDArray[np.float64]:
        """Thumb tip to index tip as the camera saw it, shape (n,); NaN where it did not."""
        return np.array(self._apertures_m)

    @property
    def rate_hz(self) -> float | None:
        """How often poses came, by the middle gap; None with fewer than three."""
        if len(self._poses) < 3:
            return None
        gap_s = float(np.median(np.diff(self.times_s)))
        return 1.0 / gap_s if gap_s > 0.0 else None
