"""Plays an execution block that is only imagined: the limb moves by itself, the muscles rest."""

from game.exercises.by_muscles.imagined_execution_scene import (
    ImaginedExecutionScene,
    ImaginedSetting,
)
from game.exercises.by_muscles.muscle_ready import trouble_of
from game.movements.attempts import Attempt, attempts_named, stance_of
from game.play.ask import ask_follow_quality
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, play
from sessions.blocks.execution import ExecutionBlock

_EXERCISE = "execution"


def play_imagined_execution(block: ExecutionBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it. No sensor is needed for it."""
    if stage.muscles is None or stage.muscles.model is None:
        stage.journal.note("muscles_fallback", "imagine: nobody listens whether muscles rest")
    quiet: list[float] = []
    waits = True
    stance = stance_of(attempts_named(block.attempts))
    try:
        for i, attempt in enumerate(attempts_named(block.attempts)):
            for number in range(block.trials):
                place = i * block.trials + number
                setting = _setting(block, stage, place)
                scene = ImaginedExecutionScene(attempt, setting, stance, waits=waits)
                try:
                    yield from play(scene)
                finally:
                    _keep(stage, index, attempt, place, scene)
                    if scene.quiet_share is not None:
                        quiet.append(scene.quiet_share)
                if scene.skipped:
                    return False
                if scene.sensor_failed:
                    stage.journal.note("muscles_fallback", f"imagine: {trouble_of(stage)}")
                # Nobody waits twice in vain: only once the sensor was heard again.
                waits = not scene.warning
            if block.ask_follow_quality:
                yield from ask_follow_quality(stage)
            else:
                stage.journal.rating("follow_quality", "after_trial", None, index)
    finally:
        if quiet:
            mean = sum(quiet) / len(quiet)
            stage.journal.outcome(index, _EXERCISE, "quiet_mean_share", mean)
    return True


def _setting(block: ExecutionBlock, stage: Stage, place: int) -> ImaginedSetting:
    return ImaginedSetting(
        affected_side=stage.affected_side,
        cue_s=block.cue_s,
        ready_s=block.ready_s,
        hold_s=block.hold_s,
        relax_s=block.relax_s,
        progress=place / block.ordered_repetitions,
    )


def _keep(
    stage: Stage, index: int, attempt: Attempt, place: int, scene: ImaginedExecutionScene
) -> None:
    stage.journal.trial(
        index,
        TrialDone(
            exercise=_EXERCISE,
            movement=attempt.id,
            cycles_ordered=1,
            cycles_done=int(scene.finished and not scene.skipped),
            active_s=scene.active_s,
            finished=scene.finished,
            skipped=scene.skipped,
            phases=tuple((phase.value, at_s) for phase, at_s in scene.phase_began_at_s.items()),
        ),
    )
    if scene.quiet_share is None:
        return
    for measure, value in (
        ("quiet_share", scene.quiet_share),
        ("imagined_effort_mean_share", scene.effort_mean),
        ("imagined_effort_peak_share", scene.effort_peak),
    ):
        stage.journal.outcome(index, _EXERCISE, measure, value, trial=place, condition=attempt.id)
