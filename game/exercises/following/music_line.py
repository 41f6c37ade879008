"""The line of music: how far along the movement the shown limb was and will be, and the hand was.

A frame needs five seconds of it, nearly all of which the frame before had too. So each place on the
line is computed once, at times that stay the same, and only the ends move with every frame.
"""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from game.exercises.following.movement_share import MovementShare
from game.movements.player import MovementPlayer
from game.movements.trial_clock import TrialClock

AHEAD_S, BEHIND_S = 3.2, 2.0
_STEP_S = (AHEAD_S + BEHIND_S) / 63
_EACH = 3
"""Of the hand's places every third is drawn: as many as the eye can tell apart."""
_MOST_OWN = 200
"""Never more than this, whatever the sensor's rate."""

Line = NDArray[np.float64]
"""Shape (n, 2): seconds and shares, in the order of time."""


class MusicLine:
    """What is drawn of the shown movement and of the hand."""

    def __init__(self, player: MovementPlayer, share: MovementShare, clock: TrialClock) -> None:
        self._player, self._share, self._clock = player, share, clock
        self._first = 0
        """Which step of time the first known place belongs to."""
        self._known: deque[float] = deque()
        self._own: deque[tuple[float, float]] = deque(maxlen=_MOST_OWN)
        self._heard = 0
        self.newest: tuple[float, float] | None = None
        """When the hand was seen last, and how far along it was."""

    def share_at(self, at_s: float) -> float:
        """Return how far along the shown limb is at a moment."""
        return self._share.of(self._player.pose_at(self._clock.cycles_at(at_s)))

    def shown(self, now_s: float) -> Line:
        """Return the shown movement from `BEHIND_S` ago to `AHEAD_S` from now."""
        from_s, to_s = now_s - BEHIND_S, now_s + AHEAD_S
        first, last = int(np.floor(from_s / _STEP_S)), int(np.ceil(to_s / _STEP_S))
        if not self._known or first < self._first or first >= self._first + len(self._known):
            self._known.clear()
            self._first = first
        while self._first < first:
            self._known.popleft()
            self._first += 1
        lacking = np.arange(self._first + len(self._known), last + 1) * _STEP_S
        if len(lacking):
            cycles = np.array([self._clock.cycles_at(float(at_s)) for at_s in lacking])
            self._known.extend(self._share.of_many(self._player.poses_at(cycles)).tolist())
        count = last - first + 1
        times_s = np.arange(first, last + 1) * _STEP_S
        shares = np.array([self._known[i] for i in range(count)])
        # The ends of the line lie between two known places, and glide.
        ends = np.interp((from_s, to_s), times_s, shares)
        within = (times_s > from_s) & (times_s < to_s)
        return np.concatenate(
            (
                [[from_s, ends[0]]],
                np.stack((times_s[within], shares[within]), axis=1),
                [[to_s, ends[1]]],
            )
        )

    def changed(self, at_s: float) -> None:
        """Forget what was known of the time after a change of pace."""
        keep = max(0, int(np.floor(at_s / _STEP_S)) - self._first + 1)
        while len(self._known) > keep:
            self._known.pop()

    def hear(self, at_s: float, share: float) -> None:
        """Take how far along the hand is."""
        self.newest = at_s, share
        if self._heard % _EACH == 0:
            self._own.append(self.newest)
        self._heard += 1

    def own(self, now_s: float) -> Line:
        """Return where the hand was in the last `BEHIND_S`."""
        while self._own and self._own[0][0] < now_s - BEHIND_S:
            self._own.popleft()
        return np.array(self._own).reshape(-1, 2)
