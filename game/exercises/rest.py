"""Plays a rest block: a calm scene, then the question about pain where the plan asks it."""

from game.play.ask import ask_pain, pain_not_asked
from game.play.stage import Stage
from game.scenes.rest import Rest
from game.scenes.scene import Play, play
from sessions.blocks.rest import RestBlock


def play_rest(block: RestBlock, stage: Stage, index: int) -> Play[bool]:
    """Rest, then ask about pain where the plan says so."""
    rest = Rest(block.duration_s)
    try:
        yield from play(rest)
    finally:
        stage.journal.rested(rest.rested_s)
    if block.ask_pain:
        yield from ask_pain(stage, "rest")
    else:
        pain_not_asked(stage, "rest")
    return True
