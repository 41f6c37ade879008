"""Plays an attempts block: paced tries at each movement, with nothing shown of them."""

from game.exercises.attempts_scene import AttemptsScene
from game.play.stage import Stage, TrialDone
from game.scenes.rest import Rest
from game.scenes.scene import Play, play
from sessions.blocks.attempts import AttemptsBlock


def play_attempts(block: AttemptsBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    for i, movement in enumerate(block.movements):
        if i and block.rest_s:
            yield from play(Rest(block.rest_s, name="rest_between"))
        scene = AttemptsScene(stage.players[movement].movement, block, stage.say)
        try:
            yield from play(scene)
        finally:
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
        if scene.skipped:
            return False
    return True
