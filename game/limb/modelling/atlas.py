"""Texture coordinates: the wheel's two islands of a limb, packed side by side."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ASPECT = 0.62
"""Height of the skin textures over their width."""
_GUTTER = 0.006


@dataclass(frozen=True, slots=True)
class Atlas:
    """Where a limb's two islands lie in the wheel, and how they share the atlas."""

    end_islands: Callable[[NDArray[np.float64]], NDArray[np.bool_]]
    """Tells, for coordinates of shape (t, 2), which belong to hand or foot."""
    end_width: float
    """Share of the atlas's width that hand or foot may take."""
    turned: bool
    """Whether the rest of the limb is turned a quarter."""


def pack(uv: NDArray[np.float64], atlas: Atlas) -> NDArray[np.float64]:
    """Return coordinates, shape (t, 2), in the unit square of the atlas."""
    on_end = atlas.end_islands(uv)
    end, rest = uv[on_end], uv[~on_end]
    width, height = np.ptp(end, axis=0)
    scale = min(atlas.end_width / width, (ASPECT - 2 * _GUTTER) / height)
    packed = np.empty_like(uv)
    packed[on_end] = (end - end.min(axis=0)) * scale + _GUTTER
    left = 2.5 * _GUTTER + width * scale
    if atlas.turned:
        rest = rest[:, ::-1]
    rest = rest - rest.min(axis=0)
    room = np.array([1.0 - _GUTTER - left, ASPECT - 2 * _GUTTER])
    packed[~on_end] = rest * (room / rest.max(axis=0)).min() + (left, _GUTTER)
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
