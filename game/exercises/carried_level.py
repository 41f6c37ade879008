"""Where an adaptive game begins: where the last one ended, a little easier."""

from game.play.stage import Stage

LEVEL = "difficulty_level_share"
CARRIED_OVER = 0.8


def first_level(stage: Stage, exercise: str, start_level: float) -> float:
    """Return the level to begin with; the easiest while pain is rising."""
    if not stage.may_become_harder():
        return 0.0
    levels = [block.value(LEVEL) for block in stage.earlier if block.exercise == exercise]
    last = next((level for level in reversed(levels) if level is not None), None)
    return start_level if last is None else max(start_level, CARRIED_OVER * last)
