"""Plays a mirror block: one stretch for each of its movements, with rests between."""

from game.exercises.delayed_mirror import DelayedMirror
from game.exercises.mirror_outcomes import mirror_outcomes
from game.exercises.mirror_scene import MirrorScene, MirrorSetting
from game.scenes.rest import Rest
from game.scenes.scene import Play, play
from game.stage import Stage, TrialDone
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
    for i, movement in enumerate(block.movements):
        if i and block.rest_s:
            yield from play(Rest(block.rest_s, name="rest_between"))
        delayed = DelayedMirror.of(block, block.movement_s, stage)
        scene = MirrorScene(stage.players[movement], setting, stage.trace, delayed)
        try:
            yield from play(scene)
        finally:
            stage.journal.trial(
                index,
                TrialDone(
                    exercise="mirror",
                    movement=movement,
                    cycles_ordered=block.repetitions,
                    cycles_done=scene.repetitions,
                    active_s=scene.active_s,
                    finished=scene.finished,
                    skipped=scene.skipped,
                    seen_s=scene.seen_s,
                ),
            )
            mirror_outcomes(stage.journal, index, i, scene)
            if delayed is not None:
                delayed.keep(stage.journal, index, "mirror", trial=i, of=movement)
        if scene.skipped:
            return False
    return True
