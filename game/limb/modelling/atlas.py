"""Texture coordinates: the wheel's two islands, hand and arm, packed side by side."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ASPECT = 0.62
"""Height of the skin textures over their width."""
_HAND_WIDTH = 0.60
_GUTTER = 0.006


def pack(uv: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return coordinates, shape (t, 2), in the unit square of the atlas.

    In the wheel the hand lies below v = 0.5 and the arm above; the arm is turned a quarter.
    """
    on_hand = uv[:, 1] < 0.5
    hand, arm = uv[on_hand], uv[~on_hand]
    width, height = np.ptp(hand, axis=0)
    scale = min(_HAND_WIDTH / width, (ASPECT - 2 * _GUTTER) / height)
    packed = np.empty_like(uv)
    packed[on_hand] = (hand - hand.min(axis=0)) * scale + _GUTTER
    left = 2.5 * _GUTTER + width * scale
    turned = arm[:, ::-1] - arm.min(axis=0)[::-1]
    room = np.array([1.0 - _GUTTER - left, ASPECT - 2 * _GUTTER])
    packed[~on_hand] = turned * (room / turned.max(axis=0)).min() + (left, _GUTTER)
    return packed / (1.0, ASPECT)


@dataclass(frozen=True, slots=True)
class SeamSplit:
    """Vertices doubled where the texture has a seam."""

    vertex: NDArray[np.intp]
    """Shape (n,): the vertex behind each rendered one."""
    uv: NDArray[np.intp]
    """Shape (n,): its texture coordinate."""
    triangles: NDArray[np.uint32]
    """Shape (m, 3), rows of the rendered vertices."""


def split_seams(quads: NDArray[np.intp], uv_quads: NDArray[np.intp]) -> SeamSplit:
    """Return the rendered vertices and triangles of a quad mesh with its own uv corners."""
    width = int(uv_quads.max()) + 1
    keys, corners = np.unique(quads * width + uv_quads, return_inverse=True)
    return SeamSplit(keys // width, keys % width, triangles(corners.reshape(-1, 4)))


def triangles(quads: NDArray[np.intp]) -> NDArray[np.uint32]:
    """Return two triangles for each quad, shape (2 m, 3)."""
    halves = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    return halves.astype(np.uint32)
