"""Plays the kite: stretches of flight with rests between, harder or easier from each."""

import math
import random

from game.exercises.by_muscles.cursor import Cursor, MuscleCursor, PointerCursor
from game.exercises.by_muscles.kite_scene import KiteScene, KiteSetting
from game.exercises.by_muscles.muscle_ready import (
    go_on_without_muscles,
    trouble_of,
    why_unusable,
    without_sensor_words,
)
from game.exercises.by_muscles.muscle_test import mean_of_known
from game.exercises.carried_level import LEVEL, first_level
from game.exercises.difficulty import Difficulty
from game.movements.attempts import attempts_named
from game.play.stage import Stage, TrialDone
from game.scenes.rest import Rest
from game.scenes.scene import Play, play
from sessions.blocks.kite import KiteBlock

EXERCISE = "kite"
_STEERED = 0.25
"""Least share of what a kite left alone would have missed that counts as steered (our choice)."""

_STEP_UP = 0.08
"""A stretch of many seconds says more than one trial: who flies well comes to the plan's hardest
within two sessions of usual length (our choice)."""


def play_kite(block: KiteBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it, or it was left out."""
    rng = random.Random(stage.seed_of(index))
    cursor = MuscleCursor(None, block.down_up, below=True)
    flight = _Flight(block, stage, index, cursor, "by muscles")
    why = why_unusable(stage, attempts_named(block.attempts))
    number = 0
    try:
        while number < block.stretches:
            if why:
                if not (
                    yield from go_on_without_muscles(
                        stage, block.if_sensor_fails, why, without_sensor_words()
                    )
                ):
                    return False
                flight.sum_up()
                pointer = PointerCursor(both=False, upright=True)
                flight, why = _Flight(block, stage, index, pointer, "by pointer"), ""
            level = flight.difficulty
            scene = KiteScene(flight.cursor, _setting(block, stage, level, number, rng))
            try:
                yield from play(scene)
            finally:
                _keep(block, stage, index, number, scene, level, flight.by)
            if scene.skipped:
                return False
            if scene.sensor_failed:
                why = trouble_of(stage) or "it failed"
                continue
            flight.flown(scene)
            number += 1
            if number < block.stretches:
                yield from play(Rest(block.rest_s, name="rest_between"))
    finally:
        flight.sum_up()
    return True


class _Flight:
    """What the stretches came to that were steered by the same means."""

    def __init__(self, block: KiteBlock, stage: Stage, index: int, cursor: Cursor, by: str) -> None:
        self.cursor, self.by = cursor, by
        self._block, self._stage, self._index = block, stage, index
        level = first_level(stage, EXERCISE, block.start_level, by)
        self.difficulty = stage.difficulty(level, target=block.target, step_up=_STEP_UP)
        self._scenes: list[KiteScene] = []

    def flown(self, scene: KiteScene) -> None:
        """Take a stretch that was flown to its end, and let it move the difficulty."""
        self._scenes.append(scene)
        self.difficulty = self.difficulty.after(
            succeeded=_succeeded(scene, self._block),
            may_become_harder=self._stage.may_become_harder(),
        )

    def sum_up(self) -> None:
        """Keep what they came to."""
        if not self._scenes:
            return
        for measure, value in (
            ("inside_mean_share", mean_of_known([one.inside_share for one in self._scenes])),
            ("steered_mean_share", mean_of_known([one.steered_share for one in self._scenes])),
            (LEVEL, self.difficulty.level),
        ):
            self._stage.journal.outcome(self._index, EXERCISE, measure, value, condition=self.by)


def _succeeded(scene: KiteScene, block: KiteBlock) -> bool:
    """Return whether a stretch was steered well: a wide wind alone does not make it so."""
    inside, steered = scene.inside_share, scene.steered_share
    return (
        inside is not None
        and inside >= block.inside_share
        and (steered is None or steered >= _STEERED)
    )


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
    stage.journal.trial(
        index,
        TrialDone(
            exercise=EXERCISE,
            movement="_".join(block.down_up),
            cycles_ordered=1,
            cycles_done=int(_succeeded(scene, block)),
            active_s=scene.active_s,
            finished=scene.finished and not scene.sensor_failed,
            skipped=scene.skipped,
            phases=(("cue", scene.began_at_s),),
        ),
    )
    for measure, value in (
        ("inside_share", scene.inside_share),
        ("steered_share", scene.steered_share),
        ("distance_rms_share", scene.rms_share),
        ("difficulty_now_share", difficulty.level),
    ):
        stage.journal.outcome(index, EXERCISE, measure, value, trial=number, condition=by)
