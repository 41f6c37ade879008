"""Plays a free play block: the mirrored limb, no task, up to the plan's ceiling."""

from game.exercises.mirroring.delayed_mirror import DelayedMirror
from game.exercises.mirroring.mirrored_frame import MirroredFrame
from game.exercises.strip import tracking_words
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr
from game.play.stage import Stage, TrialDone
from game.scenes.end_button import end_button
from game.scenes.scene import Moment, Play, play
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.limbs import LIMBS
from sensors.pose import LimbAngles, Side
from sessions.blocks.free_play import FreePlayBlock


def play_free_play(block: FreePlayBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; stopping early is not skipping, for there was no task."""
    delayed = DelayedMirror.of(block, block.ceiling_s, stage)
    scene = FreePlayScene(block, stage.affected_side, LIMBS[stage.limb], delayed)
    try:
        yield from play(scene)
    finally:
        stage.journal.trial(
            index,
            TrialDone(
                exercise="free_play",
                movement="free_play",
                cycles_ordered=0,
                cycles_done=0,
                active_s=scene.active_s,
                finished=scene.finished,
                skipped=scene.skipped,
                seen_s=scene.seen_s,
            ),
        )
        stage.journal.outcome(index, "free_play", "played_s", scene.active_s)
        stage.journal.outcome(index, "free_play", "seen_s", scene.seen_s)
        if delayed is not None:
            delayed.keep(stage.journal, index, "free_play", trial=0, of="free_play")
    return not scene.skipped


class FreePlayScene:
    """The limb does what the hand does."""

    name = "free_play"

    def __init__(
        self,
        block: FreePlayBlock,
        affected_side: Side,
        limb: LimbAngles,
        delayed: DelayedMirror | None = None,
    ) -> None:
        self._delayed = delayed
        self._mirrored = MirroredFrame(
            scene=self.name,
            side=affected_side,
            both_shown=block.limbs_shown == "both",
            gain=block.visuomotor_gain,
            limb=limb,
            delayed=delayed,
        )
        self.skipped = False
        self.active_s = 0.0
        self.seen_s = 0.0
        """Seconds in which the hand was in sight."""
        self._block = block
        self._over = False
        self._warning = ""
        self._screen = self._drawn("")

    @property
    def finished(self) -> bool:
        """True once the patient has had enough, or the ceiling is reached."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to stop or to leave it out."""
        if command.wish in (Wish.NEXT, Wish.SKIP):
            self.skipped = command.wish is Wish.SKIP
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let time pass up to the ceiling."""
        passed_s = moment.active_s - self.active_s
        self.active_s = moment.active_s
        if arm.tracking is Tracking.LIVE:
            self.seen_s += passed_s
        self._over = self._over or moment.active_s >= self._block.ceiling_s
        warning = tracking_words(arm)
        if warning != self._warning:
            self._warning = warning
            self._screen = self._drawn(warning)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the mirrored limb, always on the plan's side."""
        return self._mirrored.at(moment, arm, self._screen)

    def _drawn(self, warning: str) -> Screen:
        return Screen(
            layout="strip",
            title=tr("Nothing to do: just play"),
            lines=(
                tr("Move as you like, slowly, and watch. Stop whenever you have had enough."),
                *(() if self._delayed is None else filter(None, (self._delayed.told(),))),
            ),
            buttons=(
                Button(tr("Cover the limb"), Wish.COVER, key="Space", prominent=True),
                Button(tr("Enough for now"), Wish.NEXT, key="Enter", prominent=True),
                *tell_buttons(),
                end_button(),
            ),
            warning=warning,
        )
