"""Student's t: how likely a value at least as far from 0 is by chance.

The tail is a regularised incomplete beta function, computed by its continued fraction with Lentz's
method, as in every textbook of numerical methods.
"""

import math

_TINY = 1e-300
_CLOSE = 1e-15
_MOST_TERMS = 500


def two_sided_p(t: float, degrees: int) -> float:
    """Return the two-sided probability of Student's t with `degrees` degrees of freedom.

    Raises:
        ValueError: `degrees` is below 1.
    """
    if degrees < 1:
        raise ValueError("at least one degree of freedom is needed")
    if not math.isfinite(t):
        return 0.0
    return incomplete_beta(degrees / 2.0, 0.5, degrees / (degrees + t * t))


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function of x, 0 to 1, for a and b above 0."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    numerator, denominator = 1.0, 1.0 / _not_zero(1.0 - (a + b) * x / (a + 1.0))
    value = denominator
    for m in range(1, _MOST_TERMS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            denominator = 1.0 / _not_zero(1.0 + term * denominator)
            numerator = _not_zero(1.0 + term / numerator)
            value *= denominator * numerator
        if abs(denominator * numerator - 1.0) < _CLOSE:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
