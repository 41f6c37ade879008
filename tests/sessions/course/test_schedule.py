"""What is due, case by case; and that no schedule ever orders more than the ceilings."""

from datetime import date

import pytest

from sessions.course.schedule import what_is_due
from tests.sessions.courses import CODE, FULL_WEEK, at, course, session

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
    "the week is full": ([*FULL_WEEK], at(4), "later", "week_done", "3 sessions of week 1"),
    "the week is over: the next phase": (
        [*FULL_WEEK],
        at(7),
        "due",
        "next",
        "week 2, session 1 of 2",
    ),
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
        [*FULL_WEEK],
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
        "week 2, session 1 of 2",
    ),
    "stopped early: counts, nobody has to do it over": (
        [session(0, ended="stopped_by_patient", minutes=2)],
        at(0, 15),
        "later",
        "day_done",
        "today's 1 of 1 is done",
    ),
    "hardly begun: may be begun again": (
        [session(0, ended="stopped_by_patient", minutes=0.5)],
        at(0, 15),
        "due",
        "first",
        "week 1, session 1 of 3",
    ),
    "cut off by the machine: may be played again": (
        [session(0, ended="interrupted", minutes=1)],
        at(0, 15),
        "due",
        "first",
        "week 1, session 1 of 3",
    ),
    "another plan took the day's minutes": (
        [session(1, of="", minutes=16), session(0)],
        at(1, 20),
        "later",
        "ceiling",
        "the course's ceiling for a day or for seven days",
    ),
    "another course is no business of this one": (
        [session(0, of="other")],
        at(1),
        "due",
        "first",
        "week 1, session 1 of 3",
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
    assert (due.place.period, due.place.number) == (0, 2)
