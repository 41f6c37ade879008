"""The probe's task, version 1: five targets on a line, in one fixed order, each to be held.

Nothing here may change within a version, whatever seems better: results of sessions months apart
are compared. A better task is a version of its own.
"""

import math
from dataclasses import dataclass

from game.exercises.reaching.hand_place import closing
from sensors.pose import Angles

VERSION = 1
TARGETS = (0.80, 0.40, 0.65, 0.22, 0.52)
"""Middles of the targets on the line, 0 to 1, in their order."""
HALF_WIDTH = 0.055
HOLD_S = 0.25
HOME = 0.0
LONGEST_S = 40.0
"""A sequence that takes longer ends, and counts as not finished."""
_BEND = 6.0
# Closing of the hand at the line's two ends: well within an ordinary hand's range.
_OPEN, _CLOSED = 0.12, 0.62


def share_of_hand(angles_rad: Angles) -> float:
    """Return how far the hand is open, 0 to 1, between the probe's fixed ends."""
    return min(max((_CLOSED - closing(angles_rad)) / (_CLOSED - _OPEN), 0.0), 1.0)


def level_of(share: float) -> float:
    """Return where the cursor stands for a share of effort: steep at first, flat at the end."""
    return math.log1p(_BEND * share) / math.log1p(_BEND)


def share_for(level: float) -> float:
    """Return the share of effort that brings the cursor to a level."""
    return math.expm1(level * math.log1p(_BEND)) / _BEND


@dataclass(slots=True)
class TargetSequence:
    """One run through the targets."""

    caught: int = 0
    """Targets held so far."""
    misses: int = 0
    """Targets that were passed, or left before they were held, at least once."""
    began_at_s: float | None = None
    """First movement away from where the cursor lay."""
    ended_at_s: float | None = None
    _inside_since_s: float | None = None
    _last: int | None = None
    _missed: bool = False
    _lay_at: float | None = None

    @property
    def complete(self) -> bool:
        """Whether every target was held."""
        return self.caught == len(TARGETS)

    @property
    def duration_s(self) -> float | None:
        """From the first movement to the last target held; None before."""
        if self.began_at_s is None or self.ended_at_s is None:
            return None
        return self.ended_at_s - self.began_at_s

    def update(self, at_s: float, level: float) -> None:
        """Take where the cursor is, 0 to 1."""
        if self.complete:
            return
        if self._lay_at is None:
            self._lay_at = level
        if self.began_at_s is None and abs(level - self._lay_at) > 0.02:
            self.began_at_s = at_s
        target = TARGETS[self.caught]
        side = 0 if abs(level - target) <= HALF_WIDTH else (1 if level > target else -1)
        if side == 0:
            if self._inside_since_s is None:
                self._inside_since_s = at_s
            if at_s - self._inside_since_s >= HOLD_S:
                self._catch(at_s)
                return
        else:
            passed = self._last is not None and self._last != 0 and side == -self._last
            if self._inside_since_s is not None or passed:
                self._missed = True
            self._inside_since_s = None
        self._last = side

    def _catch(self, at_s: float) -> None:
        self.misses += self._missed
        self.caught += 1
        self._missed = False
        self._inside_since_s = None
        self._last = None
        if self.complete:
            self.ended_at_s = at_s
            if self.began_at_s is None:
                self.began_at_s = at_s
