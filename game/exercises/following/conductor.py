"""Plays a conductor block: its movements in turn, each for some bars of music."""

from collections.abc import Mapping
from functools import partial

import numpy as np

from game.exercises.following.conductor_scene import ConductorScene, ConductorSetting
from game.exercises.turns import play_kept, rest_between
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play
from sessions.analysis.phase import phase_locking
from sessions.blocks.conductor import ConductorBlock


def play_conductor(block: ConductorBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    measured = block.driven_by == "intact_arm" and stage.arm_is_measured
    difficulty = stage.difficulty(block.start_level)
    count = len(block.movements)
    for i, movement in enumerate(block.movements):
        yield from rest_between(i, block.rest_s)
        setting = ConductorSetting(
            side=stage.affected_side,
            bars=block.bars,
            slowest_bar_s=block.slowest_bar_s,
            fastest_bar_s=block.fastest_bar_s,
            tolerance_share=block.tolerance_share,
            measured=measured,
            adapts=block.adapts,
            may_become_harder=stage.may_become_harder,
            tone=stage.tone,
            progress_from=i / count,
            progress_to=(i + 1) / count,
        )
        scene = ConductorScene(stage.players[movement], setting, difficulty, stage.trace)
        keep = partial(
            _keep, stage=stage, index=index, number=i, movement=movement, measured=measured
        )
        yield from play_kept(scene, keep)
        difficulty = scene.difficulty
        if scene.skipped:
            return False
    return True


def _keep(
    scene: ConductorScene, stage: Stage, index: int, number: int, movement: str, *, measured: bool
) -> None:
    bar_s = float(np.median(scene.bar_times_s)) if scene.bar_times_s else None
    stage.journal.trial(
        index,
        TrialDone(
            exercise="conductor",
            movement=movement,
            cycles_ordered=scene.bars_ordered,
            cycles_done=scene.bars,
            active_s=scene.active_s,
            finished=scene.finished,
            skipped=scene.skipped,
            cycle_s=bar_s,
            seen_s=scene.seen_s if measured else None,
        ),
    )
    if not scene.bars:
        return
    measures: dict[str, float | None] = {"bar_time_s": bar_s, "level": scene.difficulty.level}
    if measured:
        measures |= _followed(scene)
    for measure, value in measures.items():
        stage.journal.outcome(
            index,
            "conductor",
            measure,
            value,
            trial=number,
            condition=f"{movement} {'measured' if measured else 'not measured'}",
        )


def _followed(scene: ConductorScene) -> Mapping[str, float | None]:
    lags = np.array([match.lag_share for match in scene.matches])
    alike = np.array([match.likeness for match in scene.matches])
    return {
        "together_share": scene.together / len(lags) if len(lags) else None,
        "lag_share": float(np.median(lags)) if len(lags) else None,
        "likeness": float(np.median(alike)) if len(alike) else None,
        "phase_locking": phase_locking(lags),
        "sensor_rate_hz": scene.measured.rate_hz,
    }
