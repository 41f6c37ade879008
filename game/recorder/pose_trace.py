"""The poses measured during an exercise, as its outcomes are computed from them.

A frame shows an arm carried forward to when it is seen, and held where it is lost from sight. What
is measured is what the sensor saw, when it saw it: that is kept here, and nothing else.
"""

import numpy as np
from numpy.typing import NDArray

from sensors.pose import JOINT_ANGLES, MeasuredPose

LONGEST_S = 30 * 60.0
"""Older poses than this are forgotten: the longest block of a plan."""
_PAUSE_S = 0.5
"""A reader that was not called for longer was paused, and what came meanwhile is not its own."""


class PoseTrace:
    """Poses in the order in which they were measured."""

    def __init__(self) -> None:
        self._poses: list[MeasuredPose] = []
        self._apertures_m: list[float] = []
        self._forgotten = 0

    def __len__(self) -> int:
        return len(self._poses)

    def add(self, pose: MeasuredPose, aperture_m: float = float("nan")) -> None:
        """Take a pose, with the distance between thumb and index tips where a camera saw it."""
        self._poses.append(pose)
        self._apertures_m.append(aperture_m)
        if pose.taken_at_s - self._poses[0].taken_at_s > LONGEST_S:
            half = len(self._poses) // 2
            del self._poses[:half], self._apertures_m[:half]
            self._forgotten += half

    def since(self, count: int) -> tuple[tuple[MeasuredPose, float], ...]:
        """Return the poses after the first `count` ever added, each with its aperture."""
        first = max(0, count - self._forgotten)
        return tuple(zip(self._poses[first:], self._apertures_m[first:], strict=True))

    def forget_before(self, at_s: float) -> None:
        """Forget what was measured before a moment, as when a trial has not begun yet."""
        count = 0
        while count < len(self._poses) and self._poses[count].taken_at_s < at_s:
            count += 1
        del self._poses[:count], self._apertures_m[:count]
        self._forgotten += count

    @property
    def added(self) -> int:
        """How many poses have ever been added."""
        return self._forgotten + len(self._poses)

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
        """Thumb tip to index tip as a camera saw it, shape (n,); NaN where none did."""
        return np.array(self._apertures_m)

    @property
    def rate_hz(self) -> float | None:
        """How often poses came, by the middle gap; None with fewer than three."""
        if len(self._poses) < 3:
            return None
        gap_s = float(np.median(np.diff(self.times_s)))
        return 1.0 / gap_s if gap_s > 0.0 else None


class TraceReader:
    """Hands an exercise the poses that are its own: those measured while it was on and open."""

    def __init__(self, trace: PoseTrace) -> None:
        self.kept = PoseTrace()
        """Everything read so far."""
        self._trace = trace
        self._read = trace.added
        self._called_at_s: float | None = None

    def read(self, now_s: float) -> tuple[MeasuredPose, ...]:
        """Take in what is new; call once a frame. Poses from under a cover are left out."""
        called_at_s, self._called_at_s = self._called_at_s, now_s
        new = self._trace.since(self._read)
        self._read = self._trace.added
        if called_at_s is None or now_s - called_at_s > _PAUSE_S:
            new = tuple(item for item in new if item[0].taken_at_s > now_s - _PAUSE_S)
        for pose, aperture_m in new:
            self.kept.add(pose, aperture_m)
        return tuple(pose for pose, _ in new)
