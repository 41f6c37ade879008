"""Plays a covered mirror block: the mirror block's movements under a cloth, counted alike."""

import math

import numpy as np

from game.arm_follower import FollowedArm, Tracking
from game.command import Command, Wish
from game.drawing import Box, Drawing, Path
from game.exercises.repetition_counter import RepetitionCounter
from game.exercises.strip import exercise_strip, tracking_words
from game.frame import Frame
from game.language import current, tr, tr_n
from game.movements.player import MovementPlayer
from game.scenes.rest import Rest
from game.scenes.scene import Moment, Play, play
from game.screen import Screen
from game.stage import Stage, TrialDone
from sessions.blocks.covered_mirror import CoveredMirrorBlock

_PROGRESS_STEP = 0.02
# An opaque cloth where the limb would lie, so that its place is still clear.
_FOLDS = (-0.52, -0.2, 0.14, 0.5)
_CLOTH: Drawing = (
    Box((0.02, -0.14), 1.72, 1.5, "ink", corner=0.2, opacity=0.16),
    Box((0.0, -0.1), 1.7, 1.5, "cream", corner=0.18, rim="stone"),
    *(
        Path(
            tuple(
                (x + 0.05 * math.sin(2.4 * y + 3.0 * x), y) for y in np.linspace(-0.76, 0.56, 24)
            ),
            0.012,
            "stone",
        )
        for x in _FOLDS
    ),
)


def play_covered_mirror(block: CoveredMirrorBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    for i, movement in enumerate(block.movements):
        if i and block.rest_s:
            yield from play(Rest(block.rest_s, name="rest_between"))
        scene = CoveredMirrorScene(stage.players[movement], block)
        try:
            yield from play(scene)
        finally:
            stage.journal.trial(
                index,
                TrialDone(
                    exercise="covered_mirror",
                    movement=movement,
                    cycles_ordered=block.repetitions,
                    cycles_done=scene.repetitions,
                    active_s=scene.active_s,
                    finished=scene.finished,
                    skipped=scene.skipped,
                    seen_s=scene.seen_s,
                ),
            )
            stage.journal.outcome(
                index,
                "covered_mirror",
                "repetitions_count",
                float(scene.repetitions),
                condition=movement,
            )
        if scene.skipped:
            return False
    return True


class CoveredMirrorScene:
    """One movement, for as long as the plan gives it, with the limb out of sight."""

    name = "covered_mirror"

    def __init__(self, player: MovementPlayer, block: CoveredMirrorBlock) -> None:
        self.skipped = False
        self.active_s = 0.0
        self.seen_s = 0.0
        """Seconds in which the sensor saw the hand; the patient saw no limb."""
        self._movement = player.movement
        self._block = block
        self._counter = RepetitionCounter(player)
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

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to leave the exercise."""
        if command.wish is Wish.SKIP:
            self.skipped = self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Count, and redraw the strip when something on it changed."""
        passed_s = moment.active_s - self.active_s
        self.active_s = moment.active_s
        if arm.tracking is Tracking.LIVE:
            self.seen_s += passed_s
            self._counter.update(arm.angles_rad)
        self._over = self._over or moment.active_s >= self._block.movement_s
        step = int(moment.active_s / self._block.movement_s / _PROGRESS_STEP)
        drawn_for = (step, tracking_words(arm, self._movement.limb.kind))
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the cloth; no limb is shown, whatever is measured."""
        return Frame(scene=self.name, limbs=(), screen=self._screen, drawing=_CLOTH)

    def _drawn(self, step: int, warning: str) -> Screen:
        how = (
            tr("Move both sides together, slowly. In this exercise the limb stays covered.")
            if self._block.phantom_joins_in
            else tr("Move slowly. In this exercise the limb stays covered.")
        )
        language, ordered = current(), self._block.repetitions
        often = tr_n("About {n} time.", "About {n} times.", ordered).format(n=ordered)
        return exercise_strip(
            self._movement.name.in_language(language),
            (self._movement.instruction.in_language(language), f"{how} {often}"),
            progress=min(1.0, step * _PROGRESS_STEP),
            warning=warning,
        )
