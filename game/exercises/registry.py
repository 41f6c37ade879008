"""Joins what a plan may prescribe with how it is played: one name for both."""

from game.ask import ask_pain, pain_not_asked
from game.exercises.follow import play_follow
from game.exercises.mirror import play_mirror
from game.scenes.rest import Rest
from game.scenes.scene import Play, play
from game.stage import Stage
from sessions.blocks.follow import FollowBlock
from sessions.blocks.mirror import MirrorBlock
from sessions.blocks.registry import Block
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


def play_block(block: Block, stage: Stage, index: int) -> Play[bool]:
    """Play one block of the plan; return False where the patient skipped it."""
    match block:
        case MirrorBlock():
            return play_mirror(block, stage, index)
        case FollowBlock():
            return play_follow(block, stage, index)
        case RestBlock():
            return play_rest(block, stage, index)
