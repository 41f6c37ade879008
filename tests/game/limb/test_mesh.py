"""The mesh is sound and keeps its volume."""

from pathlib import Path

import numpy as np

from game.limb.ambient import KEY_POSTURES
from game.limb.flesh import flesh
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.limb_file import read_limb, write_limb
from game.limb.mesh import LimbMesh
from game.limb.modelling.lifelike import make_limb, read_cage
from game.limb.modelling.wheel import WheelFiles
from game.limb.postures import load_postures
from game.limb.skeleton import JOINT, JOINT_COUNT, TWISTS
from game.limb.skinning import skinned
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import RESTING, Angles, angles_from_degrees


def _posed(limb: Limb, angles: Angles) -> np.ndarray:
    mesh = limb.mesh
    matrices = Kinematics(limb.skeleton).skin_matrices(angles, "left")
    return skinned(mesh.positions, mesh.bone_indices, mesh.bone_weights, matrices)


def test_every_vertex_has_four_influences_that_sum_to_255(limb: Limb) -> None:
    for mesh in (limb.mesh, limb.mesh.cage):
        assert mesh.bone_weights.dtype == mesh.bone_indices.dtype == np.uint8
        assert (mesh.bone_weights.astype(int).sum(axis=1) == 255).all()
        assert mesh.bone_indices.max() < JOINT_COUNT
        assert mesh.triangles.max() < len(mesh.positions)


def test_both_limbs_offer_the_same_arrays(lifelike: Limb, plain: Limb) -> None:
    for name in ("positions", "normals", "uv", "bone_indices", "bone_weights", "triangles"):
        ours, theirs = getattr(lifelike.mesh, name), getattr(plain.mesh, name)
        assert (ours.dtype, ours.shape[1:]) == (theirs.dtype, theirs.shape[1:]), name
    assert lifelike.mesh.ambient.shape[0] == plain.mesh.ambient.shape[0]
    assert lifelike.mesh.ambient.shape[1] == len(lifelike.mesh.positions)


def test_normals_have_length_one_and_point_outwards(limb: Limb) -> None:
    mesh = limb.mesh
    np.testing.assert_allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-4)
    corners = mesh.positions[mesh.triangles].astype(float)
    # The signed volume between surface and origin is positive where windings look outwards.
    volume = np.einsum("nd,nd->", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6
    assert volume > 0.0005
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    along = np.einsum("nd,nd->n", faces, mesh.normals[mesh.triangles[:, 0]].astype(float))
    assert (along > 0).mean() > 0.98


def test_texture_coordinates_lie_in_the_picture(lifelike: Limb) -> None:
    assert lifelike.mesh.uv.min() > 0.0
    assert lifelike.mesh.uv.max() < 1.0


def test_the_mesh_keeps_its_shape_in_the_pose_it_was_modelled_in(limb: Limb) -> None:
    posed = _posed(limb, limb.skeleton.rest_angles_rad)
    # The palm's cupping is not part of the modelled pose: it moves the little finger a little.
    assert np.linalg.norm(posed - limb.mesh.positions, axis=1).max() < 0.012


def test_a_build_gives_the_same_bytes_again(
    lifelike: Limb, data_folder: Path, tmp_path: Path
) -> None:
    again = make_limb(read_cage(WheelFiles(data_folder)))
    write_limb(tmp_path / "first.npz", lifelike.mesh, lifelike.skeleton)
    write_limb(tmp_path / "second.npz", *again)
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()


def test_a_limb_read_back_is_the_limb_that_was_written(plain: Limb, tmp_path: Path) -> None:
    write_limb(tmp_path / "limb.npz", plain.mesh, plain.skeleton)
    read = read_limb(tmp_path / "limb.npz")
    assert read is not None
    mesh, skeleton = read
    assert isinstance(mesh, LimbMesh)
    np.testing.assert_array_equal(mesh.positions, plain.mesh.positions)
    np.testing.assert_array_equal(mesh.cage.triangles, plain.mesh.cage.triangles)
    np.testing.assert_array_equal(skeleton.to_zero, plain.skeleton.to_zero)


def _forearm_area_m2(limb: Limb, angles: Angles, place: float) -> float:
    """Return the area of the forearm's cross-section some way from elbow to wrist."""
    points = _posed(limb, angles)
    joints = Kinematics(limb.skeleton).joint_positions(angles, "left")
    elbow, wrist = joints[JOINT["elbow"]], joints[JOINT["wrist"]]
    along = (wrist - elbow) / np.linalg.norm(wrist - elbow)
    rest_elbow, rest_wrist = limb.skeleton.rest_heads[[JOINT["elbow"], JOINT["wrist"]]]
    share = (limb.mesh.positions - rest_elbow) @ (rest_wrist - rest_elbow)
    share /= np.sum((rest_wrist - rest_elbow) ** 2)
    forearm = [JOINT[name] for name in ("elbow", *TWISTS)]
    rows = (np.abs(share - place) < 0.06) & np.isin(limb.mesh.bone_indices[:, 0], forearm)
    away = points[rows] - elbow
    away -= np.outer(away @ along, along)
    return float(np.mean(np.sum((away - away.mean(axis=0)) ** 2, axis=1)))


def test_forearm_rotation_takes_less_than_a_tenth_of_its_thickness(limb: Limb) -> None:
    neutral = angles_from_degrees({"elbow_flexion": 60.0})
    for degrees in (-85.0, -45.0, 45.0, 85.0):
        turned = angles_from_degrees({"elbow_flexion": 60.0, "forearm_pronation": degrees})
        for place in (0.3, 0.5, 0.7, 0.85):
            ratio = _forearm_area_m2(limb, turned, place) / _forearm_area_m2(limb, neutral, place)
            assert 0.9 < ratio < 1.1, (degrees, place)


def _volume_m3(limb: Limb, angles: Angles) -> float:
    """Return the volume of the limb beyond its cut, which no angle of hand or forearm moves."""
    mesh = limb.mesh
    matrices = Kinematics(limb.skeleton).skin_matrices(angles, "left")
    grown = flesh(mesh, limb.skeleton).grown(mesh.positions, mesh.normals, angles)
    points = skinned(grown, mesh.bone_indices, mesh.bone_weights, matrices)
    shoulder = Kinematics(limb.skeleton).joint_positions(angles, "left")[JOINT["upperarm"]]
    corners = (points - shoulder)[mesh.triangles]
    return float(np.einsum("nd,nd->", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6.0)


def test_no_volume_is_lost_in_forearm_rotation_or_in_the_fist(lifelike: Limb) -> None:
    still = _volume_m3(lifelike, angles_from_degrees({"elbow_flexion": 60.0}))
    assert 0.0008 < still < 0.004
    for degrees in (-85.0, -45.0, 45.0, 85.0):
        turned = {"elbow_flexion": 60.0, "forearm_pronation": degrees}
        assert abs(_volume_m3(lifelike, angles_from_degrees(turned)) / still - 1) < 0.10
    postures = load_postures()
    opened, fist = (_volume_m3(lifelike, postures[name]) for name in ("flat", "fist"))
    # The hand is about 0.4 litres of it: Drillis & Contini 1966 give 0.55 % of body volume.
    assert abs(fist - opened) < 0.20 * 0.00040


def test_a_fist_is_darker_inside_than_an_open_hand(lifelike: Limb) -> None:
    fingers = [JOINT[f"{finger}_pip"] for finger in ("index", "middle", "ring", "little")]
    rows = np.isin(lifelike.mesh.bone_indices[:, 0], fingers)
    opened, fist = (
        lifelike.mesh.ambient[KEY_POSTURES.index(name)][rows].mean() for name in ("open", "fist")
    )
    assert fist < 0.8 * opened


def test_the_resting_hand_lies_above_the_table(limb: Limb) -> None:
    tips = Kinematics(limb.skeleton).tips(RESTING, "left")
    assert (tips[:, 2] > SEATED_ARM.table_height_m).all()
