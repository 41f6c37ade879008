"""The coarser limb: the same surface, of the squares it was subdivided from."""

from dataclasses import replace

import numpy as np
import pytest

from game.limb.coarser import coarser, coarser_limb
from game.limb.limb import Limb, load_limb, with_residual
from game.limb.mesh import LimbMesh
from game.limb.plain import make_plain_limb
from sensors.pose import LimbKind


@pytest.fixture(scope="module", params=["arm", "leg"])
def limb(request: pytest.FixtureRequest) -> Limb:
    kind: LimbKind = request.param
    loaded = load_limb(kind=kind)
    if loaded.notice is not None:
        pytest.skip(f"the lifelike limb's data is not installed: {loaded.notice}")
    return with_residual(loaded, None)


def volume_m3(mesh: LimbMesh) -> float:
    a, b, c = (mesh.positions[mesh.triangles[:, k]].astype(np.float64) for k in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def test_it_has_a_quarter_of_the_triangles_and_none_but_vertices_of_the_fine_one(
    limb: Limb,
) -> None:
    coarse = coarser(limb.mesh)
    assert len(coarse.triangles) * 4 == len(limb.mesh.triangles)
    assert coarse.triangles.max() == len(coarse.positions) - 1
    fine = {row.tobytes() for row in np.hstack((limb.mesh.positions, limb.mesh.uv))}
    assert all(row.tobytes() in fine for row in np.hstack((coarse.positions, coarse.uv)))
    assert coarse.ambient.shape == (len(limb.mesh.ambient), len(coarse.positions))


def test_it_encloses_the_same_flesh_the_same_way_round(limb: Limb) -> None:
    assert volume_m3(coarser(limb.mesh)) == pytest.approx(volume_m3(limb.mesh), rel=0.04)


def test_its_residual_limb_ends_in_the_same_place(limb: Limb) -> None:
    coarse = coarser_limb(limb)
    assert limb.residual is not None
    assert coarse.residual is not None
    assert len(coarse.residual.triangles) < 0.3 * len(limb.residual.triangles)
    for edge in (np.min, np.max):
        apart_m = edge(coarse.residual.positions, axis=0) - edge(limb.residual.positions, axis=0)
        assert np.abs(apart_m).max() < 0.004


def test_a_limb_that_was_never_subdivided_stays_as_it_is() -> None:
    plain = Limb(*make_plain_limb(), textured=False)
    assert coarser_limb(plain) is plain


def test_triangles_in_another_order_are_not_taken_for_a_subdivision(limb: Limb) -> None:
    shuffled = replace(limb.mesh, triangles=limb.mesh.triangles[::-1].copy())
    assert coarser(shuffled) is shuffled
