"""Plays the assessment of phantom motor control: rest, the hand alone, the phantom with it."""

import numpy as np
from numpy.typing import NDArray

from game.exercises.by_muscles.emg_stretch import EmgStretch
from game.exercises.by_muscles.phantom_motor_outcomes import (
    EXERCISE,
    Cycled,
    cycled,
    keep_angle,
    keep_comparison,
    keep_cycles,
    keep_distinctness,
    keep_muscles,
)
from game.exercises.by_muscles.phantom_motor_scene import PhantomMotorScene, StretchSetting, Who
from game.exercises.turns import rest_between
from game.language import current, tr
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, play
from sessions.blocks.phantom_motor import PhantomMotorBlock


def play_phantom_motor(block: PhantomMotorBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    by_key = block.measured_by == "key" or not stage.arm_is_measured
    by = "key" if by_key else "hand"
    if stage.muscles is not None:
        title = tr("A moment of rest")
        scene, emg = yield from _stretch(
            stage, index, "rest", title, block.baseline_s, "rest", by_key=by_key
        )
        if scene.skipped:
            return False
        for channel, quiet_uv in enumerate(emg.quiet_uv()):
            condition = f"channel {channel + 1}"
            stage.journal.outcome(index, EXERCISE, "rest_uv", quiet_uv, condition=condition)
    by_movement: dict[str, NDArray[np.float64]] = {}
    for number, movement in enumerate(block.movements):
        yield from rest_between(number, block.rest_s)
        title = stage.players[movement].movement.name.in_language(current())
        scene, _ = yield from _stretch(
            stage, index, "alone", title, block.alone_s, movement, by_key=by_key
        )
        if scene.skipped:
            return False
        alone = cycled(scene, by_key=by_key, range_deg=None)
        keep_cycles(stage.journal, index, alone, f"{movement} alone by {by}")
        scene, emg = yield from _stretch(
            stage, index, "together", title, block.together_s, movement, by_key=by_key
        )
        if scene.skipped:
            return False
        together: Cycled = cycled(scene, by_key=by_key, range_deg=alone.range_deg)
        keep_cycles(stage.journal, index, together, f"{movement} phantom by {by}")
        keep_comparison(stage.journal, index, movement, alone.measures, together.measures)
        keep_angle(stage.journal, index, movement, together)
        if stage.muscles is not None:
            rows = keep_muscles(stage.journal, index, movement, emg, together.cycles)
            by_movement[movement] = rows
    keep_distinctness(stage.journal, index, by_movement)
    return True


def _stretch(
    stage: Stage,
    index: int,
    who: Who,
    title: str,
    lasts_s: float,
    movement: str,
    *,
    by_key: bool,
) -> Play[tuple[PhantomMotorScene, EmgStretch]]:
    """Play one stretch with the muscles listened to, and keep it however it ends."""
    emg = EmgStretch()
    setting = StretchSetting(who, stage.affected_side, title, lasts_s, by_key)
    scene = PhantomMotorScene(setting, stage.trace)
    end = stage.muscles.listen(emg.take) if stage.muscles is not None else None
    try:
        yield from play(scene)
    finally:
        if end is not None:
            end()
        began = scene.began_at_s
        stage.journal.trial(
            index,
            TrialDone(
                exercise=EXERCISE,
                movement=f"{movement}_{who}" if who != "rest" else "rest",
                cycles_ordered=1,
                cycles_done=int(scene.finished and not scene.skipped),
                active_s=scene.active_s,
                finished=scene.finished,
                skipped=scene.skipped,
                seen_s=None if by_key or who == "rest" else scene.seen_s,
                phases=() if began is None else (("movement", began),),
            ),
        )
    return scene, emg
