"""Which way a surface faces at each vertex."""

import numpy as np
from numpy.typing import NDArray


def vertex_normals(
    vertices: NDArray[np.float64], triangles: NDArray[np.uint32]
) -> NDArray[np.float64]:
    """Return unit normals, shape (n, 3): the mean of the triangles around, weighted by area."""
    a, b, c = (vertices[triangles[:, k]] for k in range(3))
    faces = np.cross(b - a, c - a)
    rows = triangles.ravel(order="F")
    columns = [np.bincount(rows, np.tile(faces[:, d], 3), len(vertices)) for d in range(3)]
    normals = np.stack(columns, axis=1)
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    return np.asarray(normals / np.maximum(length, 1e-20))
