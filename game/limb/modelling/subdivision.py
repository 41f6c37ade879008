"""Catmull-Clark subdivision of an open quad mesh, for any values its vertices carry.

Catmull & Clark 1978; open edges follow the cubic B-spline rule. One `QuadTopology` subdivides
positions, weights or shape differences alike.
"""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Quads = NDArray[np.intp]


class QuadTopology:
    """Which corners, edges and faces of a quad mesh touch each other."""

    def __init__(self, quads: Quads, vertex_count: int) -> None:
        self.quads = quads
        self.vertex_count = vertex_count
        ends = np.sort(
            np.stack([quads, np.roll(quads, -1, axis=1)], axis=-1).reshape(-1, 2), axis=1
        )
        keys = ends[:, 0] * vertex_count + ends[:, 1]
        unique, edge_of, sides = np.unique(keys, return_inverse=True, return_counts=True)
        self.edges = np.stack([unique // vertex_count, unique % vertex_count], axis=1)
        self.edge_of = edge_of.reshape(-1, 4)
        self.open_edge = sides == 1

    def refined_quads(self) -> Quads:
        """Return the four quads of each quad; new vertices come after the old: edges, faces."""
        on_edge = self.vertex_count + self.edge_of
        middle = self.vertex_count + len(self.edges) + np.arange(len(self.quads))
        parts = [
            np.stack([self.quads[:, k], on_edge[:, k], middle, on_edge[:, k - 1]], axis=1)
            for k in range(4)
        ]
        return np.stack(parts, axis=1).reshape(-1, 4)

    def linear(self, values: Values) -> Values:
        """Return values on the refined mesh, unsmoothed: for texture coordinates."""
        return np.concatenate(
            [values, values[self.edges].mean(axis=1), values[self.quads].mean(axis=1)]
        )

    def smooth(self, values: Values) -> Values:
        """Return values, shape (vertices, k), on the refined mesh by the Catmull-Clark rule."""
        faces = values[self.quads].mean(axis=1)
        middles = values[self.edges].mean(axis=1)
        beside = _gathered(self.edge_of.ravel(), np.repeat(faces, 4, axis=0), len(self.edges))
        edges = np.where(self.open_edge[:, None], middles, middles / 2.0 + beside / 4.0)
        return np.concatenate([self._corners(values, faces, middles), edges, faces])

    def _corners(self, values: Values, faces: Values, middles: Values) -> Values:
        count = self.vertex_count
        valence = np.bincount(self.quads.ravel(), minlength=count)[:, None]
        around = _gathered(self.quads.ravel(), np.repeat(faces, 4, axis=0), count)
        edge_valence = np.bincount(self.edges.ravel(), minlength=count)[:, None]
        along = _gathered(self.edges.ravel(), np.repeat(middles, 2, axis=0), count)
        inner = (around / valence + 2.0 * along / edge_valence + (valence - 3) * values) / valence
        rim = self.edges[self.open_edge]
        rim_sum = _gathered(rim.ravel(), np.repeat(middles[self.open_edge], 2, axis=0), count)
        rim_count = np.bincount(rim.ravel(), minlength=count)[:, None]
        outer = values / 2.0 + rim_sum / np.maximum(2 * rim_count, 1)
        return np.where(rim_count > 0, outer, inner)


def _gathered(rows: Quads, values: Values, count: int) -> Values:
    """Return the sum of values per row: a scatter-add, column by column in a fixed order."""
    return np.stack([np.bincount(rows, column, count) for column in values.T], axis=1)
