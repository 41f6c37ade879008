"""Plays a TAC test block: target postures in random order, and what was measured of each."""

import random
from collections.abc import Sequence

import numpy as np

from game.exercises.by_muscles.muscle_ready import leave_out, why_unusable
from game.exercises.by_muscles.muscle_test import mean_of_known, play_trials, trial_done
from game.exercises.by_muscles.tac_test_scene import TacScene, TacSetting, Target
from game.movements.attempts import Attempt, attempts_named
from game.movements.even_attempt import even
from game.play.stage import Stage
from game.scenes.scene import Play
from sessions.analysis.tac_test import TacMeasures, measure_tac
from sessions.blocks.tac_test import TacTestBlock

EXERCISE = "tac_test"
FULL_SPEED_DEG_S = 40.0
"""How fast the limb turns at full effort: slow enough to stop within 5 degrees (our choice)."""
_LEAST_SAMPLES = 2


def play_tac_test(block: TacTestBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it, or nothing could be played."""
    attempts = _slowed(attempts_named(block.attempts))
    why = why_unusable(stage, attempts)
    if why:
        yield from leave_out(stage, block.if_sensor_fails, why)
        return False
    rng = random.Random(stage.seed_of(index))
    targets = _targets(block, attempts, rng)
    stage.journal.outcome(index, EXERCISE, "order_seed_number", float(stage.seed_of(index)))
    return (
        yield from play_trials(
            stage,
            (
                TacScene(target, attempts, _setting(block, stage, number / len(targets)))
                for number, target in enumerate(targets)
            ),
            block.if_sensor_fails,
            keep=lambda number, scene: _keep(block, stage, index, number, scene),
            sum_up=lambda done: _sum_up(stage, index, done),
        )
    )


def _slowed(attempts: Sequence[Attempt]) -> tuple[Attempt, ...]:
    return tuple(even(attempt, FULL_SPEED_DEG_S) for attempt in attempts)


def _targets(block: TacTestBlock, attempts: Sequence[Attempt], rng: random.Random) -> list[Target]:
    """Return every target of the block: each movement in turn, with another degree where wanted."""
    targets: list[Target] = []
    for attempt in attempts:
        for _ in range(block.trials):
            parts = [attempt]
            others = [a for a in attempts if a.degree != attempt.degree]
            if block.degrees_at_once == 2 and others:
                parts.append(rng.choice(others))
            targets.append(Target(tuple((p, min(block.distance_deg, p.range_deg)) for p in parts)))
    rng.shuffle(targets)
    return targets


def _setting(block: TacTestBlock, stage: Stage, progress: float) -> TacSetting:
    return TacSetting(
        affected_side=stage.affected_side,
        cue_s=block.cue_s,
        test_s=block.test_s,
        tolerance_deg=block.tolerance_deg,
        dwell_s=block.dwell_s,
        relax_s=block.relax_s,
        progress=progress,
    )


def _keep(
    block: TacTestBlock, stage: Stage, index: int, number: int, scene: TacScene
) -> TacMeasures | None:
    asked = scene.target.name
    stage.journal.trial(index, trial_done(EXERCISE, asked, scene, scene.phase_began_at_s))
    if len(scene.times_s) < _LEAST_SAMPLES or scene.skipped or scene.sensor_failed:
        return None
    measures = measure_tac(
        np.array(scene.times_s),
        np.array(scene.places_deg),
        np.array(scene.target_deg),
        tolerance_deg=block.tolerance_deg,
        dwell_s=block.dwell_s,
    )
    for measure, value in (
        ("completed_count", float(measures.completed)),
        ("completion_time_s", measures.completion_s),
        ("selection_time_s", measures.selection_s),
        ("first_selection_time_s", measures.first_selection_s),
        ("path_efficiency_share", measures.path_efficiency),
        ("overshoots_count", float(measures.overshoots)),
        ("longest_hold_s", measures.longest_hold_s),
        ("nearest_deg", measures.nearest_deg),
    ):
        stage.journal.outcome(index, EXERCISE, measure, value, trial=number, condition=asked)
    return measures


def _sum_up(stage: Stage, index: int, done: list[TacMeasures]) -> None:
    for measure, value in (
        ("completion_share", sum(one.completed for one in done) / len(done)),
        ("completion_time_mean_s", mean_of_known([one.completion_s for one in done])),
        ("path_efficiency_mean_share", mean_of_known([one.path_efficiency for one in done])),
        ("overshoots_mean", sum(one.overshoots for one in done) / len(done)),
    ):
        stage.journal.outcome(index, EXERCISE, measure, value)
