"""Plays a Motion Test block: every movement some times, in random order, and what was measured."""

import random
from collections.abc import Iterator, Sequence

from game.exercises.by_muscles.motion_test_scene import MotionTestScene, MotionTestSetting
from game.exercises.by_muscles.muscle_ready import leave_out, why_unusable
from game.exercises.by_muscles.muscle_test import mean_of_known, play_trials, trial_done
from game.movements.attempts import REST, Attempt, attempts_named
from game.play.stage import Stage
from game.scenes.scene import Play
from sensors.emg.windows import WindowSettings
from sessions.analysis.motion_test import MotionMeasures, measure_motion
from sessions.blocks.motion_test import MotionTestBlock

EXERCISE = "motion_test"


def play_motion_test(block: MotionTestBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it, or nothing could be played."""
    attempts = attempts_named(block.attempts)
    why = why_unusable(stage, attempts)
    if why:
        yield from leave_out(stage, block.if_sensor_fails, why)
        return False
    order = [attempt for attempt in attempts for _ in range(block.trials)]
    random.Random(stage.seed_of(index)).shuffle(order)
    stage.journal.outcome(index, EXERCISE, "order_seed_number", float(stage.seed_of(index)))
    return (
        yield from play_trials(
            stage,
            _scenes(block, stage, order),
            block.if_sensor_fails,
            keep=lambda number, scene: _keep(block, stage, index, number, scene),
            sum_up=lambda done: _sum_up(stage, index, done),
        )
    )


def _windows(stage: Stage) -> WindowSettings:
    assert stage.muscles is not None
    assert stage.muscles.model is not None
    return stage.muscles.model.windows


def _scenes(
    block: MotionTestBlock, stage: Stage, order: Sequence[Attempt]
) -> Iterator[MotionTestScene]:
    for number, attempt in enumerate(order):
        if stage.muscles is not None:
            stage.muscles.choose(attempt.id)
        yield MotionTestScene(
            attempt,
            attempts_named(block.attempts),
            MotionTestSetting(
                affected_side=stage.affected_side,
                cue_s=block.cue_s,
                attempt_s=block.attempt_s,
                needed=block.right_decisions,
                relax_s=block.relax_s,
                progress=number / len(order),
            ),
        )


def _keep(
    block: MotionTestBlock, stage: Stage, index: int, number: int, scene: MotionTestScene
) -> MotionMeasures | None:
    asked = scene.attempt.id
    stage.journal.trial(index, trial_done(EXERCISE, asked, scene, scene.phase_began_at_s))
    if not scene.heard or scene.skipped or scene.sensor_failed:
        return None
    measures = measure_motion(
        scene.heard,
        asked,
        rest=REST,
        window_s=_windows(stage).window_s,
        needed=block.right_decisions,
    )
    for measure, value in (
        ("completed_count", float(measures.completed)),
        ("selection_time_s", measures.selection_s),
        ("completion_time_s", measures.completion_s),
        ("accuracy_share", measures.accuracy),
    ):
        stage.journal.outcome(index, EXERCISE, measure, value, trial=number, condition=asked)
    return measures


def _sum_up(stage: Stage, index: int, done: list[MotionMeasures]) -> None:
    for measure, value in (
        ("completion_share", sum(one.completed for one in done) / len(done)),
        ("selection_time_mean_s", mean_of_known([one.selection_s for one in done])),
        ("completion_time_mean_s", mean_of_known([one.completion_s for one in done])),
        ("accuracy_mean_share", mean_of_known([one.accuracy for one in done])),
    ):
        stage.journal.outcome(index, EXERCISE, measure, value)
