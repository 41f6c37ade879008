"""Repeatable randomness in space: hashed lattices, gradient-free value noise, cells.

Texture methods after Ebert et al., Texturing & Modeling, 3rd ed.; cells after Worley 1996.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
Values = NDArray[np.float32]


def _hashed(cells: NDArray[np.int32], seed: int) -> Values:
    """Return one number in 0 to 1 for each lattice cell, shape (n, 3)."""
    mixed = cells.astype(np.uint32)
    h = mixed[..., 0] * np.uint32(374761393) + mixed[..., 1] * np.uint32(668265263)
    h += mixed[..., 2] * np.uint32(2246822519) + np.uint32((seed * 974711) & 0xFFFFFFFF)
    h = (h ^ (h >> np.uint32(13))) * np.uint32(1274126177)
    h ^= h >> np.uint32(16)
    return np.asarray((h & np.uint32(0xFFFF)) / np.float32(65535.0), dtype=np.float32)


def value_noise(points: Points, seed: int) -> Values:
    """Return smooth noise in -1 to 1 with features of size 1, shape (n,)."""
    floor = np.floor(points)
    cells = floor.astype(np.int32)
    part = points - floor
    f = part * part * part * (part * (part * 6.0 - 15.0) + 10.0)
    total = np.zeros(len(points), np.float32)
    for corner in product((0, 1), repeat=3):
        weight = np.ones(len(points), np.float32)
        for axis, bit in enumerate(corner):
            weight *= f[:, axis] if bit else 1.0 - f[:, axis]
        total += weight * _hashed(cells + np.array(corner, np.int32), seed)
    return total * 2.0 - 1.0


def fractal(points: Points, octaves: int, seed: int) -> Values:
    """Return noise of several sizes added up, each half as large and half as strong."""
    total = np.zeros(len(points), np.float32)
    strength = 1.0
    for k in range(octaves):
        total += strength * value_noise(points * np.float32(2.0**k), seed + k)
        strength *= 0.5
    return total / np.float32(2.0 - 2.0 * strength)


def cell_borders(points: Points, seed: int) -> Values:
    """Return how far each point is from the border of its cell (0 on it), cells of size 1."""
    floor = np.floor(points).astype(np.int32)
    nearest = np.full(len(points), 9.0, np.float32)
    second = nearest.copy()
    for step in product((-1, 0, 1), repeat=3):
        cell = floor + np.array(step, np.int32)
        centre = np.stack([_hashed(cell, seed + k) for k in range(3)], axis=1) + cell
        away = np.linalg.norm(points - centre, axis=1).astype(np.float32)
        np.minimum(second, np.maximum(away, nearest), out=second)
        np.minimum(nearest, away, out=nearest)
    return second - nearest
