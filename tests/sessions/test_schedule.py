"""What is due, case by case; and that no schedule ever orders more than the ceilings."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.course import LoadedCourse
from sessions.course_key import CourseKey
from sessions.course_session import course_session
from sessions.period import periods
from sessions.played_session import PlayedSession
from sessions.schedule import what_is_due
from tests.sessions.courses import at, course, session

CODE = "P001"
FULL_WEEK = [session(0), session(1), session(2)]

CASES = {
    "nothing played: the first": ([], at(0), "due", "first", "week 1, session 1 of 3"),
    "the day after: the next": ([session(0)], at(1), "due", "next", "week 1, session 2 of 3"),
    "later the same day: enough": ([session(0)], at(0, 15), "later", "day_done", "of 1 is done"),
    "days missed: still the next, once": (
        [session(0)],
        at(5),
        "due",
        "next",
        "week 1, session 2 of 3: the last one was 5 days ago",
    ),
    "the week is full": (FULL_WEEK, at(4), "later", "week_done", "3 sessions of week 1"),
    "the week is over: the next phase": (FULL_WEEK, at(7), "due", "next", "week 2, session 1 of 2"),
    "too little of the week: lived again": (
        [session(0)],
        at(8),
        "due",
        "next",
        "week 2, session 1 of 3",
    ),
    "half of the week is enough": (
        [session(0), session(3)],
        at(9),
        "due",
        "next",
        "week 2, session 1 of 2",
    ),
    "ill for a month: goes on where it was": (
        FULL_WEEK,
        at(40),
        "due",
        "next",
        "week 2, session 1 of 2",
    ),
    "never more than the longest, however little": (
        [session(0), session(8, week=2)],
        at(16),
        "due",
        "next",
        "week 3, session 1 of 2",
    ),
    "two a day, not at once": (
        [*FULL_WEEK, session(7, "second", 2)],
        at(7, 10),
        "later",
        "soon",
        "2 h between",
    ),
    "two a day, some hours later": (
        [*FULL_WEEK, session(7, "second", 2)],
        at(7, 12),
        "due",
        "next",
        "week 2, session 2 of 2: the last one was earlier today",
    ),
    "finished": (
        [*FULL_WEEK, session(7, "second", 2), session(8, "second", 2)],
        at(14),
        "finished",
        "finished",
        "5 sessions played",
    ),
    "pain ended today's session": (
        [session(0, ended="safety")],
        at(0, 20),
        "later",
        "pain_today",
        "because of pain",
    ),
    "pain ended three in a row: the therapist looks": (
        [session(day, ended="safety") for day in range(3)],
        at(3),
        "waits_for_therapist",
        "safety_hold",
        "the last 3 sessions",
    ),
    "pain ended three, under an older version": (
        [session(day, ended="safety", version=9) for day in range(3)],
        at(8),
        "due",
        "next",
        "week 2",
    ),
    "stopped early: counts, nobody has to do it over": (
        [session(0, ended="stopped_by_patient", minutes=2)],
        at(0, 15),
        "later",
        "day_done",
        "",
    ),
    "hardly begun: may be begun again": (
        [session(0, ended="stopped_by_patient", minutes=0.5)],
        at(0, 15),
        "due",
        "first",
        "session 1 of 3",
    ),
    "cut off by the machine: may be played again": (
        [session(0, ended="interrupted", minutes=1)],
        at(0, 15),
        "due",
        "first",
        "",
    ),
    "another plan took the day's minutes": (
        [session(1, of="", minutes=16), session(0)],
        at(1, 20),
        "later",
        "ceiling",
        "ceiling",
    ),
    "another course is no business of this one": (
        [session(0, of="other")],
        at(1),
        "due",
        "first",
        "session 1 of 3",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_due(case: str) -> None:
    past, now, status, reason, words = CASES[case]
    due = what_is_due(course(), past, now, CODE)
    assert (due.status, due.reason) == (status, reason)
    assert words in due.why


def test_a_session_missed_late_on_is_not_made_up_for_at_a_ceiling() -> None:
    tight = course(**{"sessions_per_week = 4": "sessions_per_week = 3"})
    late_week = [session(0), session(5), session(6)]
    due = what_is_due(tight, late_week, at(7), CODE)
    assert (due.status, due.reason) == ("due", "next")
    full = [*late_week, session(7, "second", 2)]
    due = what_is_due(tight, full, at(8), CODE)
    assert (due.status, due.reason) == ("later", "ceiling")
    assert due.not_before == date(2026, 3, 14)


def test_days_off_are_kept() -> None:
    spaced = course(**{"per_week = 3": "per_week = 3\ndays_between = 1"})
    due = what_is_due(spaced, [session(0)], at(1), CODE)
    assert (due.reason, due.not_before) == ("day_off", date(2026, 3, 4))
    assert what_is_due(spaced, [session(0)], at(2), CODE).status == "due"


def test_a_phase_that_is_gone_from_the_course_is_begun_from_the_first() -> None:
    due = what_is_due(course(), [session(0, "gone")], at(1), CODE)
    assert due.place is not None
    assert due.place.period == 0


WITH_RULES = {
    'sessions = ["look", "move"]\nper_week = 3': 'sessions = ["look"]\nper_week = 3\n'
    'earliest_weeks = 1\nlongest_weeks = 2\ngo_on_when = [{rule = "sessions_done", at_least = 5}]'
}


def test_rules_that_do_not_hold_keep_the_phase_up_to_its_longest_then_wait() -> None:
    ruled = course(**WITH_RULES)
    assert "week 2, session 1 of 3" in what_is_due(ruled, FULL_WEEK, at(7), CODE).why
    too_few = [*FULL_WEEK, session(7, week=2)]
    due = what_is_due(ruled, too_few, at(14), CODE)
    assert (due.status, due.reason) == ("waits_for_therapist", "rules_not_met")
    assert "4 of 5 sessions done" in due.why
    enough = [*too_few, session(8, week=2)]
    assert "week 3, session 1 of 2" in what_is_due(ruled, enough, at(14), CODE).why


def test_a_phase_may_go_on_all_the_same_where_the_course_says_so() -> None:
    ruled = course(
        **{k: v + '\nif_not = "go_on"' for k, v in WITH_RULES.items()},
    )
    due = what_is_due(ruled, [*FULL_WEEK, session(7, week=2)], at(14), CODE)
    assert "week 3, session 1 of 2" in due.why


def test_the_therapist_can_always_release_a_phase() -> None:
    ruled = course(**WITH_RULES, **{"\nversion = 1\n": '\nversion = 2\nreleased = ["first"]\n'})
    assert "week 2, session 1 of 2" in what_is_due(ruled, FULL_WEEK, at(7), CODE).why


def test_rules_may_end_a_phase_early_but_not_within_a_week() -> None:
    early = course(
        **{
            'name = "first"\nweeks = 1': 'name = "first"\nweeks = 3\nearliest_weeks = 1',
            "per_week = 3": 'per_week = 3\ngo_on_when = [{rule = "sessions_done", at_least = 2}]',
        }
    )
    assert what_is_due(early, FULL_WEEK, at(5), CODE).reason == "week_done"
    assert "week 2, session 1 of 2" in what_is_due(early, FULL_WEEK, at(7), CODE).why


BLINDED = """
schema_version = 1
name = "compare"
title = "Two ways to move"
[every_session]
affected_side = "right"
[design]
labels = ["heron", "kestrel"]
[design.arms]
shown = ["shown"]
hidden = ["hidden"]
[[phases]]
name = "before"
weeks_drawn = [1, 2, 3]
sessions = ["shown"]
per_week = 2
[[phases]]
name = "compare"
weeks = 1
periods = 6
per_week = 2
[sessions.shown]
title = "The hand is shown"
[[sessions.shown.blocks]]
exercise = "mirror"
movements = ["pinch"]
duration_s = 60
[[sessions.shown.blocks]]
exercise = "rest"
[[sessions.shown.blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 90
[sessions.hidden]
title = "The hand is hidden"
[[sessions.hidden.blocks]]
exercise = "follow"
movements = ["pinch"]
"""
KEY = CourseKey(course="compare", seed="ab" * 16, arms={"heron": "hidden", "kestrel": "shown"})


def blinded(key: CourseKey = KEY) -> LoadedCourse:
    return replace(course(BLINDED), key=key)


def test_each_pair_of_an_n_of_1_phase_has_both_arms_in_a_drawn_order() -> None:
    orders = set()
    for number in range(40):
        laid_out = periods(blinded(), f"P{number}")
        assert [p.number for p in laid_out] == [1, 1, 2, 3, 4, 5, 6]
        labels = [p.label for p in laid_out[1:]]
        for pair in range(3):
            assert set(labels[2 * pair : 2 * pair + 2]) == {"heron", "kestrel"}
        orders.add(tuple(labels))
    assert len(orders) == 8


def test_a_multiple_baseline_is_drawn_for_each_patient_and_stays_theirs() -> None:
    weeks = [periods(blinded(), f"P{number}")[0].weeks for number in range(60)]
    assert {weeks.count(n) >= 8 for n in (1, 2, 3)} == {True}
    assert weeks == [periods(blinded(), f"P{number}")[0].weeks for number in range(60)]
    other = KEY.model_copy(update={"seed": "cd" * 16})
    assert weeks != [periods(blinded(other), f"P{number}")[0].weeks for number in range(60)]


def test_patient_and_log_see_the_label_and_neither_the_arms_name_nor_its_title() -> None:
    loaded = blinded()
    laid_out = periods(loaded, CODE)
    index = next(i for i, p in enumerate(laid_out) if p.label == "heron")
    past = [session(0, "before", 1, of="compare"), session(2, "before", 1, of="compare")]
    due = what_is_due(loaded, past, at(5), CODE)
    assert due.place is not None
    plan = course_session(loaded, laid_out[index], replace(due.place, period=index), CODE)
    assert plan.place is not None
    assert (plan.place.arm, plan.place.session) == ("heron", "")
    assert plan.place.key_sha256 == KEY.sha256()
    assert plan.plan.name == "heron"
    told = plan.plan.model_dump_json(exclude={"blocks"}) + plan.place.model_dump_json()
    assert "hidden" not in told
    assert [block.exercise for block in plan.plan.blocks] == ["follow"]


def test_the_order_of_sessions_and_blocks_is_drawn_where_the_course_says_so() -> None:
    mixed = course(
        **{"per_week = 3": 'per_week = 3\norder = "random"\nblock_order = "random"'},
    )
    firsts = set()
    for number in range(40):
        due = what_is_due(mixed, [], at(0), f"P{number}")
        assert due.place is not None
        period = periods(mixed, f"P{number}")[0]
        week = [
            course_session(mixed, period, replace(due.place, in_week=n), f"P{number}").plan.name
            for n in (1, 2, 3)
        ]
        assert sorted(week) == ["look", "look", "move"]
        firsts.add(tuple(week))
    assert len(firsts) == 3


def test_exercises_change_places_and_rests_stay() -> None:
    text = BLINDED.replace('sessions = ["shown"]', 'sessions = ["shown"]\nblock_order = "random"')
    loaded = replace(course(text), key=KEY)
    seen = set()
    for number in range(30):
        due = what_is_due(loaded, [], at(0), f"P{number}")
        assert due.place is not None
        period = periods(loaded, f"P{number}")[0]
        blocks = course_session(loaded, period, due.place, f"P{number}").plan.blocks
        assert [b.exercise for b in blocks] == ["mirror", "rest", "mirror"]
        seen.add(tuple(b.ordered_s for b in blocks))
    assert seen == {(60.0, 25.0, 90.0), (90.0, 25.0, 60.0)}


@st.composite
def lives(draw: st.DrawFn) -> tuple[LoadedCourse, list[tuple[int, float, str, float]]]:
    per_week = draw(st.integers(1, 6))
    per_day = draw(st.integers(1, 3))
    most_week = draw(st.integers(max(per_week, 2), 9))
    loaded = course(
        **{
            "sessions_per_day = 2": f"sessions_per_day = {per_day}",
            "sessions_per_week = 4": f"sessions_per_week = {most_week}",
            "minutes_per_day = 20": f"minutes_per_day = {draw(st.integers(8, 30))}",
            "minutes_per_week = 40": f"minutes_per_week = {draw(st.integers(60, 90))}",
            "\nper_week = 3": f"\nper_week = {per_week}\nper_day = {per_day}",
            "\nper_day = 2": f"\nper_day = {min(per_day, 2)}",
            'weeks = 1\nsessions = ["look"': 'weeks = 3\nsessions = ["look"',
        }
    )
    looks = draw(
        st.lists(
            st.tuples(
                st.integers(0, 3),
                st.floats(0.0, 23.0),
                st.sampled_from(
                    ["completed"] * 5 + ["stopped_by_patient", "interrupted", "safety"]
                ),
                st.floats(0.0, 1.0),
            ),
            max_size=60,
        )
    )
    return loaded, looks


@settings(max_examples=150, deadline=None)
@given(lives())
def test_no_schedule_ever_orders_more_than_the_ceilings(
    life: tuple[LoadedCourse, list[tuple[int, float, str, float]]],
) -> None:
    loaded, looks = life
    most = loaded.course.ceilings
    past: list[PlayedSession] = []
    day, free_at = 0, at(0, 0.0)
    for days_on, hour, ended, share in looks:
        day += days_on
        now = max(at(day, hour), free_at)
        due = what_is_due(loaded, past, now, CODE)
        if due.status != "due":
            assert due.reason != "finished" or due.status == "finished"
            continue
        assert due.place is not None
        period = periods(loaded, CODE)[due.place.period]
        ordered = course_session(loaded, period, due.place, CODE)
        assert ordered.place is not None
        minutes = ordered.plan.dose.minutes * (1.0 if ended == "completed" else share)
        free_at = now + timedelta(minutes=minutes)
        past.append(
            PlayedSession(now, free_at, ended, ordered.place, ordered.plan.dose.minutes * 60,
                        minutes * 60)
        )  # fmt: skip
    counted = [s for s in past if s.counts]
    for first in (s.day for s in past):
        week = [s for s in past if first <= s.day < first + timedelta(days=7)]
        today = [s for s in week if s.day == first]
        assert sum(s.counts for s in week) <= most.sessions_per_week
        assert sum(s.counts for s in today) <= most.sessions_per_day
        assert sum(s.minutes for s in week) <= most.minutes_per_week + 1e-6
        assert sum(s.minutes for s in today) <= most.minutes_per_day + 1e-6
    places = [s.place for s in counted if s.place is not None]
    assert all(a.week <= b.week <= a.week + 1 for a, b in pairwise(places))
    assert [p.number for p in places] == list(range(1, len(places) + 1))
