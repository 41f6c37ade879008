"""A residual limb is closed, as long as measured, and covered by the limb that it continues."""

from pathlib import Path

import numpy as np
import pytest

from game.limb.limb import Limb
from game.limb.mesh import LimbMesh
from game.limb.modelling.lifelike import make_limb, read_cage
from game.limb.modelling.residual import LimbLine, residual_mesh
from game.limb.modelling.wheel import WheelFiles
from game.limb.skeleton import JOINT

ENDS_M = [0.18, 0.22, 0.36, 0.42, 0.50]


@pytest.fixture(scope="module")
def line(lifelike: Limb) -> LimbLine:
    joints = [JOINT[name] for name in ("upperarm", "elbow", "wrist")]
    return LimbLine(lifelike.skeleton.rest_heads[joints])


def open_edges(mesh: LimbMesh) -> np.ndarray:
    """Edges with a triangle on one side only, as vertex places, shape (n, 2, 3)."""
    _, points = np.unique(np.round(mesh.positions, 6), axis=0, return_inverse=True)
    corners = points.ravel()[mesh.triangles]
    corners = corners[
        (corners[:, 0] != corners[:, 1])
        & (corners[:, 1] != corners[:, 2])
        & (corners[:, 2] != corners[:, 0])
    ]
    edges = np.sort(corners[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    pairs, count = np.unique(edges, axis=0, return_counts=True)
    first = {int(p): i for i, p in reversed(list(enumerate(points.ravel())))}
    lonely = pairs[count == 1]
    return np.array([[mesh.positions[first[int(p)]] for p in pair] for pair in lonely])


@pytest.mark.parametrize("end_m", [0.36, 0.42, 0.50])
def test_it_is_open_only_where_the_whole_limb_is_cut_too(
    lifelike: Limb, line: LimbLine, end_m: float
) -> None:
    cut_m = line.along_m(open_edges(lifelike.mesh).reshape(-1, 3)).max()
    edges = open_edges(residual_mesh(lifelike.mesh, line, end_m)).reshape(-1, 3)
    assert line.along_m(edges).max() <= cut_m + 1e-4


@pytest.mark.parametrize("end_m", ENDS_M)
def test_it_is_as_long_as_measured(lifelike: Limb, line: LimbLine, end_m: float) -> None:
    mesh = residual_mesh(lifelike.mesh, line, end_m)
    start, axis, place_m = line.cut(end_m)
    assert ((mesh.positions - start) @ axis).max() == pytest.approx(place_m, abs=0.003)


def test_a_length_that_reaches_into_the_next_joint_is_shortened(line: LimbLine) -> None:
    upper_m, forearm_m = line.segments_m
    assert line.cut(upper_m + forearm_m)[2] < 0.9 * forearm_m
    assert line.cut(upper_m)[2] < 0.9 * upper_m


def test_its_vertices_are_moved_by_the_joints_of_the_limb_it_continues(
    lifelike: Limb, line: LimbLine
) -> None:
    mesh = residual_mesh(lifelike.mesh, line, 0.42)
    assert (mesh.bone_weights.astype(int).sum(axis=1) == 255).all()
    assert mesh.bone_indices[mesh.bone_weights > 0].max() <= JOINT["wrist"]
    np.testing.assert_allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-5)


# Above the knee twice, below it twice; metres from the hip.
@pytest.mark.parametrize("end_m", [0.24, 0.30, 0.56, 0.65])
def test_a_residual_leg_is_closed_and_as_long_as_measured(data_folder: Path, end_m: float) -> None:
    mesh, skeleton = make_limb(read_cage(WheelFiles(data_folder), kind="leg"), "leg")
    line = LimbLine(skeleton.rest_heads[:3])
    residual = residual_mesh(mesh, line, end_m)
    cut_m = line.along_m(open_edges(mesh).reshape(-1, 3)).max()
    edges = open_edges(residual).reshape(-1, 3)
    assert len(edges) == 0 or line.along_m(edges).max() <= cut_m + 1e-4
    start, axis, place_m = line.cut(end_m)
    assert ((residual.positions - start) @ axis).max() == pytest.approx(place_m, abs=0.003)


@pytest.mark.parametrize("end_m", [0.18, 0.22])
def test_an_upper_arm_is_closed_towards_the_trunk_too(
    lifelike: Limb, line: LimbLine, end_m: float
) -> None:
    mesh = residual_mesh(lifelike.mesh, line, end_m)
    assert len(open_edges(mesh)) == 0
    assert line.along_m(mesh.positions.astype(float)).min() < 0.03
    np.testing.assert_allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-5)
