"""The safety rules, case by case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.rating import Answer
from sessions.safety import PainHistory, SafetyRules, evaluate

PAUSE, END = "pause_and_ask", "end_kindly"


@pytest.mark.parametrize(
    ("ratings", "rule", "action"),
    [
        ([], None, None),
        ([0], None, None),
        ([7], None, None),
        ([4, 5], None, None),
        ([4, 6], "pain_rise", PAUSE),
        ([4, 9], "pain_rise", PAUSE),
        ([4, 6, 5], None, None),
        ([4, 6, 5, 6], "pain_rise", PAUSE),
        ([4, 6, 6], "pain_persistent", END),
        ([4, 6, "skipped"], None, None),
        ([4, 6, "skipped", 6], "pain_persistent", END),
        ([4, 6, "not_asked", 7], "pain_persistent", END),
        ([6, 4, 6], None, None),
        ([7, 8], "pain_limit", PAUSE),
        ([7, 8, 8], "pain_persistent", END),
        ([8], "pain_limit", PAUSE),
        ([8, 8], None, None),
        ([8, 9], "pain_limit", PAUSE),
        ([8, 10], "pain_rise", PAUSE),
        ([10, 10, 10], None, None),
        (["skipped"], None, None),
        (["skipped", 5], None, None),
        (["skipped", 8], "pain_limit", PAUSE),
        (["skipped", 8, 8], "pain_persistent", END),
        (["skipped", 5, 7], "pain_rise", PAUSE),
        (["not_asked", 3, 5, 5], "pain_persistent", END),
    ],
)
def test_each_history_fires_the_rule_it_should(
    ratings: list[Answer], rule: str | None, action: str | None
) -> None:
    firing = evaluate(SafetyRules(), PainHistory(ratings))
    assert (firing.rule if firing else None, firing.action if firing else None) == (rule, action)


def test_a_stop_ends_whatever_the_ratings_say() -> None:
    firing = evaluate(SafetyRules(), PainHistory([2, 2], stop_requested=True))
    assert firing is not None
    assert (firing.rule, firing.action) == ("patient_stop", END)


def test_the_reason_says_by_how_much_and_which_threshold() -> None:
    firing = evaluate(SafetyRules(pain_rise=3), PainHistory([1, 5]))
    assert firing is not None
    assert firing.reason == "pain is 4 above the start (rule: 3 or more)"


def test_a_plan_may_end_at_the_first_answer_that_is_over() -> None:
    firing = evaluate(SafetyRules(end_after=1), PainHistory([1, 5]))
    assert firing is not None
    assert firing.action == END


answers = st.integers(0, 10) | st.sampled_from(["skipped", "not_asked"])


@given(ratings=st.lists(answers, max_size=12), rise=st.integers(1, 10))
def test_nothing_ever_ends_a_session_without_a_pause_before(
    ratings: list[Answer], rise: int
) -> None:
    rules = SafetyRules(pain_rise=rise)
    actions = [
        firing.action
        for n in range(1, len(ratings) + 1)
        if (firing := evaluate(rules, PainHistory(ratings[:n]))) is not None
    ]
    assert END not in actions[:1]


@given(start=st.integers(0, 10), now=st.integers(0, 10))
def test_pain_well_above_the_start_always_pauses(start: int, now: int) -> None:
    fired = evaluate(SafetyRules(), PainHistory([start, now])) is not None
    assert fired == (now - start >= 2 or (now >= 8 and now > start))


@pytest.mark.parametrize(
    ("ratings", "rule"), [([9, 9], "pain_limit"), ([9, 8], "pain_limit"), ([4, 4], None)]
)
def test_strong_pain_counts_whenever_the_patient_says_that_it_hurts_more(
    ratings: list[Answer], rule: str | None
) -> None:
    quiet = evaluate(SafetyRules(), PainHistory(ratings))
    assert quiet is None
    told = evaluate(SafetyRules(), PainHistory(ratings, reported_worse=True))
    assert (told.rule if told else None) == rule
