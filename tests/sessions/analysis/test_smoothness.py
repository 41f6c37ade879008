"""SPARC and LDLJ give the published example's numbers, and order movements as they should."""

import numpy as np
import pytest

from sessions.analysis.smoothness import dimensionless_jerk, log_dimensionless_jerk, sparc

from .profiles import RATE_HZ, minimum_jerk_speed

T = np.arange(-100, 100) / 100.0
EXAMPLE = np.exp(-5.0 * T**2)


def test_the_authors_example_has_their_numbers() -> None:
    assert sparc(EXAMPLE, RATE_HZ) == pytest.approx(-1.41403, abs=1e-5)
    assert dimensionless_jerk(EXAMPLE, RATE_HZ) == pytest.approx(-335.74684, abs=1e-4)
    assert log_dimensionless_jerk(EXAMPLE, RATE_HZ) == pytest.approx(-5.81636, abs=1e-5)


@pytest.mark.parametrize("duration_s", [0.5, 1.0, 3.0])
def test_a_minimum_jerk_stroke_has_one_sparc_at_any_duration(duration_s: float) -> None:
    assert sparc(minimum_jerk_speed(duration_s), RATE_HZ) == pytest.approx(-1.4058, abs=0.004)


def test_minimum_jerk_has_its_analytic_jerk_where_sampled_finely() -> None:
    fine = minimum_jerk_speed(1.0, 10_000.0)
    assert dimensionless_jerk(fine, 10_000.0) == pytest.approx(-204.8, rel=2e-3)
    assert log_dimensionless_jerk(fine, 10_000.0) == pytest.approx(-5.3220, abs=2e-3)
    coarse = minimum_jerk_speed(1.0)[:-1]
    assert log_dimensionless_jerk(coarse, RATE_HZ) == pytest.approx(-5.2241, abs=1e-4)
    assert sparc(coarse, RATE_HZ) == pytest.approx(-1.4058, abs=1e-4)


def test_two_strokes_are_less_smooth_than_one() -> None:
    one = minimum_jerk_speed(1.0)
    two = np.concatenate((one, one[1:]))
    assert sparc(two, RATE_HZ) == pytest.approx(-2.2445, abs=0.02)
    assert log_dimensionless_jerk(two, RATE_HZ) == pytest.approx(-8.046, abs=0.05)


def test_size_makes_no_difference() -> None:
    one = minimum_jerk_speed(1.0)
    assert sparc(0.03 * one, RATE_HZ) == pytest.approx(sparc(one, RATE_HZ))
    assert dimensionless_jerk(0.03 * one, RATE_HZ) == pytest.approx(
        dimensionless_jerk(one, RATE_HZ)
    )


@pytest.mark.parametrize("still", [np.zeros(50), np.empty(0), np.zeros(1)])
def test_what_does_not_move_has_no_smoothness(still: np.ndarray) -> None:
    assert sparc(still, RATE_HZ) is None
    assert dimensionless_jerk(still, RATE_HZ) is None
    assert log_dimensionless_jerk(still, RATE_HZ) is None
