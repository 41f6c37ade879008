"""Counts what may not go on for ever: minutes with a limb in sight, and repetitions."""

from collections.abc import Callable

from game.frame import Frame
from game.play.stage import Stage
from sessions.plan.safety import Firing, evaluate

_LONGEST_STEP_S = 1.0
"""A longer gap between two frames is a stall, in which nobody trained."""


class Ceiling:
    """Fires the plan's ceilings in the middle of an exercise, because nobody is asked there.

    Args:
        stage: The session.
        repetitions: Tells how many were done so far.
        on_reached: Called once, with the rule that fired.
    """

    def __init__(
        self,
        stage: Stage,
        *,
        repetitions: Callable[[], int],
        on_reached: Callable[[Firing], None],
    ) -> None:
        self._stage = stage
        self._repetitions = repetitions
        self._on_reached = on_reached
        self._in_sight_s = 0.0
        self._last_s: float | None = None
        rules = stage.loaded.plan.safety
        self._most_minutes = rules.at_least("time_ceiling")
        self._most_repetitions = rules.at_least("repetition_ceiling")

    def done(self) -> tuple[float, int]:
        """Return minutes with a limb in sight, and repetitions, so far."""
        return self._in_sight_s / 60.0, self._repetitions()

    def frame_shown(self, frame: Frame, flip_s: float) -> None:
        """Count one frame; fire where that was enough."""
        since_s = 0.0 if self._last_s is None else flip_s - self._last_s
        self._last_s = flip_s
        if not frame.limbs or frame.covered:
            return
        self._in_sight_s += min(max(since_s, 0.0), _LONGEST_STEP_S)
        minutes, repetitions = self.done()
        if minutes < self._most_minutes and repetitions < self._most_repetitions:
            return
        condition = self._stage.condition
        for firing in evaluate(self._stage.loaded.plan.safety, condition.ceilings()):
            condition.obey(firing)
            self._on_reached(firing)
