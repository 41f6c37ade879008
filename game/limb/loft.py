"""Tubes drawn through rings: the material of the plain limb."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.limb.anatomy import Anatomy
from game.limb.skeleton import ARM_ANATOMY

RING = 20
"""Vertices around a tube."""


@dataclass(frozen=True, slots=True)
class Tube:
    """A closed tube's surface with its skin weights."""

    vertices: NDArray[np.float64]
    """Shape (n, 3), metres."""
    weights: NDArray[np.float64]
    """Shape (n, J), rows sum to 1."""
    triangles: NDArray[np.uint32]
    """Shape (m, 3), counter-clockwise from outside."""


def loft(
    centres: NDArray[np.float64],
    side: NDArray[np.float64],
    front: NDArray[np.float64],
    sizes_m: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> Tube:
    """Return a tube through elliptic rings, with a point at both ends.

    Args:
        centres: shape (k, 3).
        side: shape (3,), direction of the rings' width.
        front: shape (3,), direction of their depth; side x front looks back along the tube.
        sizes_m: shape (k, 3): half width, half depth in front, half depth behind.
        weights: shape (k, J).
    """
    turn = np.linspace(0.0, 2.0 * np.pi, RING, endpoint=False)
    # A little squarer than an ellipse, as limbs are.
    across, along = (np.sign(v) * np.abs(v) ** 0.9 for v in (np.cos(turn), np.sin(turn)))
    depth = np.where(along[None] > 0, sizes_m[:, 1:2], sizes_m[:, 2:3]) * along
    rings = (
        centres[:, None] + (sizes_m[:, 0:1] * across)[:, :, None] * side + depth[:, :, None] * front
    )
    count = len(centres)
    vertices = np.vstack([rings.reshape(-1, 3), centres[[0, -1]]])
    shared = np.vstack([np.repeat(weights, RING, axis=0), weights[[0, -1]]])
    return Tube(vertices, shared, _tube_triangles(count))


def blend(
    places: NDArray[np.float64],
    knots: dict[str, tuple[float, float]],
    anatomy: Anatomy = ARM_ANATOMY,
) -> NDArray[np.float64]:
    """Return weights, shape (k, J), that pass from joint to joint along a tube.

    Args:
        places: shape (k,), how far along the tube each ring lies.
        knots: joint to where it begins to move the tube, and how wide the passage is; in order.
        anatomy: the limb's joints.
    """
    weights = np.zeros((len(places), anatomy.count))
    names = list(knots)
    weights[:, anatomy.joint(names[0])] = 1.0
    for before, name in pairwise(names):
        start, width = knots[name]
        step = np.clip((places - start) / width + 0.5, 0.0, 1.0)
        step = step * step * (3.0 - 2.0 * step)
        here, there = anatomy.joint(before), anatomy.joint(name)
        weights[:, there] = weights[:, here] * step
        weights[:, here] *= 1.0 - step
    return weights


def _tube_triangles(count: int) -> NDArray[np.uint32]:
    row = np.arange(RING)
    after = (row + 1) % RING
    sides = []
    for ring in range(count - 1):
        a, b = ring * RING, (ring + 1) * RING
        sides += [
            np.stack([a + row, b + row, b + after], axis=1),
            np.stack([a + row, b + after, a + after], axis=1),
        ]
    first, last = count * RING, count * RING + 1
    end = (count - 1) * RING
    caps = [
        np.stack([np.full(RING, first), row, after], axis=1),
        np.stack([np.full(RING, last), end + after, end + row], axis=1),
    ]
    return np.concatenate(sides + caps).astype(np.uint32)
