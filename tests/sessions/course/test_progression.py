"""Rules that end a phase, case by case."""

import pytest

from sessions.course.history import EarlierBlock
from sessions.course.played_session import PlayedSession
from sessions.course.progression import (
    GmiUnlocked,
    OutcomeReached,
    PainNotRising,
    ProgressRule,
    SessionsDone,
    TherapistReleases,
    judge,
)
from tests.sessions.courses import at, session
from tests.sessions.earlier import laterality


def measured(*values: float | None) -> list[PlayedSession]:
    """Return one session for each value of a measure; None where it was not played."""
    return [
        session(
            day,
            blocks=()
            if value is None
            else (EarlierBlock(at(day), "reach", "completed", {("speed", "cup"): value}),),
        )
        for day, value in enumerate(values)
    ]


def pains(*values: int | None) -> list[PlayedSession]:
    return [session(day, pain=value) for day, value in enumerate(values)]


SPEED = OutcomeReached(
    rule="outcome", exercise="reach", measure="speed", condition="cup", at_least=5.0, in_last=2
)
BETWEEN = SPEED.model_copy(update={"at_most": 9.0})
PAIN = PainNotRising(rule="pain_not_rising", in_last=2, by=1.0)
GMI = GmiUnlocked(leaves="laterality", laterality_blocks=2)

CASES: dict[str, tuple[ProgressRule, list[PlayedSession], bool, str]] = {
    "enough sessions": (SessionsDone(rule="sessions_done", at_least=2), pains(4, 4), True, "2 of"),
    "too few": (SessionsDone(rule="sessions_done", at_least=3), pains(4, 4), False, "2 of 3"),
    "reached twice": (SPEED, measured(1.0, 5.0, 6.0), True, "at least 5 in 2 of the last 2"),
    "reached once": (SPEED, measured(6.0, 4.9, 5.0), False, "in 1 of the last 2"),
    "a session that did not measure is passed over": (SPEED, measured(5.0, None, 5.0), True, ""),
    "measured too rarely": (SPEED, measured(7.0), False, "in 1 of the last 2"),
    "never measured": (SPEED, measured(None, None), False, "in 0 of the last 2"),
    "within both limits": (BETWEEN, measured(6.0, 9.0), True, "at least 5 and at most 9"),
    "above the upper one": (BETWEEN, measured(6.0, 9.1), False, ""),
    "pain as before": (PAIN, pains(4, 5, 5, 4), True, "4.5 before, 4.5 lately"),
    "pain a point up": (PAIN, pains(4, 4, 5, 5), True, "not rising"),
    "pain two points up": (PAIN, pains(4, 4, 6, 6), False, "rising: 4.0 before, 6.0 lately"),
    "pain falling": (PAIN, pains(6, 6, 4, 4), True, ""),
    "unanswered questions are passed over": (PAIN, pains(4, None, 4, None, 6, 6), False, ""),
    "too few answers": (PAIN, pains(4, 9), True, "too few answers"),
    "no answers at all": (PAIN, pains(None, None), True, "too few answers"),
    "the therapist decides": (TherapistReleases(rule="therapist"), pains(4), False, "therapist"),
    "judges left and right well": (
        GMI,
        [session(d, blocks=(laterality(0.9, 0.9),)) for d in range(2)],
        True,
        "stage 2 of 3",
    ),
    "judges them unevenly": (
        GMI,
        [session(d, blocks=(laterality(0.9, 0.7),)) for d in range(2)],
        False,
        "stage 1 of 3",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule(case: str) -> None:
    rule, past, holds, words = CASES[case]
    verdict = judge(rule, in_phase=past, so_far=past)
    assert verdict.holds is holds
    assert words in verdict.why


def test_a_rule_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="asks for nothing"):
        OutcomeReached(rule="outcome", exercise="reach", measure="speed")
