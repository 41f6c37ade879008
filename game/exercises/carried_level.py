"""Where an adaptive game begins: where the last one ended, a little easier."""

from game.play.stage import Stage

LEVEL = "difficulty_level_share"
CARRIED_OVER = 0.8


def first_level(stage: Stage, exercise: str, start_level: float, driven_by: str) -> float:
    """Return the level to begin with; the easiest while pain is rising.

    Args:
        stage: The session.
        exercise: Which game.
        start_level: Where the plan begins.
        driven_by: The condition that the level was kept under: a mouse says nothing about muscles.
    """
    if not stage.may_become_harder():
        return 0.0
    played = (block for block in stage.earlier if block.exercise == exercise)
    levels = [block.value(LEVEL, driven_by) for block in played]
    last = next((level for level in reversed(levels) if level is not None), None)
    return start_level if last is None else max(start_level, CARRIED_OVER * last)
