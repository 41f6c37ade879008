"""Plays a calm block: each of its movements slowly, for its share of the time."""

from functools import partial

from game.exercises.following.calm_scene import CalmScene
from game.exercises.turns import play_in_turn, play_kept
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play
from sessions.blocks.calm import CalmBlock


def play_calm(block: CalmBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; having had enough of it counts as done, not as skipped."""
    count = len(block.movements)

    def trial(number: int, movement: str) -> Play[CalmScene]:
        scene = CalmScene(
            stage.players[movement],
            stage.shown_sides,
            duration_s=block.duration_s / count,
            cycle_s=block.cycle_s,
            progress_from=number / count,
            progress_to=(number + 1) / count,
        )
        return play_kept(scene, partial(_keep, block, stage, index, movement))

    yield from play_in_turn(block.movements, 0.0, trial)
    return True


def _keep(block: CalmBlock, stage: Stage, index: int, movement: str, scene: CalmScene) -> None:
    stage.journal.trial(
        index,
        TrialDone(
            exercise="calm",
            movement=movement,
            cycles_ordered=0,
            cycles_done=scene.cycles,
            active_s=scene.active_s,
            finished=scene.finished,
            skipped=False,
            cycle_s=block.cycle_s,
        ),
    )
    stage.journal.outcome(
        index, "calm", "cycles_seen_count", float(scene.cycles), condition=movement
    )
