"""Plays a reach block: the comfortable range first, then its reaches, there and back by turns."""

from game.exercises.difficulty import Difficulty
from game.exercises.reaching.comfort_range import ComfortRange
from game.exercises.reaching.comfort_scene import ComfortScene
from game.exercises.reaching.hand_place import HandPlace
from game.exercises.reaching.reach_outcomes import reach_outcomes
from game.exercises.reaching.reach_scene import LOOK_S, Phase, ReachScene, ReachSetting, ReachWords
from game.exercises.reaching.reach_task import ReachTask, places_for
from game.exercises.turns import rest_between
from game.language import tr
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, play
from sessions.blocks.grasp_settings import COMFORT_S, GraspSettings
from sessions.blocks.reach import ReachBlock


def play_reach(block: ReachBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    hand = HandPlace(stage.skeleton)
    comfort, scripted, skipped = yield from measured_range(block, stage, hand)
    if skipped:
        return False
    difficulty = stage.difficulty(block.start_level)
    for i in range(block.reaches):
        yield from rest_between(i, block.rest_s)
        kind = block.things[i % len(block.things)]
        start_m, goal_m, tolerance_m = places_for(comfort, difficulty, block, i)
        task = ReachTask(kind, start_m, goal_m, tolerance_m, block.close_by, block.trial_s)
        setting = ReachSetting(
            side=stage.affected_side,
            both_shown=block.limbs_shown == "both",
            words=_words(kind, joins=block.phantom_joins_in, scripted=scripted),
            progress_from=i / block.reaches,
            progress_to=(i + 1) / block.reaches,
        )
        scene = ReachScene(task, setting, hand, stage.trace, scripted=scripted)
        yield from play_one(scene, stage, index, i, difficulty)
        if scene.skipped:
            return False
        difficulty = next_difficulty(block, stage, difficulty, scene)
    return True


def measured_range(
    block: GraspSettings, stage: Stage, hand: HandPlace
) -> Play[tuple[ComfortRange, bool, bool]]:
    """Return where things may stand, whether the limb is scripted, whether it was skipped."""
    if block.driven_by == "script" or not stage.arm_is_measured:
        return ComfortRange.usual(stage.affected_side), True, False
    scene = yield from play(ComfortScene(hand, stage.affected_side, COMFORT_S))
    return scene.found, not scene.measured, scene.skipped


def play_one(
    scene: ReachScene, stage: Stage, index: int, number: int, difficulty: Difficulty
) -> Play[None]:
    """Play one reach and keep it, however it ends."""
    try:
        yield from play(scene)
    finally:
        began = scene.phase_began_at_s
        stage.journal.trial(
            index,
            TrialDone(
                exercise=scene.name,
                movement=f"reach_{scene.task.kind}",
                cycles_ordered=1,
                cycles_done=int(scene.placed),
                active_s=scene.active_s,
                finished=scene.finished,
                skipped=scene.skipped,
                seen_s=None if scene.scripted else scene.seen_s,
                phases=tuple((phase.value, at_s) for phase, at_s in began.items()),
            ),
        )
        if scene.active_s > LOOK_S and Phase.REACH in began:
            reach_outcomes(stage.journal, index, number, scene, difficulty.level)


def next_difficulty(
    block: GraspSettings, stage: Stage, difficulty: Difficulty, scene: ReachScene
) -> Difficulty:
    """Return how hard the next reach is: it follows success only where a hand was measured."""
    if scene.scripted or not block.adapts:
        return difficulty
    return difficulty.after(succeeded=scene.placed, may_become_harder=stage.may_become_harder())


def go_words(*, joins: bool, scripted: bool) -> str:
    """Return what to do at "go", whatever there is to be grasped."""
    if scripted:
        return tr("Follow with the limb you feel: out to it, and close your hand around it.")
    if joins:
        return tr("Reach for it with both sides, your hand and the limb you feel. Then close.")
    return tr("Reach for it, then close your hand around it.")


def _words(kind: str, *, joins: bool, scripted: bool) -> ReachWords:
    titles = {
        "ball": tr("Reach for the ball"),
        "cup": tr("Reach for the cup"),
        "block": tr("Reach for the block"),
    }
    return ReachWords(
        title=titles[kind],
        look=tr("Look where it stands."),
        go=go_words(joins=joins, scripted=scripted),
        carry=tr("Bring it over to the round mat, and open your hand."),
        placed=tr("There it stands. Come back and let your arm rest."),
    )
