"""When a phase of a course is over: its rules, its longest, the therapist's release."""

from sessions.course.schedule import what_is_due
from tests.sessions.courses import CODE, FULL_WEEK, at, course, session

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
