"""The surface for close-ups: the same limb, smoother, made anew to the byte."""

import numpy as np

from game.limb.limb import Limb
from game.limb.mesh import LimbMesh
from game.limb.modelling.finer import finer


def _volume_m3(mesh: LimbMesh) -> float:
    corners = mesh.positions[mesh.triangles].astype(np.float64)
    return float(np.einsum("nd,nd->", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6)


def _sharpest_rad(mesh: LimbMesh) -> float:
    """Return the mean angle by which neighbouring triangles of the surface are bent."""
    _, point = np.unique(mesh.positions, axis=0, return_inverse=True)
    corners = point.ravel()[mesh.triangles]
    a, b, c = (mesh.positions[mesh.triangles[:, k]].astype(np.float64) for k in range(3))
    faces = np.cross(b - a, c - a)
    faces /= np.maximum(np.linalg.norm(faces, axis=1, keepdims=True), 1e-20)
    edges = np.sort(np.concatenate((corners[:, :2], corners[:, 1:], corners[:, [2, 0]])), axis=1)
    of_face = np.tile(np.arange(len(corners)), 3)
    order = np.lexsort(edges.T)
    same = (edges[order][1:] == edges[order][:-1]).all(axis=1)
    one, other = of_face[order][:-1][same], of_face[order][1:][same]
    bends = np.arccos(np.clip(np.einsum("nd,nd->n", faces[one], faces[other]), -1.0, 1.0))
    return float(bends.mean())


def test_a_finer_limb_is_the_same_limb_with_four_times_the_triangles(lifelike: Limb) -> None:
    coarse, fine = lifelike.mesh, finer(lifelike.mesh)
    assert len(fine.triangles) == 4 * len(coarse.triangles)
    assert abs(_volume_m3(fine) / _volume_m3(coarse) - 1.0) < 0.01
    assert (fine.bone_weights.astype(int).sum(axis=1) == 255).all()
    assert fine.triangles.max() == len(fine.positions) - 1
    assert fine.ambient.shape == (coarse.ambient.shape[0], len(fine.positions))
    np.testing.assert_allclose(np.linalg.norm(fine.normals, axis=1), 1.0, atol=1e-4)
    # Where the surface was, it still is.
    some = coarse.positions[::25].astype(np.float64)
    away = np.linalg.norm(fine.positions[None].astype(np.float64) - some[:, None], axis=2)
    assert away.min(axis=1).max() < 0.0015
    assert 0.0 < fine.uv.min() < fine.uv.max() < 1.0


def test_a_finer_limb_is_bent_half_as_much_from_triangle_to_triangle(lifelike: Limb) -> None:
    assert _sharpest_rad(finer(lifelike.mesh)) < 0.65 * _sharpest_rad(lifelike.mesh)


def test_a_finer_limb_has_the_same_bytes_again(lifelike: Limb) -> None:
    one, again = finer(lifelike.mesh), finer(lifelike.mesh)
    for name in ("positions", "normals", "uv", "bone_indices", "bone_weights", "triangles"):
        assert getattr(one, name).tobytes() == getattr(again, name).tobytes(), name
    assert one.ambient.tobytes() == again.ambient.tobytes()


def test_a_surface_that_is_no_subdivided_one_stays_as_it_is(plain: Limb) -> None:
    assert finer(plain.mesh) is plain.mesh
