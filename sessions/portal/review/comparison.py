"""Two sessions side by side: facts, pain, and every measure that both have."""

from dataclasses import dataclass

from sessions.portal.models import ReceivedSession
from sessions.portal.review.measures import (
    difference,
    exercise_in_words,
    measure_in_words,
    measured,
    summed_up,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of both sessions."""

    what: str
    one: str
    other: str
    change: str = ""
    """Second minus first, with its sign; empty where it is no number."""


def comparison(one: ReceivedSession, other: ReceivedSession) -> tuple[Line, ...]:
    """Return what two sessions say, line by line; the earlier one first."""
    lines = [
        Line("Plan", one.plan_name, other.plan_name),
        Line("Ended", one.ended_text, other.ended_text),
        _numbers("Minutes done", one.minutes_done, other.minutes_done, 1),
        _numbers("Repetitions done", one.repetitions_done, other.repetitions_done, 0),
        *(
            _answers(
                f"{what.capitalize()} {when}", one.said(what, moment), other.said(what, moment)
            )
            for what in ("intensity", "unpleasantness")
            for when, moment in (("before", "session_start"), ("after", "session_end"))
        ),
        _numbers(
            "Limb after the hand, 95 % within (ms)", one.latency_p95_ms, other.latency_p95_ms, 0
        ),
    ]
    first, second = _measures(one), _measures(other)
    lines += [_measure(key, first[key], second[key]) for key in first if key in second]
    return tuple(lines)


def _measures(session: ReceivedSession) -> dict[tuple[str, str, str], float | None]:
    return {
        (row["exercise"], row["measure"], row["condition"]): row["mean"]
        for row in summed_up(session.outcomes)
    }


def _measure(key: tuple[str, str, str], one: float | None, other: float | None) -> Line:
    exercise, measure, condition = key
    under = f", {condition.replace('_', ' ')}" if condition else ""
    return Line(
        f"{exercise_in_words(exercise)}: {measure_in_words(measure)}{under}",
        measured(measure, one),
        measured(measure, other),
        difference(measure, one, other) if one is not None and other is not None else "",
    )


def _numbers(what: str, one: float | None, other: float | None, digits: int) -> Line:
    if one is None or other is None:
        return Line(what, _text(one, digits), _text(other, digits))
    change = f"{other - one:+.{digits}f}"
    return Line(what, _text(one, digits), _text(other, digits), change)


def _text(value: float | None, digits: int) -> str:
    return "not measured" if value is None else f"{value:.{digits}f}"


def _answers(what: str, one: object, other: object) -> Line:
    change = f"{other - one:+d}" if isinstance(one, int) and isinstance(other, int) else ""
    return Line(what, str(one).replace("_", " "), str(other).replace("_", " "), change)
