"""Smooth steps, bell shapes, and distances to smooth curves in a plane."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]
_PIECES = 10
"""Straight pieces between two control points."""


def step(low: float, high: float, x: Values) -> Values:
    """Return 0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), dtype=np.float32)


def bell(x: Values, width: float) -> Values:
    """Return 1 at 0, falling off within about `width`."""
    return np.asarray(np.exp(-((x / width) ** 2)), dtype=np.float32)


def curve_distance(
    points: Values, knots: NDArray[np.float64], reach: float
) -> tuple[Values, Values]:
    """Return distance to a Catmull-Rom curve, and how far along (0 to 1) the nearest place lies.

    Args:
        points: shape (n, 2).
        knots: shape (k, 2); the curve runs through them.
        reach: distances beyond this need not be exact, only larger.
    """
    path = _catmull_rom(knots)
    distance = np.full(len(points), 4.0 * reach, np.float32)
    along = np.zeros(len(points), np.float32)
    inside = (points > path.min(axis=0) - reach).all(axis=1)
    inside &= (points < path.max(axis=0) + reach).all(axis=1)
    near = points[inside]
    best, place = distance[inside], along[inside]
    for i, (start, end) in enumerate(pairwise(path)):
        edge = end - start
        t = np.clip((near - start) @ edge / (edge @ edge), 0.0, 1.0)
        away = np.hypot(*(near - start - t[:, None] * edge).T)
        closer = away < best
        best = np.where(closer, away, best)
        place = np.where(closer, (i + t) / (len(path) - 1), place)
    distance[inside], along[inside] = best, place
    return distance, along


def _catmull_rom(knots: NDArray[np.float64]) -> NDArray[np.float64]:
    p = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    t = np.arange(_PIECES)[:, None] / _PIECES
    parts = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        bent = (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
        parts.append((2 * b + (c - a) * t + bent) / 2)
    return np.vstack([*parts, knots[-1:]])
