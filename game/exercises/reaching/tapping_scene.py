"""One trial of tapping: get ready, tap until the bar is full, done."""

from dataclasses import dataclass
from enum import Enum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from game.exercises.strip import tracking_words
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.language import tr
from game.limb.mirror import mirror
from game.movements.library import load_movements
from game.recorder.pose_trace import PoseTrace, TraceReader
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm, Tracking, ease
from sensors.pose import Angles, Side
from sessions.blocks.tapping import READY_S

TAP_KEY = "Enter"
_BAR_STEP = 0.04
_TAP_SHOWN_S = 0.26
"""How long the shown limb takes to close and open once, for a press."""
_LONGEST_SHARE = 0.8


@cache
def tapping_poses() -> tuple[Angles, Angles]:
    """Return the limb with thumb and index apart and together, turned so that both are seen."""
    keys = {key.name: key.angles_rad for key in load_movements().get("pinch").path}
    return keys["apart"], keys["pinch"]


class Phase(Enum):
    """The phases of a trial."""

    READY = "ready"
    TAP = "tap"


@dataclass(frozen=True, slots=True)
class TappingSetting:
    """What the plan says about one trial, and its words."""

    name: str
    side: Side
    duration_s: float
    by_key: bool
    in_step: bool
    """Whether the shown limb taps with each press; a tracked hand's image always moves with it."""
    title: str
    ready: str
    now: str


class TappingScene(TrialScene):
    """One trial, by the tracked hand or by a key."""

    def __init__(self, setting: TappingSetting, trace: PoseTrace) -> None:
        super().__init__()
        self.name = setting.name
        self.phase = Phase.READY
        self.phase_began_at_s: dict[Phase, float] = {}
        """When each phase began, on the session's clock."""
        self.taps_s: list[float] = []
        """When the key was pressed, in the scene's own time."""
        self.seen_s = 0.0
        self._setting = setting
        self._reader = TraceReader(trace)
        self._drawn_for = (0, "")
        self._screen = self._drawn(0, "")

    @property
    def measured(self) -> PoseTrace:
        """The intact arm's poses while tapping."""
        return self._reader.kept

    @property
    def pressed_s(self) -> NDArray[np.float64]:
        """When the key was pressed."""
        return np.array(self.taps_s)

    def command(self, command: Command, moment: Moment) -> None:
        """Take a tap, or the wish to leave the exercise."""
        super().command(command, moment)
        if command.wish in (Wish.CHOOSE, Wish.POINT) and self._setting.by_key:
            tapping_since_s = moment.active_s - READY_S
            if 0.0 <= tapping_since_s <= self._setting.duration_s:
                self.taps_s.append(moment.active_s)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Count time."""
        passed_s = moment.active_s - self.active_s
        self.active_s = moment.active_s
        tapping = moment.active_s >= READY_S
        self.phase = Phase.TAP if tapping else Phase.READY
        self.phase_began_at_s.setdefault(self.phase, moment.now_s)
        poses = self._reader.read(moment.now_s)
        if not tapping:
            self._reader.kept.forget_before(moment.now_s)
        elif poses and arm.tracking is Tracking.LIVE:
            self.seen_s += passed_s
        end_s = READY_S + self._setting.duration_s
        self._over = self._over or moment.active_s >= end_s
        warning = "" if self._setting.by_key else tracking_words(arm)
        drawn_for = (int(self._share(moment.active_s) / _BAR_STEP) if tapping else -1, warning)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the mirrored hand, or a limb that taps in step with the key."""
        if not self._setting.by_key:
            return Frame(
                scene=self.name,
                limbs=(ShownLimb(self._setting.side, mirror(arm.angles_rad)),),
                screen=self._screen,
                sample_taken_at_s=arm.sample_taken_at_s,
                predicted_by_s=arm.predicted_by_s,
            )
        limb = ShownLimb(self._setting.side, self._in_step(moment.active_s))
        return Frame(scene=self.name, limbs=(limb,), screen=self._screen)

    def _in_step(self, at_s: float) -> Angles:
        apart, pinch = tapping_poses()
        share = 0.0
        if self._setting.in_step and self.taps_s:
            gap_s = _TAP_SHOWN_S
            if len(self.taps_s) > 1:
                gap_s = min(gap_s, _LONGEST_SHARE * (self.taps_s[-1] - self.taps_s[-2]))
            since = (at_s - self.taps_s[-1]) / max(gap_s, 0.05)
            # The press itself is where the fingers meet: they have closed already, and open again.
            share = 1.0 - ease(since) if since >= 0.0 else 1.0
        return np.asarray(apart + share * (pinch - apart))

    def _share(self, active_s: float) -> float:
        return min(1.0, max(0.0, (active_s - READY_S) / self._setting.duration_s))

    def _drawn(self, step: int, warning: str) -> Screen:
        s = self._setting
        tap = (Button(tr("Tap"), Wish.CHOOSE, value=1, key=TAP_KEY, prominent=True),)
        return Screen(
            layout="strip",
            title=s.title,
            lines=(s.ready if step < 0 or not self.phase_began_at_s else s.now,),
            buttons=(
                Button(tr("Cover the limb"), Wish.COVER, key="Space", prominent=True),
                *(tap if s.by_key else ()),
                *tell_buttons(),
                Button(tr("Skip this exercise"), Wish.SKIP, key="S"),
                end_button(),
            ),
            progress=max(0.0, min(1.0, step * _BAR_STEP)),
            warning=warning,
        )
