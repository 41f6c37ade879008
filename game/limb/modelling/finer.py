"""A limb's surface subdivided once more: for pictures in which a hand is some 500 pixels large.

Made from the built surface itself, so that neither the data wheel nor another file kept on disk is
needed: the quads behind its triangles are found again, and Catmull-Clark goes on where it stopped.
"""

import numpy as np
from numpy.typing import NDArray

from game.limb.mesh import LimbMesh
from game.limb.modelling.atlas import split_seams, triangles
from game.limb.modelling.normals import vertex_normals
from game.limb.modelling.skin_weights import quantised
from game.limb.modelling.subdivision import QuadTopology

Rows = NDArray[np.intp]


def finer(mesh: LimbMesh) -> LimbMesh:
    """Return the surface with four times as many triangles; its cage stays.

    A surface that was not made of quads is returned as it is.
    """
    drawn = _quads_of(mesh)
    if drawn is None:
        return mesh
    # Where the skin texture has a seam, several drawn vertices are one of the surface.
    _, first, vertex = np.unique(mesh.positions, axis=0, return_index=True, return_inverse=True)
    vertex = vertex.ravel()
    quads = vertex[drawn]
    topology = QuadTopology(quads, len(first))
    seams = QuadTopology(drawn, len(mesh.positions))
    vertices = topology.smooth(mesh.positions[first].astype(np.float64))
    refined = topology.refined_quads()
    split = split_seams(refined, seams.refined_quads())
    normals = vertex_normals(vertices, triangles(refined))
    indices, weights = quantised(topology.smooth(_weights_of(mesh)[first]))
    ambient = topology.smooth(mesh.ambient.T[first].astype(np.float64))
    open_sky = np.rint(np.clip(ambient, 0.0, 255.0)).astype(np.uint8)
    return LimbMesh(
        positions=vertices[split.vertex].astype("f4"),
        normals=normals[split.vertex].astype("f4"),
        uv=seams.linear(mesh.uv.astype(np.float64))[split.uv].astype("f4"),
        bone_indices=indices[split.vertex],
        bone_weights=weights[split.vertex],
        triangles=split.triangles,
        ambient=np.ascontiguousarray(open_sky[split.vertex].T),
        cage=mesh.cage,
    )


def _quads_of(mesh: LimbMesh) -> Rows | None:
    """Return the quads that `atlas.triangles` cut in halves, shape (m, 4), or None."""
    count, odd = divmod(len(mesh.triangles), 2)
    one, other = mesh.triangles[:count], mesh.triangles[count:]
    if odd or not np.array_equal(one[:, [0, 2]], other[:, [0, 1]]):
        return None
    return np.concatenate((one, other[:, 2:]), axis=1).astype(np.intp)


def _weights_of(mesh: LimbMesh) -> NDArray[np.float64]:
    """Return every joint's share of each vertex, shape (n, J)."""
    shares = np.zeros((len(mesh.positions), int(mesh.bone_indices.max()) + 1))
    rows = np.arange(len(shares))[:, None]
    np.add.at(shares, (rows, mesh.bone_indices), mesh.bone_weights / 255.0)
    return shares
