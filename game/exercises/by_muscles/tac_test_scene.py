"""One trial of the TAC test: bring the limb into the translucent one, and keep it there.

The limb goes as fast as the muscles work, and stays where it is when they rest. Colour is not the
only sign that it is there: a ring beside the limb fills while it stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from game.drawing import Drawing
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
from sensors.pose import Angles, Side, clamp

_TARGET_OPACITY = 0.5
_FORESEEN_S = 0.45
"""How long before the limb arrives a person lets go."""


class Phase(Enum):
    """The phases of a trial."""

    CUE = "cue"
    TEST = "test"
    RELAX = "relax"


@dataclass(frozen=True, slots=True)
class Target:
    """A posture: how far along each of its movements, in degrees of the joint that moves most."""

    parts: tuple[tuple[Attempt, float], ...]

    @property
    def name(self) -> str:
        """Its movements, for the log."""
        return "+".join(attempt.id for attempt, _ in self.parts)

    def pose_from(self, stance: Angles) -> Angles:
        """Return the posture itself, for a limb that rests like this."""
        pose = stance.copy()
        for attempt, deg in self.parts:
            pose += attempt.turned_at(deg / attempt.range_deg)
        return clamp(pose)


@dataclass(frozen=True, slots=True)
class TacSetting:
    """What the plan says about one trial."""

    affected_side: Side
    cue_s: float
    test_s: float
    tolerance_deg: float
    dwell_s: float
    relax_s: float
    progress: float


class TacScene(TrialScene):
    """One target.

    Args:
        target: Where the limb is to be.
        attempts: Every movement that the muscles may make it do.
        setting: What the plan says.
    """

    name = "tac_test"

    def __init__(self, target: Target, attempts: Sequence[Attempt], setting: TacSetting) -> None:
        super().__init__()
        self.target = target
        self.done = False
        self.phase = Phase.CUE
        self.phase_began_at_s: dict[Phase, float] = {}
        self.times_s: list[float] = []
        """When the limb was where, from "now" on, without what the sensor lost."""
        self.places_deg: list[tuple[float, ...]] = []
        """Of every degree of freedom, those that must stay where they are as well."""
        self._setting = setting
        self._limb = MuscleLimb(tuple(attempts), returns=False)
        self._target_pose = target.pose_from(self._limb.stance)
        self._attempts = {(attempt.degree, attempt.sign): attempt for attempt in attempts}
        wanted = {a.degree: a.sign * deg for a, deg in target.parts}
        self.target_deg = tuple(wanted.get(degree, 0.0) for degree in self._limb.places)
        self._listener = MuscleListener()
        self._began_s = 0.0
        self._lost_before_s = 0.0
        self._there_from_s: float | None = None
        self._held_s = 0.0
        self._drawn_for = (Phase.CUE, False, "")
        self._screen = self._drawn(*self._drawn_for)

    @property
    def sensor_failed(self) -> bool:
        """Whether the sensor was of no use for long."""
        return self._listener.failed

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let the muscles move the limb, and see whether it is there."""
        self.active_s = moment.active_s
        self.phase_began_at_s.setdefault(self.phase, moment.now_s)
        self._listener.hear(moment, arm)
        s = self._setting
        passed_s = moment.active_s - self._began_s
        if self.phase is Phase.CUE:
            if passed_s >= s.cue_s:
                self._lost_before_s = self._listener.lost_s
                self._enter(Phase.TEST, moment)
        elif self.phase is Phase.TEST:
            self._limb.advance(moment.now_s, arm.muscles)
            self._test(passed_s - (self._listener.lost_s - self._lost_before_s), moment)
        else:
            relaxed = relaxes(self._limb, moment, arm, passed_s, s.relax_s)
            self._over = self._over or relaxed
        self._over = self._over or self._listener.failed
        drawn_for = (self.phase, self._there_from_s is not None, self._listener.warning)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the limb, and the translucent one where it is to be."""
        side = self._setting.affected_side
        limbs: tuple[ShownLimb, ...] = (ShownLimb(side, self._limb.pose_at(moment.now_s)),)
        if self.phase is not Phase.RELAX:
            limbs = (*limbs, ShownLimb(side, self._target_pose, _TARGET_OPACITY))
        return Frame(
            scene=self.name,
            limbs=limbs,
            screen=self._screen,
            sample_taken_at_s=live_sample(arm),
            asked=self._leads_there() if self.phase is Phase.TEST else "",
            drawing=(*self._listener.bar, *self._dial()),
        )

    def _test(self, tested_s: float, moment: Moment) -> None:
        s = self._setting
        places = self._limb.places
        now_deg = tuple(self._in_deg(degree, place) for degree, place in places.items())
        if not self._listener.warning:
            self.times_s.append(tested_s)
            self.places_deg.append(now_deg)
        off = max(abs(a - b) for a, b in zip(now_deg, self.target_deg, strict=True))
        if off <= s.tolerance_deg:
            self._there_from_s = tested_s if self._there_from_s is None else self._there_from_s
            self._held_s = tested_s - self._there_from_s
            self.done = self._held_s >= s.dwell_s
        else:
            self._there_from_s, self._held_s = None, 0.0
        if self.done or tested_s >= s.test_s:
            self._there_from_s = None
            self._limb.let_go()
            self._enter(Phase.RELAX, moment)

    def _leads_there(self) -> str:
        """Return the movement that leads to the target from here; empty where none is needed."""
        speeds = self._limb.speeds_per_s
        farthest, name = 0.6 * self._setting.tolerance_deg, ""
        for (degree, place), wanted in zip(self._limb.places.items(), self.target_deg, strict=True):
            off = wanted - self._in_deg(degree, place + speeds[degree] * _FORESEEN_S)
            leading = self._attempts.get((degree, 1 if off > 0 else -1))
            if abs(off) > farthest and leading is not None:
                farthest, name = abs(off), leading.id
        return name

    def _in_deg(self, degree: str, place: float) -> float:
        """Return a place between -1 and 1 in degrees: opposite movements go differently far."""
        attempt = self._attempts.get((degree, 1 if place >= 0.0 else -1))
        return 0.0 if attempt is None else place * attempt.range_deg

    def _dial(self) -> Drawing:
        if self.phase is Phase.CUE:
            return ()
        return dial(1.0 if self.done else self._held_s / self._setting.dwell_s)

    def _enter(self, phase: Phase, moment: Moment) -> None:
        self.phase = phase
        self._began_s = moment.active_s
        self.phase_began_at_s.setdefault(phase, moment.now_s)

    def _drawn(self, phase: Phase, there: bool, warning: str) -> Screen:
        names = [attempt.name.in_language(current()) for attempt, _ in self.target.parts]
        if phase is Phase.CUE:
            words = tr("The faint limb shows where to go. Just look.")
        elif phase is Phase.RELAX:
            words = tr("And let go. Relax.")
        elif there:
            words = tr("There. Stay like that.")
        else:
            words = tr("Bring the limb into the faint one. Gone too far? Do the opposite.")
        return exercise_strip(
            " + ".join(names), (words,), progress=self._setting.progress, warning=warning
        )
