"""Plays an attempts block: paced tries at each movement, with nothing shown of them."""

from functools import partial

from game.exercises.following.attempts_scene import AttemptsScene
from game.exercises.turns import play_in_turn, play_kept
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play
from sessions.blocks.attempts import AttemptsBlock


def play_attempts(block: AttemptsBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""

    def trial(_: int, movement: str) -> Play[AttemptsScene]:
        scene = AttemptsScene(stage.players[movement].movement, block, stage.say)
        return play_kept(scene, partial(_keep, block, stage, index, movement))

    return play_in_turn(block.movements, block.rest_s, trial)


def _keep(
    block: AttemptsBlock, stage: Stage, index: int, movement: str, scene: AttemptsScene
) -> None:
    stage.journal.trial(
        index,
        TrialDone(
            exercise="attempts",
            movement=movement,
            cycles_ordered=block.repetitions,
            cycles_done=scene.attempts,
            active_s=scene.active_s,
            finished=scene.finished,
            skipped=scene.skipped,
            cycle_s=block.attempt_s + block.pause_s,
        ),
    )
    stage.journal.outcome(
        index, "attempts", "attempts_count", float(scene.attempts), condition=movement
    )
