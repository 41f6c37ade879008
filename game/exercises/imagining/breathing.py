"""Plays a breathing block: the paced shape, then the question about pain where the plan asks it."""

from game.exercises.imagining.breathing_scene import BreathingScene
from game.play.ask import ask_pain, pain_not_asked
from game.play.stage import Stage
from game.scenes.scene import Play, play
from sessions.blocks.breathing import BreathingBlock


def play_breathing(block: BreathingBlock, stage: Stage, index: int) -> Play[bool]:
    """Breathe along, then ask about pain where the plan says so."""
    scene = BreathingScene(block.duration_s, block.breath_s, block.inhale_share)
    try:
        yield from play(scene)
    finally:
        stage.journal.rested(scene.breathed_s)
        stage.journal.outcome(index, "breathing", "breaths_count", float(scene.breaths))
        stage.journal.outcome(index, "breathing", "breaths_per_min", block.breaths_per_min)
    if block.ask_pain:
        yield from ask_pain(stage, "rest")
    else:
        pain_not_asked(stage, "rest")
    return not scene.skipped
