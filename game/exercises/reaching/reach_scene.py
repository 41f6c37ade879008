"""One reach: a thing is meant, the hand comes to it, closes, carries it and lets it go."""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from game.exercises.reaching.grasp import Grasp, Held
from game.exercises.reaching.hand_place import HandPlace, Place, closing, closing_around, stopped_at
from game.exercises.reaching.reach_script import SCRIPT_S, ReachScript
from game.exercises.reaching.reach_task import ReachTask, foot_of
from game.exercises.strip import exercise_strip, tracking_words
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.language import tr
from game.limb.mirror import mirror
from game.recorder.pose_trace import PoseTrace, TraceReader
from game.scenes.scene import Moment
from game.screen import Screen
from game.shown.arm_follower import FollowedArm, Tracking, ease
from game.things.thing import SIZES, ShownThing
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import Angles, Side, other_side

LOOK_S = 1.2
"""How long the thing that is meant lights up before the hand is asked to go."""
_PLACED_S = 1.4
_SCRIPT_STEP_S = 0.05
_NEAR_M = 0.12
"""Fingers are stopped by a thing from this far on, more and more."""


class Phase(Enum):
    """The phases of a reach."""

    CUE = "cue"
    REACH = "reach"
    CARRY = "carry"
    PLACED = "placed"


@dataclass(frozen=True, slots=True)
class ReachWords:
    """What the strip says in each phase."""

    title: str
    look: str
    go: str
    carry: str
    placed: str


@dataclass(frozen=True, slots=True)
class ReachSetting:
    """What is the same for every reach of a block."""

    side: Side
    both_shown: bool
    words: ReachWords
    progress_from: float
    progress_to: float


class ReachScene(TrialScene):
    """One trial."""

    def __init__(
        self,
        task: ReachTask,
        setting: ReachSetting,
        hand: HandPlace,
        trace: PoseTrace,
        *,
        scripted: bool,
        name: str = "reach",
    ) -> None:
        super().__init__()
        self.name = name
        self.seen_s = 0.0
        self.phase = Phase.CUE
        self.phase_began_at_s: dict[Phase, float] = {}
        """When each phase began, on the session's clock."""
        self.grasp = Grasp(
            task.start_m, task.goal_m, tolerance_m=task.tolerance_m, close_by=task.close_by
        )
        self.task = task
        self.hand = hand
        self._setting = setting
        self._reader = TraceReader(trace)
        self._script = (
            ReachScript(hand, setting.side, task.start_m, task.goal_m) if scripted else None
        )
        self._size = SIZES[task.kind]
        self._around = task.around
        self._placed_from_m: Place | None = None
        self._followed_s = 0.0
        self._drawn_for = (Phase.CUE, "")
        self._screen = self._drawn(Phase.CUE, "")

    @property
    def placed(self) -> bool:
        """Whether the thing came to where it belongs."""
        return self.grasp.state is Held.PLACED

    @property
    def scripted(self) -> bool:
        """Whether the limb reached by itself."""
        return self._script is not None

    @property
    def measured(self) -> PoseTrace:
        """The intact arm's poses in this reach."""
        return self._reader.kept

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Move through the phases."""
        passed_s = moment.active_s - self.active_s
        self.active_s = moment.active_s
        self._reader.read(moment.now_s)
        if arm.tracking is Tracking.LIVE:
            self.seen_s += passed_s
        if self.phase is Phase.CUE and moment.active_s >= LOOK_S:
            self._enter(Phase.REACH, moment.now_s)
        if self.phase is not Phase.PLACED and (self.scripted or arm.tracking is Tracking.LIVE):
            self._follow(moment, arm)
        self.phase_began_at_s.setdefault(self.phase, moment.now_s)
        if self.phase is Phase.PLACED:
            rest_s = SCRIPT_S - self.active_s + LOOK_S if self._script is not None else 0.0
            began_s = self.phase_began_at_s[Phase.PLACED]
            self._over = self._over or moment.now_s - began_s >= max(_PLACED_S, min(rest_s, 4.0))
        elif moment.active_s >= self._longest_s():
            self._over = True
        warning = "" if self.scripted else tracking_words(arm)
        if not warning and self.phase is Phase.REACH and self.grasp.has_to_open:
            warning = tr("Open your hand first, then close it around the thing.")
        if (self.phase, warning) != self._drawn_for:
            self._drawn_for = (self.phase, warning)
            self._screen = self._drawn(self.phase, warning)

    def _follow(self, moment: Moment, arm: FollowedArm) -> None:
        if self._script is None:
            self._see(moment.now_s, self._moving(moment, arm))
            return
        # A slow display must not miss the moment in which a scripted hand closes or opens.
        while self._followed_s < moment.active_s and self.phase is not Phase.PLACED:
            self._followed_s = min(self._followed_s + _SCRIPT_STEP_S, moment.active_s)
            at_s = max(0.0, self._followed_s - LOOK_S)
            now_s = moment.now_s - (moment.active_s - self._followed_s)
            self._see(now_s, self._script.pose_at(at_s))

    def _see(self, now_s: float, angles: Angles) -> None:
        """Take where the hand is, and how far it is closed."""
        hollow_m = self.hand.hollow(angles, self._setting.side)
        if self.phase is Phase.CUE:
            self.grasp.watch(hollow_m, closing(angles))
            return
        state = self.grasp.update(now_s, hollow_m, closing(angles))
        if state is Held.IN_HAND:
            self._enter(Phase.CARRY, now_s)
        elif state is Held.PLACED:
            self._placed_from_m = self.grasp.middle_m
            self._enter(Phase.PLACED, now_s)
        elif self.phase is Phase.CARRY:
            self.phase = Phase.REACH  # let go on the way: it waits where it lies

    def _longest_s(self) -> float:
        """Return when the trial ends whatever came of it."""
        return LOOK_S + (self.task.trial_s if self._script is None else SCRIPT_S)

    def _enter(self, phase: Phase, now_s: float) -> None:
        self.phase = phase
        self.phase_began_at_s.setdefault(phase, now_s)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return limb and things; fingers do not pass through what they hold."""
        angles = self._moving(moment, arm)
        side = self._setting.side
        hollow_m = self.hand.hollow(angles, side)
        middle_m = self._middle(moment.now_s, hollow_m)
        apart_m = float(np.linalg.norm(hollow_m - middle_m))
        share = 1.0 - ease((apart_m - 0.4 * _NEAR_M) / (0.6 * _NEAR_M))
        if self.phase is Phase.PLACED:
            share = 0.0
        shown = stopped_at(angles, closing_around(self._size.radius_m), share)
        limbs: tuple[ShownLimb, ...] = (ShownLimb(side, shown),)
        if self._setting.both_shown and not self.scripted:
            limbs = (*limbs, ShownLimb(other_side(side), arm.angles_rad))
        return Frame(
            scene=self.name,
            limbs=limbs,
            screen=self._screen,
            things=(*self._around, self._thing(middle_m)),
            sample_taken_at_s=None if self.scripted else arm.sample_taken_at_s,
            predicted_by_s=0.0 if self.scripted else arm.predicted_by_s,
        )

    def laid(self) -> ShownThing:
        """Return the thing where it lies at the end, for the trials that follow."""
        return self._thing(self._resting_m(), lit=False)

    def _moving(self, moment: Moment, arm: FollowedArm) -> Angles:
        if self._script is None:
            return mirror(arm.angles_rad)
        return self._script.pose_at(max(0.0, moment.active_s - LOOK_S))

    def _middle(self, now_s: float, hollow_m: Place) -> Place:
        """Return where the thing's middle is seen."""
        if self.grasp.state is Held.IN_HAND:
            return self.grasp.middle_m
        if self.grasp.state is Held.PLACED and self._placed_from_m is not None:
            since_s = now_s - self.phase_began_at_s[Phase.PLACED]
            share = ease(since_s / 0.5)
            return np.asarray(
                self._placed_from_m + share * (self._resting_m() - self._placed_from_m)
            )
        foot, _ = foot_of(self.task.kind, self.grasp.middle_m)
        return np.array([foot[0], foot[1], foot[2] + self._size.grasp_height_m])

    def _resting_m(self) -> Place:
        """Return where the thing's middle comes to rest: on its coaster, or in the bowl."""
        goal_m = self.task.goal_m
        if self.task.goal_kind != "bowl":
            foot, _ = foot_of(self.task.kind, goal_m)
            z_m = foot[2] + SIZES[self.task.goal_kind].height_m
            return np.array([foot[0], foot[1], z_m + self._size.grasp_height_m])
        goal_m = self.task.bowl_m
        layer, place = divmod(len(self.task.done), 3)
        turn = (place + 0.5 * layer) * 2.0 * np.pi / 3.0 + 0.6
        out_m = 0.043 - 0.006 * layer
        return np.array(
            [
                goal_m[0] + out_m * np.cos(turn),
                goal_m[1] + out_m * np.sin(turn),
                SEATED_ARM.table_height_m + 0.012 + 0.044 * layer + self._size.grasp_height_m,
            ]
        )

    def _thing(self, middle_m: Place, *, lit: bool = True) -> ShownThing:
        glow = 1.0 if lit and self.phase in (Phase.CUE, Phase.REACH) else 0.0
        x, y, z = (float(value) for value in middle_m)
        foot = (x, y, z - self._size.grasp_height_m)
        return ShownThing(self.task.kind, foot, turn_rad=-0.5, glow=glow)

    def _drawn(self, phase: Phase, warning: str) -> Screen:
        s, words = self._setting, self._setting.words
        said = {
            Phase.CUE: words.look,
            Phase.REACH: words.go,
            Phase.CARRY: words.carry,
            Phase.PLACED: words.placed,
        }[phase]
        done = {Phase.CUE: 0.0, Phase.REACH: 0.25, Phase.CARRY: 0.6, Phase.PLACED: 1.0}[phase]
        share = s.progress_from + done * (s.progress_to - s.progress_from)
        return exercise_strip(words.title, (said,), progress=share, warning=warning)
