"""The staircase stays inside the plan, settles at its target, and never hardens under pain."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.exercises.difficulty import Difficulty
from sessions.plan.bounds import Bounds

trials = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=200)


@given(st.floats(0.0, 1.0), trials)
def test_no_course_of_trials_leaves_the_plans_limits(
    level: float, course: list[tuple[bool, bool]]
) -> None:
    difficulty = Difficulty(level)
    for succeeded, may in course:
        difficulty = difficulty.after(succeeded=succeeded, may_become_harder=may)
        assert 0.0 <= difficulty.level <= 1.0
        assert 2.0 <= difficulty.between(2.0, 5.0) <= 5.0


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0), trials)
def test_a_plans_narrower_bounds_are_never_left(
    one: float, other: float, level: float, course: list[tuple[bool, bool]]
) -> None:
    bounds = Bounds(difficulty_least=min(one, other), difficulty_most=max(one, other))
    difficulty = Difficulty(
        bounds.difficulty(level), least=bounds.difficulty_least, most=bounds.difficulty_most
    )
    for succeeded, may in course:
        difficulty = difficulty.after(succeeded=succeeded, may_become_harder=may)
        assert bounds.difficulty_least <= difficulty.level <= bounds.difficulty_most
        eased = difficulty.eased()
        assert bounds.difficulty_least <= eased.level <= difficulty.level


@given(st.floats(0.0, 1.0), st.lists(st.booleans(), max_size=100))
def test_while_pain_is_rising_it_never_becomes_harder(level: float, course: list[bool]) -> None:
    difficulty = Difficulty(level)
    for succeeded in course:
        eased = difficulty.after(succeeded=succeeded, may_become_harder=False)
        assert eased.level <= difficulty.level
        difficulty = eased


@pytest.mark.parametrize("target", [0.7, 0.75, 0.8])
def test_it_settles_where_the_target_share_of_trials_succeeds(target: float) -> None:
    chance = random.Random(3)
    difficulty = Difficulty(0.0, target=target, step_up=0.01)
    done = []
    for _ in range(6000):
        # This patient always succeeds at the easiest level and half the time at the hardest.
        succeeded = chance.random() < 1.0 - 0.5 * difficulty.level
        difficulty = difficulty.after(succeeded=succeeded)
        done.append(succeeded)
    assert sum(done[1000:]) / 5000 == pytest.approx(target, abs=0.02)


def test_a_miss_costs_three_successes_at_three_quarters() -> None:
    difficulty = Difficulty(0.5)
    missed = difficulty.after(succeeded=False)
    for _ in range(3):
        missed = missed.after(succeeded=True)
    assert missed.level == pytest.approx(difficulty.level)


def test_easing_goes_halfway_to_the_easiest_and_the_range_may_run_downwards() -> None:
    assert Difficulty(0.6).eased().level == pytest.approx(0.3)
    assert Difficulty(1.0).between(5.0, 1.5) == 1.5
    assert Difficulty(0.0).between(5.0, 1.5) == 5.0


@pytest.mark.parametrize(
    "wrong", [{"level": 1.1}, {"level": -0.1}, {"target": 1.0}, {"target": 0.4}, {"step_up": 0.0}]
)
def test_settings_that_cannot_settle_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must"):
        Difficulty(**wrong)
