"""A line through few, unruly points: the median of all slopes, after Theil (1950) and Sen (1968).

One odd session among ten hardly moves it, which cannot be said of least squares.
"""

import numpy as np

from sessions.analysis.sampling import Series


def theil_sen(x: Series, y: Series) -> tuple[float, float]:
    """Return slope and intercept; pairs with the same x count for nothing.

    Raises:
        ValueError: there are no two different x.
    """
    first, second = np.triu_indices(len(x), 1)
    run = x[second] - x[first]
    apart = run != 0.0
    if not np.any(apart):
        raise ValueError("two different x are needed")
    slope = float(np.median((y[second] - y[first])[apart] / run[apart]))
    return slope, float(np.median(y - slope * x))
