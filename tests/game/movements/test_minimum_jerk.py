"""The polynomials are those of Flash and Hogan 1985, and smooth where they meet."""

import numpy as np
from numpy.typing import NDArray

from game.movements.minimum_jerk import chain


def derivatives(coefficients: NDArray[np.float64], t: float) -> NDArray[np.float64]:
    """Return value and first to fourth derivative, shape (5, joints), per unit of t."""
    orders = [np.polynomial.polynomial.polyder(coefficients, k) for k in range(5)]
    return np.array([np.polynomial.polynomial.polyval(t, order) for order in orders])


def test_between_two_stops_it_is_the_published_polynomial() -> None:
    coefficients = chain(np.array([[2.0], [5.0]]), np.array([0.7]), np.array([False, False]))
    np.testing.assert_allclose(coefficients[0, :, 0], [2.0, 0.0, 0.0, 30.0, -45.0, 18.0])


def test_through_a_passed_posture_four_derivatives_agree_and_speed_is_not_zero() -> None:
    values = np.array([[0.0, 1.0], [1.0, 0.5], [1.5, -1.0], [3.0, 0.0]])
    spans = np.array([0.2, 0.5, 0.3])
    coefficients = chain(values, spans, np.array([False, True, True, False]))
    for i in (0, 1):
        scale_before = spans[i] ** -np.arange(5.0)[:, None]
        scale_after = spans[i + 1] ** -np.arange(5.0)[:, None]
        before = derivatives(coefficients[i], 1.0) * scale_before
        after = derivatives(coefficients[i + 1], 0.0) * scale_after
        np.testing.assert_allclose(before, after, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(before[0], values[i + 1], atol=1e-12)
        assert abs(before[1, 0]) > 0.5


def test_a_chain_has_less_jerk_than_the_same_knots_with_any_other_passing_speed() -> None:
    values, spans = np.array([[0.0], [1.0], [3.0]]), np.array([0.4, 0.6])
    best = chain(values, spans, np.array([False, True, False]))

    def jerk(coefficients: NDArray[np.float64]) -> float:
        total = 0.0
        for segment, span in zip(coefficients, spans, strict=True):
            third = np.polynomial.polynomial.polyder(segment[:, 0], 3)
            squared = np.polynomial.polynomial.polyint(
                np.polynomial.polynomial.polymul(third, third)
            )
            total += float(np.polynomial.polynomial.polyval(1.0, squared)) / span**5
        return total

    stopping = chain(values, spans, np.array([False, False, False]))
    assert jerk(best) < 0.5 * jerk(stopping)
    # Any other smooth passage is the best one plus bumps that vanish at the knots.
    for amount in (0.05, -0.05):
        other = best.copy()
        # The speed at the knot changes by the same amount on both sides.
        other[0, :, 0] += amount * np.array([0.0, 0.0, 0.0, -4.0, 7.0, -3.0]) * spans[0]
        other[1, :, 0] += amount * np.array([0.0, 1.0, 0.0, -6.0, 8.0, -3.0]) * spans[1]
        assert jerk(other) > jerk(best)
