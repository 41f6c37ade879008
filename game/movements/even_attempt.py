"""Attempts that go along their way evenly, as their script does not.

A script eases in and out by itself: a twentieth of the way along it the hand has closed by a tenth
of a degree. Muscles move the limb through a ramp of their own, and with both the limb would begin
to move a sixth of a second after their command.
"""

from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from game.movements.attempts import Attempt
from game.movements.player import MovementPlayer
from sensors.pose import Angles

Array = NDArray[np.float64]

_WAY_POINTS = 201
_Kind = TypeVar("_Kind", bound=Attempt)


@cache
def _way(player: MovementPlayer, from_phase: float, to_phase: float) -> tuple[Array, Array]:
    """Return phases of a stretch, and the poses there, shape (n, angles)."""
    phases = np.linspace(from_phase, to_phase, _WAY_POINTS)
    return phases, np.array([player.pose_at(phase) for phase in phases.tolist()])


@cache
def _by_one_joint(player: MovementPlayer, from_phase: float, to_phase: float) -> Array:
    """Return what share of its turn the most moved joint has behind it at each phase."""
    turned = np.abs(_way(player, from_phase, to_phase)[1] - player.pose_at(from_phase))
    most: Array = np.maximum.accumulate(turned[:, int(np.argmax(turned[-1]))])
    share: Array = most / most[-1]
    return share


@cache
def _by_every_joint(player: MovementPlayer, from_phase: float, to_phase: float) -> Array:
    """Return the share of the way at each phase, by whichever joint moves most just then."""
    steps = np.abs(np.diff(_way(player, from_phase, to_phase)[1], axis=0)).max(axis=1)
    gone: Array = np.concatenate([[0.0], np.cumsum(steps)])
    share: Array = gone / gone[-1]
    return share


class EvenAttempt(Attempt):
    """An attempt that is driven by how far its most moved joint has turned."""

    __slots__ = ()
    _gone = staticmethod(_by_one_joint)

    def pose_at(self, share: float) -> Angles:
        """Return the pose at which this share of the way has been gone."""
        way = self.player, self.from_phase, self.to_phase
        kept = min(1.0, max(0.0, share))
        return self.player.pose_at(float(np.interp(kept, self._gone(*way), _way(*way)[0])))


class SteadyAttempt(EvenAttempt):
    """An attempt in which the joint that moves fastest turns at the same pace all along."""

    __slots__ = ()
    _gone = staticmethod(_by_every_joint)


def even(attempt: Attempt, full_speed_deg_s: float) -> EvenAttempt:
    """Return an attempt whose most moved joint turns evenly, at this speed at full effort."""
    reach_s = max(attempt.reach_s, attempt.range_deg / full_speed_deg_s)
    return _as(EvenAttempt, attempt, reach_s)


def steady(attempt: Attempt) -> EvenAttempt:
    """Return an attempt that muscles move without delay; one that is even already stays so."""
    if isinstance(attempt, EvenAttempt):
        return attempt
    return _as(SteadyAttempt, attempt, attempt.reach_s)


def _as(kind: type[_Kind], attempt: Attempt, reach_s: float) -> _Kind:
    return kind(
        attempt.id,
        attempt.name,
        attempt.degree,
        attempt.sign,
        attempt.player,
        attempt.from_phase,
        attempt.to_phase,
        reach_s,
    )
