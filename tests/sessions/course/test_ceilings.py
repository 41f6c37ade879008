"""No schedule ever orders more than the ceilings, whatever life does to it."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.course.course import LoadedCourse
from sessions.course.period import periods
from sessions.course.played_session import PlayedSession
from sessions.course.schedule import what_is_due
from sessions.course.session import course_session
from tests.sessions.courses import CODE, at, course


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


def later_than(now: datetime, then: datetime | date | None) -> bool:
    """Return whether it says when to look again, and that is still to come."""
    return then is not None and (then > now if isinstance(then, datetime) else then > now.date())


@settings(max_examples=150)
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
            assert due.status != "later" or later_than(now, due.not_before)
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
