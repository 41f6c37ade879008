"""How open each vertex is to its surroundings, in each key posture.

Seen from many directions, a vertex is open where nothing of the limb lies in front of it. Each
direction is one coarse depth map of the posed surface's points (a z-buffer); openness is the share
of open directions, weighted by the cosine to the normal.
"""

import numpy as np
from numpy.typing import NDArray

from game.limb.ambient import key_angles
from game.limb.kinematics import Kinematics
from game.limb.mesh import Bytes
from game.limb.skeleton import Skeleton
from game.limb.skinning import skinned

Points = NDArray[np.float64]

DIRECTIONS = 48
_CELL_M = 0.0035
_LIFT_M = 0.0020
"""A vertex looks out from this far above the surface,"""
_BIAS_M = 0.0045
"""and is hidden only by what lies further in front than this."""


def ambient_visibility(
    skeleton: Skeleton, positions: Points, normals: Points, indices: Bytes, weights: Bytes
) -> NDArray[np.float64]:
    """Return openness from 0 to 1, shape (K, n), for vertices of the rest frame.

    Args:
        skeleton: poses the vertices.
        positions: shape (n, 3), dense enough to hide what is behind them.
        normals: shape (n, 3).
        indices: shape (n, 4), skinning.
        weights: shape (n, 4), skinning.
    """
    kinematics = Kinematics(skeleton)
    visible = []
    for angles in key_angles(skeleton.kind):
        matrices = kinematics.skin_matrices(angles, "left")
        posed = skinned(positions, indices, weights, matrices)
        facing = skinned(normals, indices, weights, matrices, directions=True)
        visible.append(_openness(posed, facing))
    return np.stack(visible)


def sky(count: int) -> Points:
    """Return directions spread evenly over the sphere, shape (count, 3) (Fibonacci lattice)."""
    i = np.arange(count) + 0.5
    z = 1.0 - 2.0 * i / count
    turn = np.pi * (1.0 + np.sqrt(5.0)) * i
    radius = np.sqrt(1.0 - z * z)
    return np.stack([radius * np.cos(turn), radius * np.sin(turn), z], axis=1)


def _openness(points: Points, normals: Points) -> NDArray[np.float64]:
    lifted = points + _LIFT_M * normals
    seen, total = np.zeros((2, len(points)))
    for direction in sky(DIRECTIONS):
        cosine = np.maximum(normals @ direction, 0.0)
        rows = np.nonzero(cosine > 0.05)[0]
        seen[rows] += cosine[rows] * _unhidden(points, lifted[rows], direction)
        total += cosine
    return np.asarray(seen / np.maximum(total, 1e-9))


def _unhidden(points: Points, lifted: Points, direction: Points) -> NDArray[np.bool_]:
    helper = np.eye(3)[np.argmin(np.abs(direction))]
    across = np.cross(direction, helper)
    across /= np.linalg.norm(across)
    plane = np.stack([across, np.cross(direction, across)], axis=1) / _CELL_M
    flat = points @ plane
    low = np.floor(flat.min(axis=0)) - 2
    width, height = (np.ceil(flat.max(axis=0)) + 3 - low).astype(np.intp)
    cells = (flat - low).astype(np.intp)
    nearest = np.full(width * height, -np.inf)
    np.maximum.at(nearest, cells[:, 0] * height + cells[:, 1], points @ direction)
    looking = np.clip((lifted @ plane - low).astype(np.intp), 0, (width - 1, height - 1))
    depth = lifted @ direction + _BIAS_M
    return np.asarray(depth >= nearest[looking[:, 0] * height + looking[:, 1]])
