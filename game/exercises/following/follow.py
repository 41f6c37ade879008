"""Plays a follow block: the patient's pace once for each movement, then its trials."""

from functools import partial

from game.exercises.following.follow_scene import FollowScene, FollowSetting, PaceScene
from game.exercises.turns import play_in_turn, play_kept
from game.play.ask import ask_follow_quality
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, play
from sessions.blocks.follow import FollowBlock


def play_follow(block: FollowBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    ordered = [movement for movement in block.movements for _ in range(block.trials)]

    def trial(number: int, movement: str) -> Play[FollowScene]:
        scene = yield from _trial(block, stage, index, movement, number)
        if scene.skipped:
            return scene
        if block.ask_follow_quality:
            yield from ask_follow_quality(stage)
        else:
            stage.journal.rating("follow_quality", "after_trial", None, index)
        return scene

    return play_in_turn(ordered, block.rest_s, trial)


def _trial(
    block: FollowBlock, stage: Stage, index: int, movement: str, number: int
) -> Play[FollowScene]:
    cycle_s = yield from _pace(block, stage, movement)
    setting = FollowSetting(
        sides=stage.shown_sides,
        cue_s=block.cue_s,
        ready_s=block.ready_s,
        cycle_s=cycle_s,
        repetitions=block.cycles,
        progress_from=number / block.ordered_trials,
        progress_to=(number + 1) / block.ordered_trials,
    )
    scene = FollowScene(stage.players[movement], setting)
    keep = partial(_keep, block, stage, index, movement, number)
    return (yield from play_kept(scene, keep))


def _keep(
    block: FollowBlock, stage: Stage, index: int, movement: str, number: int, scene: FollowScene
) -> None:
    stage.journal.trial(
        index,
        TrialDone(
            exercise="follow",
            movement=movement,
            cycles_ordered=block.cycles,
            cycles_done=scene.cycles_followed,
            active_s=scene.active_s,
            finished=scene.finished,
            skipped=scene.skipped,
            cycle_s=scene.cycle_s,
            phases=tuple((p.value, at_s) for p, at_s in scene.phase_began_at_s.items()),
        ),
    )
    for measure, value in (
        ("cycles_followed", float(scene.cycles_followed)),
        ("cycle_time_s", scene.cycle_s),
    ):
        stage.journal.outcome(index, "follow", measure, value, trial=number, condition=movement)


def _pace(block: FollowBlock, stage: Stage, movement: str) -> Play[float]:
    """Return the patient's pace for this movement, asking for it the first time."""
    player = stage.players[movement]
    if movement not in stage.paces_s:
        cycle_s = player.movement.cycle_s / block.speed
        if block.patient_sets_speed:
            scene = yield from play(PaceScene(player, stage.shown_sides, cycle_s))
            cycle_s = scene.cycle_s
        stage.paces_s[movement] = cycle_s
    return stage.paces_s[movement]
