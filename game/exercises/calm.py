"""Plays a calm block: each of its movements slowly, for its share of the time."""

from game.exercises.calm_scene import CalmScene
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, play
from sessions.blocks.calm import CalmBlock


def play_calm(block: CalmBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; having had enough of it counts as done, not as skipped."""
    count = len(block.movements)
    for i, movement in enumerate(block.movements):
        scene = CalmScene(
            stage.players[movement],
            stage.shown_sides,
            duration_s=block.duration_s / count,
            cycle_s=block.cycle_s,
            progress_from=i / count,
            progress_to=(i + 1) / count,
        )
        try:
            yield from play(scene)
        finally:
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
        if scene.skipped:
            break
    return True
