"""Plays a Motion Test block: every movement some times, in random order, and what was measured."""

import random

import numpy as np

from game.exercises.motion_test_scene import MotionTestScene, MotionTestSetting
from game.exercises.muscle_ready import left_out_words, tell_without_muscles, why_unusable
from game.movements.attempts import REST, Attempt, attempts_named
from game.scenes.scene import Play, play
from game.stage import Stage, TrialDone
from sensors.emg.windows import WindowSettings
from sessions.analysis.motion_test import MotionMeasures, each, measure_motion
from sessions.blocks.motion_test import MotionTestBlock

EXERCISE = "motion_test"


def play_motion_test(block: MotionTestBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it, or nothing could be played."""
    attempts = attempts_named(block.attempts)
    why = why_unusable(stage, attempts)
    if why:
        yield from tell_without_muscles(stage, block.if_sensor_fails, why, left_out_words())
        return False
    order = [attempt for attempt in attempts for _ in range(block.trials)]
    random.Random(stage.seed_of(index)).shuffle(order)
    stage.journal.outcome(index, EXERCISE, "order_seed_number", float(stage.seed_of(index)))
    done: list[MotionMeasures] = []
    try:
        for number, attempt in enumerate(order):
            if stage.muscles is not None:
                stage.muscles.choose(attempt.id)
            scene = _scene(block, stage, attempt, number / len(order))
            try:
                yield from play(scene)
            finally:
                measures = _keep(block, stage, index, number, attempt, scene)
                if measures is not None:
                    done.append(measures)
            if scene.skipped:
                return False
            if scene.sensor_failed:
                trouble = stage.muscles.trouble if stage.muscles is not None else ""
                yield from tell_without_muscles(
                    stage, block.if_sensor_fails, trouble, left_out_words()
                )
                return False
    finally:
        _sum_up(stage, index, done)
    return True


def _windows(stage: Stage) -> WindowSettings:
    assert stage.muscles is not None
    assert stage.muscles.model is not None
    return stage.muscles.model.windows


def _scene(
    block: MotionTestBlock, stage: Stage, attempt: Attempt, progress: float
) -> MotionTestScene:
    return MotionTestScene(
        attempt,
        attempts_named(block.attempts),
        MotionTestSetting(
            affected_side=stage.affected_side,
            cue_s=block.cue_s,
            attempt_s=block.attempt_s,
            needed=block.right_decisions,
            relax_s=block.relax_s,
            progress=progress,
        ),
    )


def _keep(
    block: MotionTestBlock,
    stage: Stage,
    index: int,
    number: int,
    attempt: Attempt,
    scene: MotionTestScene,
) -> MotionMeasures | None:
    stage.journal.trial(
        index,
        TrialDone(
            exercise=EXERCISE,
            movement=attempt.id,
            cycles_ordered=1,
            cycles_done=int(scene.done),
            active_s=scene.active_s,
            finished=scene.finished and not scene.sensor_failed,
            skipped=scene.skipped,
            phases=tuple((phase.value, at_s) for phase, at_s in scene.phase_began_at_s.items()),
        ),
    )
    if not scene.heard or scene.skipped or scene.sensor_failed:
        return None
    measures = measure_motion(
        each(scene.heard),
        attempt.id,
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
        stage.journal.outcome(index, EXERCISE, measure, value, trial=number, condition=attempt.id)
    return measures


def _sum_up(stage: Stage, index: int, done: list[MotionMeasures]) -> None:
    if not done:
        return

    def mean(values: list[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return float(np.mean(known)) if known else None

    for measure, value in (
        ("completion_share", sum(one.completed for one in done) / len(done)),
        ("selection_time_mean_s", mean([one.selection_s for one in done])),
        ("completion_time_mean_s", mean([one.completion_s for one in done])),
        ("accuracy_mean_share", mean([one.accuracy for one in done])),
    ):
        stage.journal.outcome(index, EXERCISE, measure, value)
