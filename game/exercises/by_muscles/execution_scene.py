"""Execution: the patient attempts a movement, and the shown limb does what the muscles say.

One trial is cue (still), ready, attempt (until the limb is there), hold, and relax. The shown limb
moves by the muscles alone: along the cued movement's script, or back to rest.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from game.exercises.by_muscles.muscle_listener import MuscleListener, live_sample, relaxes
from game.exercises.strip import exercise_strip
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.language import current, tr
from game.movements.attempts import REST, Attempt
from game.muscles.limb import MuscleLimb
from game.scenes.scene import Moment
from game.screen import Screen
from game.shown.arm_follower import FollowedArm
from sensors.emg.control import TimedDecision
from sensors.pose import Angles, Side


class Phase(Enum):
    """The phases of a trial."""

    CUE = "cue"
    READY = "ready"
    ATTEMPT = "attempt"
    HOLD = "hold"
    RELAX = "relax"


@dataclass(frozen=True, slots=True)
class ExecutionSetting:
    """What the plan says about one trial."""

    affected_side: Side
    cue_s: float
    ready_s: float
    attempt_s: float
    hold_s: float
    relax_s: float
    reach_share: float
    progress: float


class ExecutionScene(TrialScene):
    """One attempt.

    Args:
        attempt: What is asked for.
        shown: Every movement that the limb may show; the one asked for alone, or all.
        setting: What the plan says.
        stance: How the limb rests, the same in all trials of a block.
    """

    name = "execution"

    def __init__(
        self,
        attempt: Attempt,
        shown: Sequence[Attempt],
        setting: ExecutionSetting,
        stance: Angles | None = None,
    ) -> None:
        super().__init__()
        self.done = False
        """Whether the limb was there for as long as asked."""
        self.onset_s: float | None = None
        """From "now" to the first decision for the movement asked for."""
        self.reached_s: float | None = None
        """From "now" until the limb was first there."""
        self.held_s = 0.0
        """Longest time without a break for which it was there, by muscles that were heard."""
        self.decided: Counter[str] = Counter()
        """How often each movement was decided, from "now" until the trial was done or over."""
        self.rejected = 0
        """How many of them were too unsure, and so counted as rest."""
        self.phase = Phase.CUE
        self.phase_began_at_s: dict[Phase, float] = {}
        self.limb_onset_at_s: float | None = None
        """When the shown limb first moved, on the session's clock."""
        self._attempt = attempt
        self._setting = setting
        self._limb = MuscleLimb(tuple(shown), stance=stance)
        self._listener = MuscleListener()
        self._now_from_s = 0.0
        self._began_s = 0.0
        self._there_from_s: float | None = None
        self._lost_before_s = 0.0
        self._drawn_for = (Phase.CUE, "")
        self._screen = self._drawn(Phase.CUE, "")

    @property
    def sensor_failed(self) -> bool:
        """Whether the sensor was of no use for long."""
        return self._listener.failed

    @property
    def decisions(self) -> int:
        """How many decisions fell into the attempt."""
        return sum(self.decided.values())

    @property
    def right_share(self) -> float | None:
        """Share of the decisions for any movement that were for the one asked for."""
        moving = self.decisions - self.decided[REST]
        return self.decided[self._attempt.id] / moving if moving else None

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let the muscles move the limb, and go through the phases."""
        self.active_s = moment.active_s
        new = self._listener.hear(moment, arm)
        if self.phase is not Phase.RELAX:
            self._limb.advance(moment.now_s, arm.muscles)
        if self.limb_onset_at_s is None and self._limb.share_of(self._attempt) > 0.02:
            self.limb_onset_at_s = moment.now_s
        self._advance(moment, arm)
        self._count(new)
        self._over = self._over or self._listener.failed
        drawn_for = (self.phase, self._listener.warning)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the limb where the muscles have moved it."""
        limb = ShownLimb(self._setting.affected_side, self._limb.pose_at(moment.now_s))
        asking = self.phase in (Phase.ATTEMPT, Phase.HOLD)
        return Frame(
            scene=self.name,
            limbs=(limb,),
            screen=self._screen,
            sample_taken_at_s=live_sample(arm),
            asked=self._attempt.id if asking else "",
            drawing=self._listener.bar,
        )

    def _advance(self, moment: Moment, arm: FollowedArm) -> None:
        s = self._setting
        ready_s, now_s = s.cue_s, s.cue_s + s.ready_s
        self.phase_began_at_s.setdefault(self.phase, moment.now_s)
        if self.phase is Phase.CUE and moment.active_s >= ready_s:
            self._enter(Phase.READY, moment)
        if self.phase is Phase.READY and moment.active_s >= now_s:
            self._now_from_s, self._began_s = moment.now_s, moment.active_s
            self._lost_before_s = self._listener.lost_s
            self._enter(Phase.ATTEMPT, moment)
        if self.phase in (Phase.ATTEMPT, Phase.HOLD):
            self._try(moment)
        elif self.phase is Phase.RELAX:
            relaxed_s = moment.active_s - self._began_s
            relaxed = relaxes(self._limb, moment, arm, relaxed_s, s.relax_s)
            self._over = self._over or relaxed

    def _try(self, moment: Moment) -> None:
        s = self._setting
        # What the sensor lost is not the patient's time, neither to try nor to hold.
        lost_s = self._listener.lost_s - self._lost_before_s
        trying_s = moment.active_s - self._began_s - lost_s
        if self._limb.share_of(self._attempt) >= s.reach_share:
            if self._there_from_s is None:
                self._there_from_s = trying_s
                if self.reached_s is None:
                    self.reached_s = trying_s
                self._enter(Phase.HOLD, moment)
            self.held_s = max(self.held_s, trying_s - self._there_from_s)
            self.done = self.held_s >= s.hold_s
        elif self._there_from_s is not None:
            self._there_from_s = None
            self._enter(Phase.ATTEMPT, moment)
        if self.done or trying_s >= s.attempt_s:
            self._began_s = moment.active_s
            self._enter(Phase.RELAX, moment)

    def _enter(self, phase: Phase, moment: Moment) -> None:
        self.phase = phase
        self.phase_began_at_s.setdefault(phase, moment.now_s)

    def _count(self, new: Sequence[TimedDecision]) -> None:
        """Count the decisions whose window ended after "now"."""
        if self.phase not in (Phase.ATTEMPT, Phase.HOLD):
            return
        for made in new:
            if made.window_end_s < self._now_from_s:
                continue
            self.decided[made.decision.movement] += 1
            self.rejected += made.decision.rejected
            if self.onset_s is None and made.decision.movement == self._attempt.id:
                self.onset_s = made.decided_at_s - self._now_from_s

    def _drawn(self, phase: Phase, warning: str) -> Screen:
        words = {
            Phase.CUE: tr("Next movement. Just look."),
            Phase.READY: tr("Get ready."),
            Phase.ATTEMPT: tr("Now do it with the limb you feel, gently and steadily."),
            Phase.HOLD: tr("Well done. Hold it there."),
            Phase.RELAX: tr("And let go. Relax."),
        }[phase]
        return exercise_strip(
            self._attempt.name.in_language(current()),
            (words,),
            progress=self._setting.progress,
            warning=warning,
        )
