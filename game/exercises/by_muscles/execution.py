"""Plays an execution block: each movement's trials, how well it went, and what was measured."""

from collections import Counter
from dataclasses import dataclass, field

from game.exercises.by_muscles.execution_scene import ExecutionScene, ExecutionSetting
from game.exercises.by_muscles.imagined_execution import play_imagined_execution
from game.exercises.by_muscles.muscle_ready import (
    go_on_without_muscles,
    trouble_of,
    why_unusable,
)
from game.exercises.following.follow import play_follow
from game.language import tr
from game.movements.attempts import Attempt, attempts_named, stance_of
from game.play.ask import ask_follow_quality
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, play
from sessions.blocks.execution import ExecutionBlock
from sessions.blocks.follow import FollowBlock

_EXERCISE = "execution"


@dataclass(slots=True)
class _Tally:
    """What all trials of a block come to."""

    trials: int = 0
    done: int = 0
    decided: dict[str, Counter[str]] = field(default_factory=dict)
    """For each movement asked for, how often each was decided."""


def play_execution(block: ExecutionBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it, or nothing could be played."""
    if block.task == "imagine":
        return (yield from play_imagined_execution(block, stage, index))
    attempts = attempts_named(block.attempts)
    why = why_unusable(stage, attempts)
    if why:
        return (yield from _without_sensor(block, stage, index, attempts, why))
    tally = _Tally()
    try:
        for i, attempt in enumerate(attempts):
            for number in range(block.trials):
                place = i * block.trials + number
                scene = yield from _trial(block, stage, index, attempt, place, tally)
                if scene.skipped:
                    return False
                if scene.sensor_failed:
                    why = trouble_of(stage)
                    left = attempts[i:]
                    return (yield from _without_sensor(block, stage, index, left, why))
            if block.ask_follow_quality:
                yield from ask_follow_quality(stage)
            else:
                stage.journal.rating("follow_quality", "after_trial", None, index)
    finally:
        _sum_up(stage, index, tally)
    return True


def _trial(
    block: ExecutionBlock, stage: Stage, index: int, attempt: Attempt, place: int, tally: _Tally
) -> Play[ExecutionScene]:
    setting = ExecutionSetting(
        affected_side=stage.affected_side,
        cue_s=block.cue_s,
        ready_s=block.ready_s,
        attempt_s=block.attempt_s,
        hold_s=block.hold_s,
        relax_s=block.relax_s,
        reach_share=block.reach_share,
        progress=place / block.ordered_repetitions,
    )
    every = attempts_named(block.attempts)
    shown = every if block.other_movements == "shown" else (attempt,)
    scene = ExecutionScene(attempt, shown, setting, stance_of(every))
    if stage.muscles is not None:
        stage.muscles.choose(attempt.id)
    try:
        yield from play(scene)
    finally:
        _keep(stage, index, attempt, place, scene)
        if scene.decisions:
            tally.trials += 1
            tally.done += scene.done
            tally.decided.setdefault(attempt.id, Counter()).update(scene.decided)
    return scene


def _keep(stage: Stage, index: int, attempt: Attempt, place: int, scene: ExecutionScene) -> None:
    phases = [(phase.value, at_s) for phase, at_s in scene.phase_began_at_s.items()]
    if scene.limb_onset_at_s is not None:
        phases.append(("onset", scene.limb_onset_at_s))
    stage.journal.trial(
        index,
        TrialDone(
            exercise=_EXERCISE,
            movement=attempt.id,
            cycles_ordered=1,
            cycles_done=int(scene.done),
            active_s=scene.active_s,
            finished=scene.finished and not scene.sensor_failed,
            skipped=scene.skipped,
            phases=tuple(phases),
        ),
    )
    if not scene.decisions:
        return
    for measure, value in (
        ("attempt_done_count", float(scene.done)),
        ("attempt_onset_s", scene.onset_s),
        ("attempt_reached_s", scene.reached_s),
        ("attempt_held_s", scene.held_s),
        ("attempt_right_share", scene.right_share),
        ("attempt_rejected_share", scene.rejected / scene.decisions),
    ):
        stage.journal.outcome(index, _EXERCISE, measure, value, trial=place, condition=attempt.id)


def _sum_up(stage: Stage, index: int, tally: _Tally) -> None:
    if not tally.trials:
        return
    stage.journal.outcome(index, _EXERCISE, "attempts_done_share", tally.done / tally.trials)
    for asked, decided in tally.decided.items():
        total = sum(decided.values())
        for movement, count in sorted(decided.items()):
            stage.journal.outcome(
                index,
                _EXERCISE,
                "decided_share",
                count / total,
                condition=f"{asked} as {movement}",
            )


def _without_sensor(
    block: ExecutionBlock, stage: Stage, index: int, attempts: tuple[Attempt, ...], why: str
) -> Play[bool]:
    """Do what the plan says for a sensor that fails, and say so."""
    how = tr(
        "No harm done: the limb now shows the movements by itself. Follow it with the "
        "limb you feel; that is training just as well."
    )
    if not (yield from go_on_without_muscles(stage, block.if_sensor_fails, why, how)):
        return False
    movements = tuple(dict.fromkeys(attempt.player.movement.id for attempt in attempts))
    follow = FollowBlock(
        exercise="follow",
        movements=movements,
        trials=1,
        cycles=block.trials,
        cue_s=block.cue_s,
        ready_s=block.ready_s,
        rest_s=block.relax_s,
        ask_follow_quality=block.ask_follow_quality,
    )
    return (yield from play_follow(follow, stage, index))
