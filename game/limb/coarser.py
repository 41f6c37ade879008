"""A limb of a quarter of the triangles, for processors that draw.

They work on four by four pixels at a time, so that a triangle of two pixels costs as much as one of
sixteen; at the size of a hand in the window most are that small. The surface was subdivided once:
the corners of the squares it came from are still there, on the smooth surface and with smooth
normals, and are joined again as they were before.
"""

from dataclasses import replace

import numpy as np

from game.limb.limb import Limb
from game.limb.mesh import LimbMesh, Triangles
from game.limb.modelling.residual import residual_mesh
from game.limb.telescoped import line_of


def coarser_limb(limb: Limb) -> Limb:
    """Return the limb with a coarser surface; one that was never subdivided stays as it is."""
    mesh = coarser(limb.mesh)
    if mesh is limb.mesh:
        return limb
    residual = limb.residual
    if residual is not None and limb.residual_at_m is not None:
        residual = residual_mesh(mesh, line_of(limb.skeleton), limb.residual_at_m)
    return replace(limb, mesh=mesh, residual=residual)


def coarser(mesh: LimbMesh) -> LimbMesh:
    """Return the surface of the squares that a mesh was subdivided from, on its own vertices."""
    squares = _squares(mesh.triangles)
    if squares is None:
        return mesh
    halves = np.concatenate((squares[:, [0, 1, 2]], squares[:, [0, 2, 3]]))
    used, corners = np.unique(halves, return_inverse=True)
    return LimbMesh(
        positions=mesh.positions[used],
        normals=mesh.normals[used],
        uv=mesh.uv[used],
        bone_indices=mesh.bone_indices[used],
        bone_weights=mesh.bone_weights[used],
        triangles=corners.reshape(-1, 3).astype(np.uint32),
        ambient=np.ascontiguousarray(mesh.ambient[:, used]),
        cage=mesh.cage,
    )


def _squares(triangles: Triangles) -> Triangles | None:
    """Return the corners of the squares from before the subdivision; None where there was none.

    `game.limb.modelling` lists one half of all small squares and then the other, the four of a
    square in turn: each begins at a corner of the square, and its third corner is their middle.
    """
    if len(triangles) % 8:
        return None
    first, other = triangles.reshape(2, -1, 4, 3)
    middles = first[:, :, 2]
    halves_fit = (first[:, :, 0] == other[:, :, 0]).all() and (middles == other[:, :, 1]).all()
    if not halves_fit or (middles != middles[:, :1]).any():
        return None
    return first[:, :, 0]
