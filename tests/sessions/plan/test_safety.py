"""The safety rules, case by case."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.asking.rating import Answer
from sessions.plan.safety import Firing, PainHistory, evaluate, is_troubled, may_become_harder
from sessions.plan.safety_rules import Rule, SafetyRule, SafetyRules

PAUSE, END = "pause_and_ask", "end_kindly"


def first(rules: SafetyRules, history: PainHistory) -> Firing | None:
    """Return the most cautious rule about pain that fires."""
    about = ("pain_rise", "pain_limit", "pain_persistent", "patient_stop")
    return next((f for f in evaluate(rules, history) if f.rule in about), None)


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
    firing = first(SafetyRules(), PainHistory(ratings))
    assert (firing.rule if firing else None, firing.action if firing else None) == (rule, action)


def test_a_stop_ends_whatever_the_ratings_say() -> None:
    firing = first(SafetyRules(), PainHistory([2, 2], stop_requested=True))
    assert firing is not None
    assert (firing.rule, firing.action) == ("patient_stop", END)


def test_the_reason_says_by_how_much_and_which_threshold() -> None:
    firing = first(SafetyRules(pain_rise=3), PainHistory([1, 5]))
    assert firing is not None
    assert firing.reason == "pain is 4 above the start (rule: 3 or more)"


def test_a_plan_may_end_at_the_first_answer_that_is_over() -> None:
    firing = first(SafetyRules(end_after=1), PainHistory([1, 5]))
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
        if (firing := first(rules, PainHistory(ratings[:n]))) is not None
    ]
    assert END not in actions[:1]


@given(start=st.integers(0, 10), now=st.integers(0, 10))
def test_pain_well_above_the_start_always_pauses(start: int, now: int) -> None:
    fired = first(SafetyRules(), PainHistory([start, now])) is not None
    assert fired == (now - start >= 2 or (now >= 8 and now > start))


@pytest.mark.parametrize(
    ("ratings", "rule"), [([9, 9], "pain_limit"), ([9, 8], "pain_limit"), ([4, 4], None)]
)
def test_strong_pain_counts_whenever_the_patient_says_that_it_hurts_more(
    ratings: list[Answer], rule: str | None
) -> None:
    quiet = first(SafetyRules(), PainHistory(ratings))
    assert quiet is None
    told = first(SafetyRules(), PainHistory(ratings, reported_worse=True))
    assert (told.rule if told else None) == rule


CASES: list[tuple[str, dict[str, object], list[tuple[str, tuple[str, ...]]]]] = [
    ("nothing at all", {}, []),
    ("dizzy below the threshold", {"dizziness": (3,)}, []),
    ("dizzy", {"dizziness": (1, 4)}, [("dizziness", (END, "tell_therapist"))]),
    ("dizzy at the very start", {"dizziness": (5,)}, [("dizziness", (END, "tell_therapist"))]),
    ("no more dizzy than at the start", {"dizziness": (5, 5)}, []),
    ("dizziness skipped", {"dizziness": (1, 5, "skipped")}, []),
    ("sick", {"nausea": (0, 6)}, [("nausea", (END, "tell_therapist"))]),
    ("frozen", {"events": frozenset({"freezing"})}, [("freezing", (END, "tell_therapist"))]),
    ("distress", {"events": frozenset({"distress"})}, [("distress", (END, "tell_therapist"))]),
    ("swelling", {"events": frozenset({"swelling"})}, [("swelling", (END, "tell_therapist"))]),
    ("colour", {"events": frozenset({"colour"})}, [("colour", (END, "tell_therapist"))]),
    ("strong feelings alone", {"events": frozenset({"emotion", "sweating"})}, []),
    (
        "strong feelings and sweating, told unasked",
        {"events": frozenset({"emotion", "sweating"}), "reported_symptom": True},
        [("symptom", (PAUSE, "tell_therapist"))],
    ),
    (
        "strong dizziness told unasked: the more cautious comes first",
        {"dizziness": (5,), "events": frozenset({"dizziness"}), "reported_symptom": True},
        [("dizziness", (END, "tell_therapist")), ("symptom", (PAUSE, "tell_therapist"))],
    ),
    (
        "something was wrong, but none of these",
        {"events": frozenset({"none"}), "reported_symptom": True},
        [],
    ),
    ("none of the events", {"events": frozenset({"none"})}, []),
    ("says worse, pain as before", {"reported_worse": True}, [("reported_worse", ("ease",))]),
    (
        "says worse, and pain has risen",
        {"ratings": (3, 6), "reported_worse": True},
        [("pain_rise", (PAUSE,)), ("reported_worse", ("ease",))],
    ),
    (
        "pain persists",
        {"ratings": (3, 6, 6)},
        [("pain_persistent", (END, "tell_therapist"))],
    ),
    ("a third hard session", {"troubled_before": 2}, []),
    (
        "trouble in a third session",
        {"ratings": (3, 6), "troubled_before": 2},
        [("pain_rise", (PAUSE,)), ("repeated", ("tell_therapist",))],
    ),
    (
        "told already in this session",
        {"ratings": (3, 6), "troubled_before": 2, "fired": frozenset({"pain_rise", "repeated"})},
        [("pain_rise", (PAUSE,))],
    ),
    ("long enough", {"minutes": 90.0}, [("time_ceiling", (END,))]),
    ("not quite long enough", {"minutes": 89.9}, []),
    ("movements enough", {"repetitions": 2000}, [("repetition_ceiling", (END,))]),
    (
        "frozen and in pain: the more cautious comes first",
        {"ratings": (3, 6), "events": frozenset({"freezing"})},
        [("freezing", (END, "tell_therapist")), ("pain_rise", (PAUSE,))],
    ),
    ("asked to stop", {"ratings": (1, 9), "stop_requested": True}, [("patient_stop", (END,))]),
]


@pytest.mark.parametrize(("said", "given_", "fires"), CASES, ids=[case[0] for case in CASES])
def test_each_case_of_the_table(
    said: str, given_: dict[str, object], fires: list[tuple[str, tuple[str, ...]]]
) -> None:
    history = PainHistory(**{"ratings": (), **given_})  # type: ignore[arg-type]
    firings = evaluate(SafetyRules(), history)
    assert [(f.rule, f.actions) for f in firings] == fires
    assert all(f.reason for f in firings)


def test_a_plan_may_put_its_own_rule_in_the_place_of_a_usual_one() -> None:
    swap = SafetyRule(when="freezing", do=("tell_therapist", "swap"))
    off = SafetyRule(when="dizziness", do=())
    lower = SafetyRule(when="nausea", at_least=2, do=("ease",))
    rules = SafetyRules(rules=(swap, off, lower))
    history = PainHistory((), dizziness=(9,), nausea=(2,), events=frozenset({"freezing"}))
    fired = [(f.rule, f.actions) for f in evaluate(rules, history)]
    assert fired == [("freezing", ("swap", "tell_therapist")), ("nausea", ("ease",))]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ((SafetyRule(when="colour", do=()), SafetyRule(when="colour", do=("ease",))), "two rules"),
        ((SafetyRule(when="patient_stop", do=()),), "always ends"),
    ],
)
def test_a_table_of_rules_that_contradicts_itself_is_refused(
    rules: tuple[SafetyRule, ...], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        SafetyRules(rules=rules)


def test_every_condition_has_a_usual_rule() -> None:
    table = SafetyRules().table
    assert all(rule.do for rule in table.values())
    assert set(table) == set(get_args(Rule))


@pytest.mark.parametrize(
    ("history", "may"),
    [
        (PainHistory(()), True),
        (PainHistory((4,)), True),
        (PainHistory((4, 4)), True),
        (PainHistory((4, 3)), True),
        (PainHistory((4, 5)), False),
        (PainHistory((4, 2, 3)), False),
        (PainHistory((4, 6, 5)), False),
        (PainHistory((4, 6, 4)), True),
        (PainHistory((4, 3, "skipped")), True),
        (PainHistory((4, 5, "skipped")), False),
        (PainHistory(("skipped", 5)), True),
        (PainHistory(("skipped",), fired=frozenset({"pain_rise"})), False),
        (PainHistory((4, 4), reported_worse=True), False),
        (PainHistory((4, 4), events=frozenset({"more_pain"})), False),
        (PainHistory((4, 4), events=frozenset({"sweating"})), True),
    ],
)
def test_nothing_becomes_harder_while_pain_is_rising(history: PainHistory, may: bool) -> None:
    assert may_become_harder(history) is may


@given(ratings=st.lists(answers, max_size=10))
def test_whatever_fires_for_pain_also_keeps_exercises_from_becoming_harder(
    ratings: list[Answer],
) -> None:
    history = PainHistory(ratings)
    fired = first(SafetyRules(), history)
    if fired is not None and fired.rule == "pain_rise":
        assert not may_become_harder(history)


def test_a_session_with_trouble_is_told_from_one_that_was_only_long() -> None:
    assert is_troubled(frozenset({"freezing", "time_ceiling"}))
    assert not is_troubled(frozenset({"time_ceiling", "repetition_ceiling", "patient_stop"}))
