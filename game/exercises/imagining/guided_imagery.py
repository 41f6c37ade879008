"""Plays a guided imagery block: the script passage by passage, then its questions."""

from game.exercises.imagining.guided_scene import GuidedScene
from game.exercises.imagining.imagery_questions import ask_constant_and_exacerbation, ask_ease
from game.exercises.imagining.imagery_script import body_scan, comfortable_movement, way_back
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, play
from sessions.blocks.guided_imagery import GuidedImageryBlock

EXERCISE = "guided_imagery"


def play_guided_imagery(block: GuidedImageryBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    scene = GuidedScene(passages_of(block), block.passage_s, stage.say)
    try:
        yield from play(scene)
    finally:
        stage.journal.trial(
            index,
            TrialDone(
                exercise=EXERCISE,
                movement=EXERCISE,
                cycles_ordered=0,
                cycles_done=0,
                active_s=scene.active_s,
                finished=scene.finished,
                skipped=scene.skipped,
            ),
        )
        stage.journal.outcome(index, EXERCISE, "passages_count", float(scene.passages_done))
    if scene.skipped:
        return False
    if block.ask_ease:
        yield from ask_ease(stage)
    if block.ask_constant_and_exacerbation:
        yield from ask_constant_and_exacerbation(stage)
    return True


def passages_of(block: GuidedImageryBlock) -> tuple[str, ...]:
    """Return the passages that the plan asks for, in the language in use."""
    scan = body_scan() if block.body_scan else ()
    movement = comfortable_movement() if block.comfortable_movement else ()
    return (*scan, *movement, *way_back())
