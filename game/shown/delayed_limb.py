"""The limb as it was a moment ago: a short memory of shown poses, read between two of them.

What is remembered is what the mirror would have shown, so a limb that was held or faded because the
hand was lost is held and faded later in the same way, and never jumps.
"""

from collections import deque
from dataclasses import dataclass

from game.shown.arm_follower import FollowedArm
from sensors.pose import Angles

LONGEST_S = 0.6
_KEPT_S = LONGEST_S + 0.4
_MOST_POSES = 1024
"""A second at more than any display's rate."""
_PAUSE_S = 0.5
"""After a longer gap the limb was out of sight: what was before is not shown any more."""


@dataclass(slots=True)
class _Then:
    at_s: float
    angles_rad: Angles
    sample_taken_at_s: float | None


@dataclass(frozen=True, slots=True)
class PastLimb:
    """The limb of a moment ago."""

    angles_rad: Angles
    delay_s: float
    """How long ago."""
    sample_age_s: float | None
    """Age of the sample behind it when it is shown: the delay and the latency together."""


class DelayedLimb:
    """Remembers about a second of poses."""

    def __init__(self) -> None:
        self._past: deque[_Then] = deque(maxlen=_MOST_POSES)

    @property
    def remembered_s(self) -> float:
        """How far back the memory goes without a gap, from the newest pose."""
        return self._past[-1].at_s - self._past[0].at_s if self._past else 0.0

    def take(self, at_s: float, arm: FollowedArm) -> None:
        """Remember the limb as the exact mirror shows it at `at_s`; call once a frame."""
        past = self._past
        if past and not 0.0 <= at_s - past[-1].at_s <= _PAUSE_S:
            past.clear()
        past.append(_Then(at_s, arm.angles_rad, arm.sample_taken_at_s))
        while at_s - past[0].at_s > _KEPT_S:
            past.popleft()

    def ago(self, delay_s: float) -> PastLimb:
        """Return the limb `delay_s` before the newest pose, or as far back as is known.

        Raises:
            LookupError: nothing has been taken in.
        """
        if not self._past:
            raise LookupError("no pose is remembered yet")
        now_s = self._past[-1].at_s
        delay_s = min(max(delay_s, 0.0), LONGEST_S, self.remembered_s)
        at_s = now_s - delay_s
        later = self._past[-1]
        for earlier in reversed(self._past):
            if earlier.at_s <= at_s:
                break
            later = earlier
        span_s = later.at_s - earlier.at_s
        share = (at_s - earlier.at_s) / span_s if span_s > 0.0 else 0.0
        angles_rad = earlier.angles_rad + share * (later.angles_rad - earlier.angles_rad)
        taken_s = earlier.sample_taken_at_s
        return PastLimb(angles_rad, delay_s, None if taken_s is None else now_s - taken_s)
