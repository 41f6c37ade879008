"""Plays a scripted movement: phase in, pose out."""

from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

from game.movements.minimum_jerk import chain
from game.movements.movement import Movement
from sensors.pose import Angles

MAX_JOINT_SPEED_RAD_S = float(np.radians(180.0))
"""No joint of a scripted movement turns faster, whatever speed is asked for.

Our choice, not a published figure: a movement that a phantom can follow is slow (one to two
minutes for 10 to 20 repetitions), and a healthy hand reaches several times this speed.
"""
_SAMPLES_PER_SEGMENT = 129


class MovementPlayer:
    """One movement, ready to be shown at any moment of its cycle."""

    def __init__(self, movement: Movement) -> None:
        self.movement = movement
        values = [movement.path[-1].angles_rad]
        spans: list[float] = []
        passing = [False]
        for key in movement.path:
            values.append(key.angles_rad)
            spans.append(key.move_share)
            passing.append(key.passing)
            if key.hold_share > 0.0:
                values.append(key.angles_rad)
                spans.append(key.hold_share)
                passing.append(False)
        spans_array = np.array(spans)
        self._coefficients = chain(np.array(values), spans_array, np.array(passing))
        self._each = tuple(self._coefficients)
        self._spans = tuple(spans)
        self._starts = tuple(float(start) for start in np.cumsum(spans_array) - spans_array)
        self._low, self._high = movement.limb.limits_rad.T.copy()

    @property
    def shortest_cycle_s(self) -> float:
        """The shortest cycle in which no joint passes `MAX_JOINT_SPEED_RAD_S`."""
        t = np.linspace(0.0, 1.0, _SAMPLES_PER_SEGMENT)
        slopes = np.stack([k * t ** (k - 1) for k in range(1, 6)], axis=1)
        per_segment = np.abs(slopes @ self._coefficients[:, 1:, :])
        per_cycle = per_segment / np.array(self._spans)[:, None, None]
        return float(per_cycle.max()) / MAX_JOINT_SPEED_RAD_S

    def pose_at(self, phase: float) -> Angles:
        """Return the pose at a phase of the cycle, within its limb's limits.

        Phase 0 is the start of a cycle and 1 its end; whole cycles more or less make no difference.
        """
        phase %= 1.0
        i = bisect_right(self._starts, phase) - 1
        t = min((phase - self._starts[i]) / self._spans[i], 1.0)
        squared = t * t
        powers = (1.0, t, squared, squared * t, squared * squared, squared * squared * t)
        angles: Angles = np.array(powers) @ self._each[i]
        np.maximum(angles, self._low, out=angles)
        np.minimum(angles, self._high, out=angles)
        return angles

    def poses_at(self, phases: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the poses at many phases, shape (n, angles), as `pose_at` for each."""
        poses: NDArray[np.float64] = np.clip(self.unclamped_at(phases), self._low, self._high)
        return poses

    def unclamped_at(self, phases: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the polynomials give, shape (n, angles), before limits are applied."""
        phases = np.mod(phases, 1.0)
        starts, spans = np.array(self._starts), np.array(self._spans)
        segments = np.searchsorted(starts, phases, side="right") - 1
        t = np.minimum((phases - starts[segments]) / spans[segments], 1.0)
        powers = t[:, None] ** np.arange(6)
        poses: NDArray[np.float64] = np.einsum("nk,nkj->nj", powers, self._coefficients[segments])
        return poses
