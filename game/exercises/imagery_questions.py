"""What imagery asks at its end: how easy it was, and pain as it was in it, in two parts apart."""

from game.language import current
from game.scenes.question import Question
from game.scenes.scene import Play, play
from game.stage import Stage
from sessions.catalogue import item
from sessions.item import Scale, in_language

EASE = "imagery_ease"


def ask_ease(stage: Stage, index: int, exercise: str) -> Play[int | None]:
    """Ask ease of imagining, 0 to 10; return it, None where it was skipped."""
    return (yield from _asked(stage, index, exercise, EASE))


def ask_constant_and_exacerbation(stage: Stage, index: int, exercise: str) -> Play[None]:
    """Ask constant pain and flare-ups apart (MacIver 2008)."""
    for name in ("constant_pain", "exacerbation_pain"):
        yield from _asked(stage, index, exercise, name)


def _asked(stage: Stage, index: int, exercise: str, name: str) -> Play[int | None]:
    asked = item(name)
    assert isinstance(asked.ask, Scale)
    question = Question(
        f"ask_{name}",
        title=in_language(asked.text, current()),
        lines=(in_language(asked.hint, current()),) if asked.hint else (),
        low_text=in_language(asked.ask.low, current()),
        high_text=in_language(asked.ask.high, current()),
    )
    try:
        yield from play(question)
    finally:
        answer = question.answer or question.cut_short()
        value = answer.value if isinstance(answer.value, int) else None
        told = None if value is None else float(value)
        stage.journal.outcome(index, exercise, f"{name}_rating", told)
    return value
