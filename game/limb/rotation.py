"""Rotations about an axis, and rigid moves that keep a point where it is."""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


def unit(vector: Vector) -> Vector:
    """Return the vector at length 1."""
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float64)


def rotation(axis: Vector, angle_rad: float) -> Matrix:
    """Return the right-handed rotation about a unit axis, shape (3, 3) (Rodrigues)."""
    x, y, z = axis
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    turned = np.eye(3) + np.sin(angle_rad) * cross + (1.0 - np.cos(angle_rad)) * (cross @ cross)
    return np.asarray(turned)


def about(point: Vector, turned: Matrix) -> Matrix:
    """Return the move, shape (3, 4), that turns everything while the point stays."""
    return np.hstack([turned, (point - turned @ point)[:, None]])


def after(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the move, shape (3, 4), that does `inner` and then `outer`."""
    turned = outer[:, :3] @ inner[:, :3]
    return np.hstack([turned, (outer[:, :3] @ inner[:, 3] + outer[:, 3])[:, None]])


def moved(move: Matrix, points: Vector) -> Vector:
    """Return points, shape (..., 3), after a move of shape (3, 4)."""
    return np.asarray(points @ move[:, :3].T + move[:, 3])
