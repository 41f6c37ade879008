"""Counts how often a movement was made, from the measured arm alone.

The pose is projected on the line from rest to the movement's farthest posture. One repetition is a
rise of at least `SWING` of that line from a valley, followed by a fall of as much from the peak:
small hands, stiff hands and a start from another posture count just the same.
"""

import numpy as np

from game.movements.player import MovementPlayer
from sensors.pose import Angles

# Share of the movement's full range that counts; small enough for a stiff hand, and far above what
# a resting hand's tracking wanders (a few per cent).
SWING = 0.35
_PHASES = 48


class RepetitionCounter:
    """Counts one movement's repetitions."""

    def __init__(self, player: MovementPlayer) -> None:
        poses = player.poses_at(np.linspace(0.0, 1.0, _PHASES, endpoint=False))
        rest = player.movement.path[-1].angles_rad
        away = poses - rest
        farthest = away[np.argmax(np.einsum("pj,pj->p", away, away))]
        self._rest = rest
        self._direction = farthest / float(farthest @ farthest)
        self._valley = float("inf")
        self._peak = -float("inf")
        self._rising = False
        self.count = 0

    def update(self, angles_rad: Angles) -> int:
        """Take the arm as measured now; return the repetitions so far."""
        share = float((angles_rad - self._rest) @ self._direction)
        if self._rising:
            self._peak = max(self._peak, share)
            if share <= self._peak - SWING:
                self.count += 1
                self._rising = False
                self._valley = share
        else:
            self._valley = min(self._valley, share)
            if share >= self._valley + SWING:
                self._rising = True
                self._peak = share
        return self.count
