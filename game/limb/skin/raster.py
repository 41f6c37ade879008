"""Triangles drawn into texture space: which surface point each texel shows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_OVERHANG_PX = 0.6
"""Texels this far outside a triangle still belong to it, so that seams leave no gaps."""


@dataclass(frozen=True, slots=True)
class TexelMap:
    """The covered texels of a picture, row 0 at the bottom (v = 0)."""

    covered: NDArray[np.bool_]
    """Shape (height, width)."""
    corners: NDArray[np.intp]
    """Shape (n, 3): vertices of the triangle behind each covered texel, row by row."""
    shares: NDArray[np.float32]
    """Shape (n, 3): barycentric shares of those vertices."""

    def interpolated(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return vertex values, shape (v, k), at the covered texels, shape (n, k)."""
        return np.asarray(np.einsum("nk,nkd->nd", self.shares, values[self.corners]))


def draw(
    uv: NDArray[np.float32], triangles: NDArray[np.uint32], width: int, height: int
) -> TexelMap:
    """Return what each texel of a width x height picture shows.

    Args:
        uv: shape (v, 2) in the unit square.
        triangles: shape (m, 3), rows of `uv`.
        width: texels across.
        height: texels upwards.
    """
    places = uv.astype(np.float64) * (width, height) - 0.5
    owner = np.full((height, width), -1, np.intp)
    best = np.full((height, width), -np.inf, np.float32)
    shares = np.zeros((height, width, 3), np.float32)
    for row, corners in enumerate(places[triangles]):
        low = np.maximum(np.floor(corners.min(axis=0) - 1).astype(int), 0)
        high = np.minimum(np.ceil(corners.max(axis=0) + 2).astype(int), (width, height))
        x, y = np.meshgrid(np.arange(low[0], high[0]), np.arange(low[1], high[1]))
        (ax, ay), (bx, by), (cx, cy) = corners
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-9:
            continue
        b = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area
        c = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area
        three = np.stack([1.0 - b - c, b, c], axis=-1)
        inside = three.min(axis=-1).astype(np.float32)
        window = np.s_[low[1] : high[1], low[0] : high[0]]
        nearer = (inside > -_OVERHANG_PX / np.sqrt(abs(area))) & (inside > best[window])
        owner[window][nearer] = row
        best[window][nearer] = inside[nearer]
        shares[window][nearer] = three[nearer]
    covered = owner >= 0
    return TexelMap(covered, triangles[owner[covered]].astype(np.intp), shares[covered])


def spread(picture: NDArray[np.float32], covered: NDArray[np.bool_], steps: int = 24) -> None:
    """Fill what is not covered from its neighbours, in place, so that no seam shows when shrunk.

    Args:
        picture: shape (height, width, k).
        covered: shape (height, width).
        steps: how many texels far; beyond them the mean of the covered texels stands.
    """
    picture[~covered] = picture[covered].mean(axis=0)
    known = covered.copy()
    for _ in range(steps):
        total = np.zeros_like(picture)
        count = np.zeros(known.shape, np.float32)
        for axis in (0, 1):
            for shift in (-1, 1):
                there = np.roll(known, shift, axis)
                total += np.roll(picture, shift, axis) * there[..., None]
                count += there
        fresh = ~known & (count > 0)
        picture[fresh] = total[fresh] / count[fresh, None]
        known |= fresh
