"""One stretch of the assessment: rest, the intact hand alone, or the phantom and it together."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.exercises.by_muscles.muscle_listener import FAILS_AFTER_S
from game.exercises.strip import exercise_strip, tracking_words
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.language import tr
from game.limb.mirror import mirror
from game.muscles.words import muscle_warning
from game.recorder.pose_trace import PoseTrace, TraceReader
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import Side
from sessions.blocks.phantom_motor import READY_S

Who: TypeAlias = Literal["rest", "alone", "together"]
_BAR_STEP = 0.05


@dataclass(frozen=True, slots=True)
class StretchSetting:
    """What one stretch is."""

    who: Who
    side: Side
    title: str
    lasts_s: float
    by_key: bool


class PhantomMotorScene(TrialScene):
    """One stretch; the mirrored hand is shown where a sensor follows it."""

    name = "phantom_motor"

    def __init__(self, setting: StretchSetting, trace: PoseTrace) -> None:
        super().__init__()
        self.seen_s = 0.0
        self.began_at_s: float | None = None
        """When the stretch itself began, after getting ready, on the session's clock."""
        self.presses_s: list[float] = []
        """When the key was pressed, on the session's clock."""
        self._setting = setting
        self._reader = TraceReader(trace)
        self._waited_s = 0.0
        self._drawn_for: tuple[int, str] = (-1, "")
        self._screen = self._drawn(-1, "")

    @property
    def measured(self) -> PoseTrace:
        """The intact arm's poses in the stretch."""
        return self._reader.kept

    def command(self, command: Command, moment: Moment) -> None:
        """Take a press, or the wish to leave the exercise."""
        super().command(command, moment)
        if command.wish in (Wish.CHOOSE, Wish.POINT) and self.began_at_s is not None:
            self.presses_s.append(moment.now_s)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Count time, and keep the poses that belong to the stretch."""
        passed_s = max(0.0, moment.active_s - self.active_s)
        self.active_s = moment.active_s
        poses = self._reader.read(moment.now_s)
        muscles = self._muscle_words(arm)
        self._waited_s += passed_s if muscles else 0.0
        since_s = moment.active_s - READY_S - self._waited_s
        if since_s < 0.0:
            self._reader.kept.forget_before(moment.now_s)
        else:
            self.began_at_s = moment.now_s if self.began_at_s is None else self.began_at_s
            if poses and arm.tracking is Tracking.LIVE:
                self.seen_s += passed_s
        self._over = self._over or since_s >= self._setting.lasts_s
        hand = not self._setting.by_key and self._setting.who != "rest"
        share = max(-1.0, since_s / self._setting.lasts_s)
        drawn_for = (
            int(share / _BAR_STEP) if since_s >= 0.0 else -1,
            muscles or (tracking_words(arm) if hand else ""),
        )
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the mirrored hand, or words alone."""
        s = self._setting
        if s.by_key or s.who == "rest":
            return Frame(scene=self.name, limbs=(), screen=self._screen)
        return Frame(
            scene=self.name,
            limbs=(ShownLimb(s.side, mirror(arm.angles_rad)),),
            screen=self._screen,
            sample_taken_at_s=arm.sample_taken_at_s,
            predicted_by_s=arm.predicted_by_s,
        )

    def _muscle_words(self, arm: FollowedArm) -> str:
        """Say that the muscle sensor is gone, where there is one, while the stretch waits for it.

        The hand is measured in any case: for one that stays away nobody waits for ever.
        """
        gone = arm.muscles is not None and arm.muscles.state in ("lost", "silent")
        return muscle_warning(arm.muscles) if gone and self._waited_s < FAILS_AFTER_S else ""

    def _drawn(self, step: int, warning: str) -> Screen:
        s = self._setting
        if step < 0:
            line = {
                "rest": tr("First a moment of rest: let both sides lie still."),
                "alone": tr("First your hand alone, over and over, at ease. Get ready."),
                "together": tr(
                    "Now the limb you feel, and your hand doing just the same. Get ready."
                ),
            }[s.who]
        elif s.who == "rest":
            line = tr("Rest. Let everything go.")
        elif s.by_key:
            line = (
                tr("Move your hand, and press the key each time it is closed or bent.")
                if s.who == "alone"
                else tr("Move the limb you feel; press the key each time it is closed or bent.")
            )
        else:
            line = (
                tr("Move your hand there and back, at a speed that feels easy.")
                if s.who == "alone"
                else tr("Move the limb you feel, as it will; your hand shows what it does.")
            )
        press = Button(tr("Now"), Wish.CHOOSE, value=1, key="Enter", prominent=True)
        return exercise_strip(
            s.title,
            (line,),
            progress=max(0.0, min(1.0, step * _BAR_STEP)),
            warning=warning,
            more=(press,) if s.by_key and s.who != "rest" else (),
        )
