"""When to look at the sensor and when to show the picture.

A usual loop reads its input right after the last flip, so what is shown is a whole refresh old
before drawing begins. Here everything else is done first; then the loop waits until just before
the next refresh (the *latch*), reads the newest sample, draws and flips. The time kept back for
drawing covers what drawing took lately, but for the few frames that would cost every other one more
than they are worth, plus a safety margin.

Deadlines are absolute, so rounding never accumulates. A deadline that could not be met is a dropped
frame: it is counted and left behind, never made up for.
"""

import math
from collections import deque
from collections.abc import Sequence
from statistics import median

from game.timing.clock import SessionClock

_REMEMBERED_FRAMES = 120
# What a dropped frame counts for, in refreshes of age: the one by which what is shown gets older,
# and as much again for the stutter that is seen.
_DROPPED_FRAME_REFRESHES = 2.0
# Kept back for warming up before it has been measured.
_FIRST_WARM_S = 0.0005
_SAFETY_S = 0.001
_RECOMPUTE_EVERY = 15
# Drawing that takes longer than a refresh can't be hidden; then the latch is as early as it gets.
_LONGEST_SHARE = 0.95


class Pacer:
    """Absolute deadlines for one display.

    Args:
        clock: The session's clock.
        refresh_hz: The display's refresh rate.
        flip_waits: True where flipping itself waits for the display (working vsync); then only the
            latch is waited for here and deadlines follow the flips.
    """

    def __init__(self, clock: SessionClock, refresh_hz: float, *, flip_waits: bool = False) -> None:
        if not (math.isfinite(refresh_hz) and refresh_hz > 0):
            raise ValueError(f"refresh_hz must be positive, not {refresh_hz}")
        self.period_s = 1.0 / refresh_hz
        self.dropped_frames = 0
        self._clock = clock
        self._flip_waits = flip_waits
        self._deadline_s = clock() + self.period_s
        self._draw_s: deque[float] = deque(maxlen=_REMEMBERED_FRAMES)
        self._margin_s = self.period_s * 0.3
        self._typical_draw_s = 0.0
        self._warm_s: deque[float] = deque([_FIRST_WARM_S], maxlen=_REMEMBERED_FRAMES)
        self._typical_warm_s = _FIRST_WARM_S
        self._woke_at_s = clock()
        self._latched_at_s = clock()
        self._frames = 0

    @property
    def deadline_s(self) -> float:
        """When the frame now being made is due on the display."""
        return self._deadline_s

    @property
    def expected_flip_s(self) -> float:
        """When the frame being made will likely be seen: later than due where drawing is slow."""
        return max(self._deadline_s, self._latched_at_s + self._typical_draw_s)

    @property
    def margin_s(self) -> float:
        """How long before the deadline the latch is."""
        return self._margin_s

    def wait_to_warm(self) -> None:
        """Wait until just before the latch, with time to run through the work once.

        A processor that has slept for most of a refresh has lost the work's code and data from its
        caches and takes three to five times as long for it; what it does here costs no latency.
        """
        self._clock.wait_until(self._deadline_s - self._margin_s - self._typical_warm_s)
        self._woke_at_s = self._clock()

    def wait_for_latch(self) -> float:
        """Wait until it is time to read the sensor; return the time."""
        self._warm_s.append(self._clock() - self._woke_at_s)
        self._clock.wait_until(self._deadline_s - self._margin_s)
        self._latched_at_s = self._clock()
        return self._latched_at_s

    def wait_for_flip(self) -> None:
        """Wait for the deadline where the display does not do so itself; call when drawn."""
        drawn_s = self._clock() - self._latched_at_s
        self._draw_s.append(drawn_s)
        self._frames += 1
        if self._frames % _RECOMPUTE_EVERY == 0:
            kept_s = time_to_keep(self._draw_s, _DROPPED_FRAME_REFRESHES * self.period_s)
            self._margin_s = min(kept_s + _SAFETY_S, self.period_s * _LONGEST_SHARE)
            self._typical_draw_s = median(self._draw_s)
            self._typical_warm_s = median(self._warm_s)
        if not self._flip_waits:
            self._clock.wait_until(self._deadline_s)

    def flipped(self, at_s: float) -> int:
        """Take the time of the flip; return how many refreshes were missed before it."""
        late_s = at_s - self._deadline_s
        missed = max(0, math.floor(late_s / self.period_s + 0.5))
        self.dropped_frames += missed
        if self._flip_waits:
            self._deadline_s = at_s + self.period_s
        else:
            self._deadline_s += (missed + 1) * self.period_s
        return missed

    def resynchronise(self) -> None:
        """Start afresh after a wait that was meant, such as loading: no frame is dropped."""
        self._deadline_s = self._clock() + self.period_s


def time_to_keep(draw_s: Sequence[float], dropped_frame_s: float) -> float:
    """Return the time to keep back for drawing, in seconds: one of the times drawing took.

    Keeping back more makes every frame older by that much; keeping back less drops the frames that
    take longer. The sum of both is least here (in operations research, the newsvendor's problem).
    A few frames held up by something else on the machine then do not make all the others old.

    Args:
        draw_s: what drawing took in recent frames; at least one.
        dropped_frame_s: how many seconds of age one dropped frame is as bad as.
    """
    # Once a quarter of a second, in the loop: for so few numbers this is quicker than arrays.
    taken_s = sorted(draw_s)
    per_frame_s = dropped_frame_s / len(taken_s)
    last = len(taken_s) - 1
    costs_s = [took_s + per_frame_s * (last - i) for i, took_s in enumerate(taken_s)]
    return taken_s[costs_s.index(min(costs_s))]
