"""Plays a covered mirror block: the mirror block's movements under a cloth, counted alike."""

import math

import numpy as np

from game.drawing import Box, Drawing, Path
from game.exercises.mirroring.mirror_stretch import MirrorStretch
from game.exercises.mirroring.stretches import play_stretches
from game.frame import Frame
from game.language import tr
from game.movements.player import MovementPlayer
from game.play.stage import Stage
from game.scenes.scene import Moment, Play
from game.shown.arm_follower import FollowedArm
from sessions.blocks.covered_mirror import CoveredMirrorBlock

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

    def scene_for(movement: str) -> "CoveredMirrorScene":
        return CoveredMirrorScene(stage.players[movement], block)

    def keep(_: int, movement: str, scene: "CoveredMirrorScene") -> None:
        stage.journal.outcome(
            index,
            "covered_mirror",
            "repetitions_count",
            float(scene.repetitions),
            condition=movement,
        )

    return play_stretches(block, stage, index, scene_for=scene_for, keep=keep)


class CoveredMirrorScene(MirrorStretch):
    """One movement, for as long as the plan gives it, with the limb out of sight."""

    name = "covered_mirror"

    def __init__(self, player: MovementPlayer, block: CoveredMirrorBlock) -> None:
        super().__init__(
            player,
            duration_s=block.movement_s,
            repetitions=block.repetitions,
            how=_together if block.phantom_joins_in else _alone,
        )

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the cloth; no limb is shown, whatever is measured."""
        return Frame(scene=self.name, limbs=(), screen=self._screen, drawing=_CLOTH)


def _together() -> str:
    return tr("Move both sides together, slowly. In this exercise the limb stays covered.")


def _alone() -> str:
    return tr("Move slowly. In this exercise the limb stays covered.")
