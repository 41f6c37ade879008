"""How far along a movement a pose is: 0 at rest, 1 at the movement's farthest posture."""

import numpy as np
from numpy.typing import NDArray

from game.movements.player import MovementPlayer
from sensors.pose import Angles

_PHASES = 48


class MovementShare:
    """Projects poses on the line from rest to the movement's farthest posture."""

    def __init__(self, player: MovementPlayer) -> None:
        poses = player.poses_at(np.linspace(0.0, 1.0, _PHASES, endpoint=False))
        self._rest = player.movement.path[-1].angles_rad
        away = poses - self._rest
        farthest = away[np.argmax(np.einsum("pj,pj->p", away, away))]
        self._direction = farthest / float(farthest @ farthest)

    def of(self, angles_rad: Angles) -> float:
        """Return the share of one pose."""
        return float((angles_rad - self._rest) @ self._direction)

    def of_many(self, angles_rad: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the shares of many poses, shape (n, angles)."""
        return np.asarray((angles_rad - self._rest) @ self._direction)
