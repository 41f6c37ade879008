"""One trial of the Motion Test: see the movement, make it until it was read often enough, relax."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from game.exercises.by_muscles.dial import dial
from game.exercises.by_muscles.muscle_listener import MuscleListener, live_sample, relaxes
from game.exercises.strip import exercise_strip
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.language import current, tr
from game.movements.attempts import Attempt
from game.muscles.limb import MuscleLimb
from game.scenes.scene import Moment
from game.screen import Screen
from game.shown.arm_follower import FollowedArm
from sensors.emg.control import TimedDecision
from sensors.pose import Side, clamp
from sessions.analysis.motion_test import Prediction, each


class Phase(Enum):
    """The phases of a trial."""

    CUE = "cue"
    ATTEMPT = "attempt"
    RELAX = "relax"


@dataclass(frozen=True, slots=True)
class MotionTestSetting:
    """What the plan says about one trial."""

    affected_side: Side
    cue_s: float
    attempt_s: float
    needed: int
    relax_s: float
    progress: float


class MotionTestScene(TrialScene):
    """One attempt, listened to.

    Args:
        attempt: What is asked for; the limb shows it first.
        shown: Every movement that the limb may show.
        setting: What the plan says.
    """

    name = "motion_test"

    def __init__(
        self, attempt: Attempt, shown: Sequence[Attempt], setting: MotionTestSetting
    ) -> None:
        super().__init__()
        self.done = False
        """Whether the movement was read often enough."""
        self.heard: tuple[Prediction, ...] = ()
        """Decisions whose window ended after "now", one each 50 ms, until it was done or over."""
        self.right = 0
        """How many of them were right."""
        self.phase = Phase.CUE
        self.phase_began_at_s: dict[Phase, float] = {}
        self.attempt = attempt
        self._setting = setting
        self._limb = MuscleLimb(tuple(shown))
        self._listener = MuscleListener()
        self._now_from_s = 0.0
        self._began_s = 0.0
        self._lost_before_s = 0.0
        self._drawn_for = (Phase.CUE, "")
        self._screen = self._drawn(Phase.CUE, "")

    @property
    def sensor_failed(self) -> bool:
        """Whether the sensor was of no use for long."""
        return self._listener.failed

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let the muscles move the limb, listen, and go through the phases."""
        self.active_s = moment.active_s
        self.phase_began_at_s.setdefault(self.phase, moment.now_s)
        new = self._listener.hear(moment, arm)
        if self.phase is Phase.ATTEMPT:
            self._limb.advance(moment.now_s, arm.muscles)
        s = self._setting
        if self.phase is Phase.CUE and moment.active_s >= s.cue_s:
            self._now_from_s = moment.now_s
            self._lost_before_s = self._listener.lost_s
            self._enter(Phase.ATTEMPT, moment)
        elif self.phase is Phase.ATTEMPT:
            self._count(new)
            self.done = self.right >= s.needed
            lost_s = self._listener.lost_s - self._lost_before_s
            if self.done or moment.active_s - self._began_s - lost_s >= s.attempt_s:
                self._enter(Phase.RELAX, moment)
        elif self.phase is Phase.RELAX:
            relaxed_s = moment.active_s - self._began_s
            relaxed = relaxes(self._limb, moment, arm, relaxed_s, s.relax_s)
            self._over = self._over or relaxed
        self._over = self._over or self._listener.failed
        drawn_for = (self.phase, self._listener.warning)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the limb: first it shows how, then it is where the muscles have moved it."""
        side = self._setting.affected_side
        pose = self._limb.pose_at(moment.now_s)
        if self.phase is Phase.CUE:
            # There and back: at "now" it is at rest, where the muscles take it up.
            way = 2.0 * moment.active_s / self._setting.cue_s
            pose = clamp(self._limb.stance + self.attempt.turned_at(min(way, 2.0 - way)))
        asking = self.phase is Phase.ATTEMPT
        filled = () if self.phase is Phase.CUE else dial(self.right / self._setting.needed)
        return Frame(
            scene=self.name,
            limbs=(ShownLimb(side, pose),),
            screen=self._screen,
            sample_taken_at_s=live_sample(arm),
            asked=self.attempt.id if asking else "",
            drawing=(*self._listener.bar, *filled),
        )

    def _count(self, new: Sequence[TimedDecision]) -> None:
        later = [
            Prediction(made.window_end_s, made.decided_at_s, made.decision.movement)
            for made in new
            if made.window_end_s >= self._now_from_s
        ]
        if later:
            self.heard = each((*self.heard, *later))
            self.right = sum(one.movement == self.attempt.id for one in self.heard)

    def _enter(self, phase: Phase, moment: Moment) -> None:
        self.phase = phase
        self._began_s = moment.active_s
        self.phase_began_at_s.setdefault(phase, moment.now_s)

    def _drawn(self, phase: Phase, warning: str) -> Screen:
        words = {
            Phase.CUE: tr("Next movement. Just look."),
            Phase.ATTEMPT: tr("Now do it with the limb you feel, gently, until the ring is full."),
            Phase.RELAX: tr("And let go. Relax."),
        }[phase]
        return exercise_strip(
            self.attempt.name.in_language(current()),
            (words,),
            progress=self._setting.progress,
            warning=warning,
        )
