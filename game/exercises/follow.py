"""Plays a follow block: the patient's pace once for each movement, then its trials."""

from game.exercises.follow_scene import FollowScene, FollowSetting, PaceScene
from game.play.ask import ask_follow_quality
from game.play.stage import Stage, TrialDone
from game.scenes.rest import Rest
from game.scenes.scene import Play, play
from sessions.blocks.follow import FollowBlock


def play_follow(block: FollowBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    ordered = [movement for movement in block.movements for _ in range(block.trials)]
    for i, movement in enumerate(ordered):
        scene = yield from _trial(block, stage, index, movement, (i, len(ordered)))
        if scene.skipped:
            return False
        if block.ask_follow_quality:
            yield from ask_follow_quality(stage)
        else:
            stage.journal.rating("follow_quality", "after_trial", None, index)
        if i + 1 < len(ordered):
            yield from play(Rest(block.rest_s, name="rest_between"))
    return True


def _trial(
    block: FollowBlock, stage: Stage, index: int, movement: str, place: tuple[int, int]
) -> Play[FollowScene]:
    number, of = place
    cycle_s = yield from _pace(block, stage, movement)
    setting = FollowSetting(
        sides=stage.shown_sides,
        cue_s=block.cue_s,
        ready_s=block.ready_s,
        cycle_s=cycle_s,
        repetitions=block.cycles,
        progress_from=number / of,
        progress_to=(number + 1) / of,
    )
    scene = FollowScene(stage.players[movement], setting)
    try:
        yield from play(scene)
    finally:
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
    return scene


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
