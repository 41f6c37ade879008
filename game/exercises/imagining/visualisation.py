"""Plays a visualisation block: movements imagined between two presses, and once really made."""

from game.exercises.imagining.imagery_questions import ask_ease
from game.exercises.imagining.timed_series import TimedSeries
from game.play.stage import Stage, TrialDone
from game.scenes.rest import Rest
from game.scenes.scene import Play, play
from sessions.blocks.visualisation import VisualisationBlock
from sessions.chronometry import imagined_to_executed, time_of_one_s, variability


def play_visualisation(block: VisualisationBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    for movement in block.movements:
        imagined_s: list[float] = []
        executed_s: list[float] = []
        try:
            ordered = [True] * block.trials + [False] * block.executed_trials
            for in_the_mind in ordered:
                scene = yield from _series(block, stage, index, movement, in_the_mind=in_the_mind)
                if scene.skipped:
                    return False
                if scene.took_s is not None:
                    (imagined_s if in_the_mind else executed_s).append(scene.took_s)
                if block.pause_s:
                    yield from play(Rest(block.pause_s, name="rest_between"))
        finally:
            _keep(stage, index, movement, block.repetitions, imagined_s, executed_s)
    if block.ask_ease:
        yield from ask_ease(stage)
    return True


def _series(
    block: VisualisationBlock, stage: Stage, index: int, movement: str, *, in_the_mind: bool
) -> Play[TimedSeries]:
    scene = TimedSeries(
        stage.players[movement].movement,
        repetitions=block.repetitions,
        longest_s=block.longest_s,
        in_the_mind=in_the_mind,
    )
    try:
        yield from play(scene)
    finally:
        # What was really made is there to compare with, and is no part of the imagined dose.
        ordered = block.repetitions if in_the_mind else 0
        stage.journal.trial(
            index,
            TrialDone(
                exercise="visualisation",
                movement=movement,
                cycles_ordered=ordered,
                cycles_done=ordered if scene.took_s is not None else 0,
                active_s=scene.active_s,
                finished=scene.took_s is not None,
                skipped=scene.skipped,
                phases=scene.phases,
            ),
        )
    return scene


def _keep(
    stage: Stage,
    index: int,
    movement: str,
    repetitions: int,
    imagined_s: list[float],
    executed_s: list[float],
) -> None:
    for measure, value in (
        ("imagined_time_s", time_of_one_s(imagined_s, repetitions)),
        ("executed_time_s", time_of_one_s(executed_s, repetitions)),
        ("imagined_to_executed_ratio", imagined_to_executed(imagined_s, executed_s)),
        ("imagined_variability_share", variability(imagined_s)),
    ):
        stage.journal.outcome(index, "visualisation", measure, value, condition=movement)
