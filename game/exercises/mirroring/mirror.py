"""Plays a mirror block: one stretch for each of its movements, with rests between."""

from game.exercises.mirroring.delayed_mirror import DelayedMirror
from game.exercises.mirroring.mirror_outcomes import mirror_outcomes
from game.exercises.mirroring.mirror_scene import MirrorScene, MirrorSetting
from game.exercises.mirroring.stretches import play_stretches
from game.play.stage import Stage
from game.scenes.scene import Play
from sessions.blocks.mirror import MirrorBlock


def play_mirror(block: MirrorBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    setting = MirrorSetting(
        affected_side=stage.affected_side,
        duration_s=block.movement_s,
        limbs_shown=block.limbs_shown,
        phantom_joins=block.phantom_joins_in,
        gain=block.visuomotor_gain,
        repetitions=block.repetitions,
        recentre=stage.setup == "motion",
    )

    def scene_for(movement: str) -> MirrorScene:
        delayed = DelayedMirror.of(block, block.movement_s, stage)
        return MirrorScene(stage.players[movement], setting, stage.trace, delayed)

    def keep(trial: int, movement: str, scene: MirrorScene) -> None:
        mirror_outcomes(stage.journal, index, trial, scene)
        if scene.delayed is not None:
            scene.delayed.keep(stage.journal, index, "mirror", trial=trial, of=movement)

    return play_stretches(block, stage, index, scene_for=scene_for, keep=keep)
