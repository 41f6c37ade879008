"""Asks how the phantom feels today, before a session that begins with it; each may be skipped."""

from game.play.ask import ask_items
from game.play.stage import Stage
from game.scenes.scene import Play
from sessions.asking.felt_answers import FELT_ITEMS


def ask_felt(stage: Stage) -> Play[None]:
    """Ask what has not been asked yet in this session, and let the shown limb be as told.

    Raises:
        SessionOver: the patient ended it.
    """
    if not stage.asks_felt:
        return
    left = [name for name in FELT_ITEMS if name not in stage.answers]
    yield from ask_items(stage, left, "session_start", mind_safety=False)
    stage.felt_told({name: stage.answers[name] for name in FELT_ITEMS if name in stage.answers})
