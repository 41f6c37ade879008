"""A mirror that waits on purpose, as the plan orders it: bounded, back to exact, never in pain."""

from collections.abc import Callable
from statistics import median

from game.language import tr
from game.play.stage import Journal, Stage
from game.shown.arm_follower import FollowedArm
from game.shown.delayed_limb import DelayedLimb, PastLimb
from sessions.blocks.mirror_change import MirrorChange

_GROWS_S_PER_S = 0.1
"""The delay comes on so slowly that the limb never stands still or runs backwards."""
_SHRINKS_S_PER_S = 1.0
"""And goes so that the limb is at most twice as fast while it catches up."""
_LATE_S = 0.001
"""Less than this is no delay."""


class DelayedMirror:
    """The delay in one stretch of movement, and what came of it.

    Args:
        change: What the block orders.
        stretch_s: How long the stretch lasts.
        most_s: The longest delay that the plan allows.
        must_be_exact: Tells whether pain is rising or a safety rule has fired: then the mirror is
            exact, for the rest of the stretch.
    """

    def __init__(
        self,
        change: MirrorChange,
        *,
        stretch_s: float,
        most_s: float,
        must_be_exact: Callable[[], bool],
    ) -> None:
        self.ended_early = False
        """Whether the mirror became exact because of pain, or of another safety rule."""
        self._change = change
        self._stretch_s = stretch_s
        self._most_s = most_s
        self._must_be_exact = must_be_exact
        self._limb = DelayedLimb()
        self._delay_s = 0.0
        self._shown_at_s: float | None = None
        self._delays_s: list[float] = []
        self._ages_s: list[float] = []
        self._late_s = 0.0
        self._exact_s = 0.0

    @classmethod
    def of(cls, change: MirrorChange, stretch_s: float, stage: Stage) -> "DelayedMirror | None":
        """Return the delay of a stretch within the plan's bounds; None for the exact mirror."""
        bounds = stage.loaded.plan.bounds
        if change.visuomotor_delay_s == 0.0 or not bounds.incongruent:
            return None
        return cls(
            change,
            stretch_s=stretch_s,
            most_s=bounds.delay_most_s,
            must_be_exact=lambda: bool(stage.condition.fired) or not stage.may_become_harder(),
        )

    def told(self) -> str:
        """Return what the patient reads about it; empty where the plan does not tell."""
        if not self._change.delay_told:
            return ""
        return tr("The limb follows your movement a little later. That is on purpose.")

    @property
    def delay_s(self) -> float:
        """The delay now."""
        return self._delay_s

    def limb(self, shown_at_s: float, active_s: float, arm: FollowedArm) -> PastLimb:
        """Return the limb to show at `shown_at_s`; call once a frame."""
        since_s = 0.0 if self._shown_at_s is None else shown_at_s - self._shown_at_s
        self._shown_at_s = shown_at_s
        self._limb.take(shown_at_s, arm)
        self._delay_s = min(self._next_s(active_s, since_s), self._limb.remembered_s)
        past = self._limb.ago(self._delay_s)
        if past.delay_s < _LATE_S:
            self._exact_s += since_s
        else:
            self._exact_s = 0.0
            self._late_s += since_s
            self._delays_s.append(past.delay_s)
            if past.sample_age_s is not None:
                self._ages_s.append(past.sample_age_s)
        return past

    def _next_s(self, active_s: float, since_s: float) -> float:
        self.ended_early = self.ended_early or self._must_be_exact()
        if self.ended_early:
            return 0.0
        meant_s = self._change.delay_at(active_s, self._stretch_s, self._most_s)
        grown_s = self._delay_s + _GROWS_S_PER_S * since_s
        shrunk_s = self._delay_s - _SHRINKS_S_PER_S * since_s
        return max(min(meant_s, grown_s), shrunk_s, 0.0)

    def keep(self, journal: Journal, index: int, exercise: str, *, trial: int, of: str) -> None:
        """Write what was ordered and what was shown into the log.

        Args:
            journal: Where to.
            index: Of the block.
            exercise: Its name.
            trial: Of the stretch.
            of: Which movement it was.
        """
        measures = {
            "delay_ordered_s": self._change.visuomotor_delay_s,
            "delay_shown_s": median(self._delays_s) if self._delays_s else 0.0,
            "delay_most_s": max(self._delays_s, default=0.0),
            "delayed_sample_age_s": median(self._ages_s) if self._ages_s else None,
            "delayed_s": self._late_s,
            "exact_at_end_s": self._exact_s,
        }
        for measure, value in measures.items():
            journal.outcome(index, exercise, measure, value, trial=trial, condition=of)
        if self.ended_early:
            journal.note(
                "exact_mirror", "pain was rising or a safety rule fired: the limb had no delay"
            )
