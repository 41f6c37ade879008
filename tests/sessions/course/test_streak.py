"""Days kept going: days off are allowed, and nothing is lost by a bad day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.course.streak import days_kept_going

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("days_ago", "kept"),
    [
        ([], 0),
        ([0], 1),
        ([1], 1),
        ([0, 1, 2], 3),
        # Two days off in seven are as planned; today is not over, so it is not one of them.
        ([0, 3, 4, 5, 6], 5),
        ([3, 4, 5], 3),
        ([4, 5, 6], 0),
        # Three days off in a row end it, what came after them counts.
        ([0, 1, 5, 6, 7], 2),
        (list(range(30)), 30),
        ([d for d in range(35) if d % 7 not in (1, 2)], 25),
    ],
)
def test_days_off_as_planned_cost_nothing(days_ago: list[int], kept: int) -> None:
    assert days_kept_going([TODAY - timedelta(days=d) for d in days_ago], TODAY) == kept


def test_the_plan_says_how_many_days_off_a_week_has() -> None:
    days = [TODAY - timedelta(days=d) for d in (0, 4, 5)]
    assert days_kept_going(days, TODAY, days_off=2) == 1
    assert days_kept_going(days, TODAY, days_off=3) == 3


@given(st.sets(st.integers(0, 60)), st.integers(0, 60))
def test_training_on_one_more_day_never_makes_it_shorter(days_ago: set[int], more: int) -> None:
    days = {TODAY - timedelta(days=d) for d in days_ago}
    assert days_kept_going(days | {TODAY - timedelta(days=more)}, TODAY) >= days_kept_going(
        days, TODAY
    )
