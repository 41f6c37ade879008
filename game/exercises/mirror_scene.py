"""Mirror: the intact arm moves, and its mirror image moves on the affected side."""

from dataclasses import dataclass
from typing import Literal

from game.arm_follower import FollowedArm, Tracking
from game.command import Command, Wish
from game.exercises.repetition_counter import RepetitionCounter
from game.exercises.strip import exercise_strip, tracking_words
from game.frame import Frame, ShownLimb
from game.language import current, tr, tr_n
from game.limb.mirror import mirror
from game.movements.player import MovementPlayer
from game.pose_trace import PoseTrace, TraceReader
from game.scenes.scene import Moment
from game.screen import Screen
from sensors.pose import LimbKind, Side, other_side

# The bar moves in steps of this share, so that the strip is redrawn rarely.
_PROGRESS_STEP = 0.02


def _joining() -> dict[LimbKind, str]:
    return {
        "arm": tr("Move both sides together, slowly: your hand, and the limb you feel."),
        "leg": tr("Move both sides together, slowly: your foot, and the limb you feel."),
    }


@dataclass(frozen=True, slots=True)
class MirrorSetting:
    """What the plan says about one stretch of mirror exercise."""

    affected_side: Side
    duration_s: float
    limbs_shown: Literal["affected", "both"]
    phantom_joins: bool
    gain: float
    repetitions: int
    """As ordered: the patient is told about how many."""
    recentre: bool = False
    """Whether motion sensors follow the arm, which can be re-centred."""


class MirrorScene:
    """One movement, for as long as the plan gives it."""

    name = "mirror"

    def __init__(self, player: MovementPlayer, setting: MirrorSetting, trace: PoseTrace) -> None:
        self.skipped = False
        self.seen_s = 0.0
        """Seconds in which the hand was in sight."""
        self.active_s = 0.0
        self._setting = setting
        self._movement = player.movement
        self._counter = RepetitionCounter(player)
        self._reader = TraceReader(trace)
        self._over = False
        self._drawn_for = (0, "")
        self._screen = self._drawn(0, "")

    @property
    def finished(self) -> bool:
        """True once the time is over or the patient went on."""
        return self._over

    @property
    def repetitions(self) -> int:
        """Repetitions counted so far."""
        return self._counter.count

    @property
    def movement_id(self) -> str:
        """Which movement it is, as the plan names it."""
        return self._movement.id

    @property
    def measured(self) -> PoseTrace:
        """The intact arm's poses in this stretch."""
        return self._reader.kept

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to leave the exercise."""
        if command.wish is Wish.SKIP:
            self.skipped = True
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Count, and redraw the strip when something on it changed."""
        passed_s = moment.active_s - self.active_s
        self.active_s = moment.active_s
        self._reader.read(moment.now_s)
        if arm.tracking is Tracking.LIVE:
            self.seen_s += passed_s
            self._counter.update(arm.angles_rad)
        self._over = self._over or moment.active_s >= self._setting.duration_s
        step = int(moment.active_s / self._setting.duration_s / _PROGRESS_STEP)
        drawn_for = (step, tracking_words(arm, self._movement.limb.kind))
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the mirrored limb, always on the plan's side."""
        side, limb = self._setting.affected_side, self._movement.limb
        mirrored = mirror(arm.angles_rad, self._setting.gain, limb)
        shown = ShownLimb(side, mirrored, kind=limb.kind)
        limbs: tuple[ShownLimb, ...] = (shown,)
        if self._setting.limbs_shown == "both":
            limbs = (shown, ShownLimb(other_side(side), arm.angles_rad, kind=limb.kind))
        return Frame(
            scene=self.name,
            limbs=limbs,
            screen=self._screen,
            sample_taken_at_s=arm.sample_taken_at_s,
            predicted_by_s=arm.predicted_by_s,
        )

    def _drawn(self, step: int, warning: str) -> Screen:
        how = (
            _joining()[self._movement.limb.kind]
            if self._setting.phantom_joins
            else tr("Move slowly, and watch the limb on the screen.")
        )
        language, ordered = current(), self._setting.repetitions
        often = tr_n("About {n} time.", "About {n} times.", ordered).format(n=ordered)
        return exercise_strip(
            self._movement.name.in_language(language),
            (self._movement.instruction.in_language(language), f"{how} {often}"),
            progress=min(1.0, step * _PROGRESS_STEP),
            warning=warning,
            recentre=self._setting.recentre,
        )
