"""Plays a Fitts' ring block: ring after ring, and throughput by ISO 9241-411 at the end."""

import math
from typing import Literal, TypeAlias

import numpy as np

from game.exercises.by_muscles.cursor import Cursor, MuscleCursor, PointerCursor
from game.exercises.by_muscles.fitts_scene import FittsScene, Reached
from game.exercises.by_muscles.muscle_ready import (
    go_on_without_muscles,
    trouble_of,
    why_unusable,
    without_sensor_words,
)
from game.language import current, tr, within_sentence
from game.movements.attempts import attempts_named
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, play
from sensors.pose import Side
from sessions.analysis.fitts import Aimed, aim, measure_fitts
from sessions.blocks.fitts_ring import FittsRingBlock

EXERCISE = "fitts_ring"
Driver: TypeAlias = Literal["muscles", "pointer"]


def play_fitts_ring(block: FittsRingBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it, or it was left out."""
    driven_by: Driver = block.driven_by
    why = ""
    if driven_by == "muscles":
        why = why_unusable(stage, attempts_named(block.attempts))
    cursor = _cursor(block, driven_by, stage.affected_side)
    aimed: dict[Driver, list[tuple[str, Aimed]]] = {"muscles": [], "pointer": []}
    ring = 0
    try:
        while ring < len(block.widths):
            if why:
                goes_on = yield from go_on_without_muscles(
                    stage, block.if_sensor_fails, why, without_sensor_words()
                )
                if not goes_on:
                    return False
                driven_by, why = "pointer", ""
                cursor = _cursor(block, driven_by, stage.affected_side)
            scene = _scene(block, stage, ring, cursor, index, aimed)
            yield from play(scene)
            if scene.skipped:
                return False
            if scene.sensor_failed:
                # The same ring once more, by other means.
                why = trouble_of(stage) or "it failed"
            else:
                ring += 1
    finally:
        for by, movements in aimed.items():
            _sum_up(stage, index, by, movements)
    return True


def _cursor(block: FittsRingBlock, driven_by: Driver, side: Side) -> Cursor:
    if driven_by == "muscles":
        return MuscleCursor(_left_right(block, side), block.down_up, below=True)
    return PointerCursor(both=block.down_up is not None)


def _left_right(block: FittsRingBlock, side: Side) -> tuple[str, str]:
    """Return what carries the dot left and right: it goes where the shown hand goes."""
    first, second = block.left_right
    return (first, second) if side == "right" else (second, first)


def _ways(block: FittsRingBlock, side: Side) -> tuple[str, ...]:
    """Say which movement carries the dot where."""
    left, right = _names(_left_right(block, side))
    lines = [tr("Left: {left}. Right: {right}.").format(left=left, right=right)]
    if block.down_up is not None:
        down, up = _names(block.down_up)
        lines.append(tr("Up: {up}. Down: {down}.").format(up=up, down=down))
    return tuple(lines)


def _names(pair: tuple[str, str]) -> tuple[str, str]:
    first, second = attempts_named(pair)
    names = [within_sentence(one.name.in_language(current())) for one in (first, second)]
    return names[0], names[1]


def _scene(
    block: FittsRingBlock,
    stage: Stage,
    ring: int,
    cursor: Cursor,
    index: int,
    aimed: dict[Driver, list[tuple[str, Aimed]]],
) -> FittsScene:
    width = block.widths[ring]
    driven_by: Driver = "muscles" if cursor.by_muscles else "pointer"

    def keep(reached: Reached) -> None:
        number = sum(len(movements) for movements in aimed.values())
        one = _keep(stage, index, number, width, driven_by, reached)
        aimed[driven_by].append((_condition(width), one))

    return FittsScene(
        cursor,
        ring_places(block),
        width,
        ways=_ways(block, stage.affected_side) if cursor.by_muscles else (),
        affected_side=stage.affected_side,
        dwell_s=block.dwell_s,
        limit_s=block.limit_s,
        progress_from=ring / len(block.widths),
        progress_to=(ring + 1) / len(block.widths),
        on_reached=keep,
    )


def ring_places(block: FittsRingBlock) -> tuple[tuple[float, float], ...]:
    """Return the targets' middles in the order in which they are visited, each across the last."""
    r = block.ring_radius
    if block.down_up is None:
        return tuple((r if i % 2 else -r, 0.0) for i in range(block.targets + 1))
    n = block.targets
    order = [(i // 2 + (i % 2) * ((n + 1) // 2)) % n for i in range(n + 1)]
    turns = [2.0 * math.pi * place / n for place in order]
    return tuple((r * math.sin(turn), r * math.cos(turn)) for turn in turns)


def _condition(width: float) -> str:
    return f"width {width:g}"


def _keep(
    stage: Stage, index: int, number: int, width: float, driven_by: Driver, reached: Reached
) -> Aimed:
    stage.journal.trial(
        index,
        TrialDone(
            exercise=EXERCISE,
            movement="to_target",
            cycles_ordered=1,
            cycles_done=int(reached.movement_s is not None),
            active_s=reached.took_s,
            finished=True,
            skipped=False,
            phases=(("cue", reached.began_at_s),),
        ),
    )
    one = aim(
        np.array(reached.path), reached.target, width, reached.movement_s, np.array(reached.stay)
    )
    for measure, value in (
        ("movement_time_s", one.movement_s),
        ("path_efficiency_share", one.path_efficiency),
        ("overshoots_count", float(one.overshoots)),
        ("stopping_distance_share", one.stopping_share),
    ):
        stage.journal.outcome(
            index,
            EXERCISE,
            measure,
            value,
            trial=number,
            condition=f"{_condition(width)} by {driven_by}",
        )
    return one


def _sum_up(stage: Stage, index: int, driven_by: Driver, aimed: list[tuple[str, Aimed]]) -> None:
    measures = measure_fitts(aimed)
    if measures is None:
        return

    def keep(measure: str, value: float | None, condition: str) -> None:
        stage.journal.outcome(index, EXERCISE, measure, value, condition=condition)

    by = f"by {driven_by}"
    for condition in measures.conditions:
        name = f"{_condition(condition.width)} {by}"
        keep("difficulty_bits", condition.difficulty_bits, name)
        keep("effective_difficulty_bits", condition.effective_bits, name)
        keep("movement_time_mean_s", condition.movement_s, name)
        keep("throughput_bits_s", condition.throughput_bits_s, name)
    keep("throughput_mean_bits_s", measures.throughput_bits_s, by)
    keep("effective_throughput_mean_bits_s", measures.effective_throughput_bits_s, by)
    keep("error_share", measures.error_share, by)
    keep("path_efficiency_mean_share", measures.path_efficiency, by)
    keep("overshoots_mean", measures.overshoots_per_target, by)
    keep("stopping_distance_mean_share", measures.stopping_share, by)
