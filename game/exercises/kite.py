"""Plays the kite: stretches of flight with rests between, harder or easier from each."""

import math
import random

from game.exercises.carried_level import LEVEL, first_level
from game.exercises.cursor import Cursor, MuscleCursor, PointerCursor
from game.exercises.difficulty import Difficulty
from game.exercises.kite_scene import KiteScene, KiteSetting
from game.exercises.muscle_ready import (
    go_on_without_muscles,
    why_unusable,
    without_sensor_words,
)
from game.movements.attempts import attempts_named
from game.play.stage import Stage, TrialDone
from game.scenes.rest import Rest
from game.scenes.scene import Play, play
from sessions.blocks.kite import KiteBlock

EXERCISE = "kite"


def play_kite(block: KiteBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it, or it was left out."""
    rng = random.Random(stage.seed_of(index))
    difficulty = Difficulty(first_level(stage, EXERCISE, block.start_level), target=block.target)
    cursor: Cursor = MuscleCursor(None, block.down_up)
    by = "by muscles"
    why = why_unusable(stage, attempts_named(block.attempts))
    number, shares = 0, list[float]()
    try:
        while number < block.stretches:
            if why:
                if not (
                    yield from go_on_without_muscles(
                        stage, block.if_sensor_fails, why, without_sensor_words()
                    )
                ):
                    return False
                cursor, by, why = PointerCursor(both=False, upright=True), "by pointer", ""
            scene = KiteScene(cursor, _setting(block, stage, difficulty, number, rng))
            try:
                yield from play(scene)
            finally:
                _keep(block, stage, index, number, scene, difficulty, by)
            if scene.skipped:
                return False
            if scene.sensor_failed:
                why = stage.muscles.trouble if stage.muscles is not None else "it failed"
                continue
            share = scene.inside_share or 0.0
            shares.append(share)
            difficulty = difficulty.after(
                succeeded=share >= block.inside_share, may_become_harder=stage.may_become_harder()
            )
            number += 1
            if number < block.stretches:
                yield from play(Rest(block.rest_s, name="rest_between"))
    finally:
        if shares:
            mean = sum(shares) / len(shares)
            stage.journal.outcome(index, EXERCISE, "inside_mean_share", mean, condition=by)
            stage.journal.outcome(index, EXERCISE, LEVEL, difficulty.level, condition=by)
    return True


def _setting(
    block: KiteBlock, stage: Stage, difficulty: Difficulty, number: int, rng: random.Random
) -> KiteSetting:
    down, up = attempts_named(block.down_up)
    return KiteSetting(
        affected_side=stage.affected_side,
        names=(down, up),
        stretch_s=block.stretch_s,
        width=difficulty.between(block.easiest_width, block.hardest_width),
        wander_s=difficulty.between(block.slowest_wander_s, block.fastest_wander_s),
        phase_rad=rng.uniform(0.0, 2.0 * math.pi),
        progress=number / block.stretches,
    )


def _keep(
    block: KiteBlock,
    stage: Stage,
    index: int,
    number: int,
    scene: KiteScene,
    difficulty: Difficulty,
    by: str,
) -> None:
    share = scene.inside_share
    stage.journal.trial(
        index,
        TrialDone(
            exercise=EXERCISE,
            movement="_".join(block.down_up),
            cycles_ordered=1,
            cycles_done=int(share is not None and share >= block.inside_share),
            active_s=scene.active_s,
            finished=scene.finished and not scene.sensor_failed,
            skipped=scene.skipped,
            phases=(("cue", scene.began_at_s),),
        ),
    )
    for measure, value in (
        ("inside_share", share),
        ("distance_rms_share", scene.rms_share),
        ("difficulty_now_share", difficulty.level),
    ):
        stage.journal.outcome(index, EXERCISE, measure, value, trial=number, condition=by)
