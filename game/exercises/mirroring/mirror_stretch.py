"""A stretch of mirror exercise: one movement, counted and told about, whatever is seen of it."""

from collections.abc import Callable

from game.exercises.mirroring.repetition_counter import RepetitionCounter
from game.exercises.motion_words import returned_words
from game.exercises.strip import exercise_strip, tracking_words
from game.exercises.trial_scene import TrialScene
from game.language import current, tr_n
from game.movements.player import MovementPlayer
from game.scenes.scene import Moment
from game.screen import Screen
from game.shown.arm_follower import FollowedArm, Tracking

# The bar moves in steps of this share, so that the strip is redrawn rarely.
_PROGRESS_STEP = 0.02


class MirrorStretch(TrialScene):
    """What the mirror and the covered mirror share; a scene of it says what is seen.

    Args:
        player: The movement.
        duration_s: How long the plan gives it.
        repetitions: As ordered: the patient is told about how many.
        how: Says how to move, in the language that is spoken at the time.
        recentre: Whether motion sensors follow the arm, which can be re-centred.
    """

    def __init__(
        self,
        player: MovementPlayer,
        *,
        duration_s: float,
        repetitions: int,
        how: Callable[[], str],
        recentre: bool = False,
    ) -> None:
        super().__init__()
        self.seen_s = 0.0
        """Seconds in which the sensor saw the hand."""
        self._movement = player.movement
        self._duration_s = duration_s
        self._ordered = repetitions
        self._how = how
        self._recentre = recentre
        self._counter = RepetitionCounter(player)
        self._drawn_for = (0, "")
        self._screen = self._drawn(0, "")

    @property
    def repetitions(self) -> int:
        """Repetitions counted so far."""
        return self._counter.count

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Count, and redraw the strip when something on it changed."""
        passed_s = moment.active_s - self.active_s
        self.active_s = moment.active_s
        if arm.tracking is Tracking.LIVE:
            self.seen_s += passed_s
            self._counter.update(arm.angles_rad)
        self._over = self._over or moment.active_s >= self._duration_s
        step = int(moment.active_s / self._duration_s / _PROGRESS_STEP)
        kind = self._movement.limb.kind
        mends = returned_words(arm, kind) if self._recentre else ""
        drawn_for = (step, tracking_words(arm, kind) or mends)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def _drawn(self, step: int, warning: str) -> Screen:
        language, ordered = current(), self._ordered
        often = tr_n("About {n} time.", "About {n} times.", ordered).format(n=ordered)
        return exercise_strip(
            self._movement.name.in_language(language),
            (self._movement.instruction.in_language(language), f"{self._how()} {often}"),
            progress=min(1.0, step * _PROGRESS_STEP),
            warning=warning,
            recentre=self._movement.limb.kind if self._recentre else None,
        )
