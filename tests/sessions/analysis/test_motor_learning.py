"""Learning within and between sessions, on courses worked by hand."""

import numpy as np
import pytest

from sessions.analysis.motor_learning import (
    learning,
    retention,
    variability,
    within_session_slope,
)


def test_a_course_that_learns_by_day_and_forgets_a_little_by_night() -> None:
    # Each session gains 0.3 over four trials; each night loses 0.1.
    sessions = [0.2 * day + 0.1 * np.arange(4) for day in range(5)]
    found = learning(sessions)
    assert found.sessions == 5
    assert found.within_slope == pytest.approx(0.1)
    assert found.retention == pytest.approx(-0.1)
    assert found.between_slope == pytest.approx(0.2)
    assert found.first == pytest.approx(0.15)
    assert found.last == pytest.approx(0.95)
    assert found.variability == pytest.approx(0.0, abs=1e-12)


def test_a_session_without_a_measured_trial_is_left_out_and_its_place_kept() -> None:
    sessions = [np.array([1.0, 1.0]), np.array([np.nan, np.nan]), np.array([3.0, 3.0])]
    found = learning([*sessions, np.array([4.0])])
    assert found.sessions == 3
    assert found.between_slope == pytest.approx(1.0)


def test_too_little_says_nothing() -> None:
    assert within_session_slope(np.array([1.0, 2.0])) is None
    assert variability(np.array([1.0, 2.0, 3.0])) is None
    assert retention(np.array([np.nan]), np.array([1.0])) is None
    empty = learning([])
    assert empty.sessions == 0
    assert empty.first is None
    assert empty.between_slope is None


def test_variability_leaves_learning_out() -> None:
    unsteady = np.arange(8) + np.array([0.5, -0.5] * 4)
    assert variability(np.arange(8.0)) == pytest.approx(0.0, abs=1e-12)
    found = variability(unsteady)
    assert found is not None
    assert found == pytest.approx(0.55, abs=0.1)
