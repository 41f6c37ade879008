"""The leg: its angles mean what they say, its mesh is sound, its skin keeps its volume."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.limb.appearance import Appearance
from game.limb.kinematics import Kinematics
from game.limb.leg_anatomy import LEG_ANATOMY
from game.limb.limb import Limb, load_limb
from game.limb.limb_file import read_limb, write_limb
from game.limb.mesh import LimbMesh
from game.limb.mirror import mirror, reflect
from game.limb.modelling.girth import girth_m
from game.limb.modelling.leg import ANKLE_PLACE, CALF_PLACE
from game.limb.modelling.lifelike import make_limb, read_cage
from game.limb.modelling.wheel import WheelFiles
from game.limb.plain_leg import make_plain_leg
from game.limb.postures import PostureError, load_postures, parse_postures
from game.limb.rotation import rotation
from game.limb.skinning import skinned
from sensors.leg_pose import LEG, LESSER_TOES
from sensors.motion.leg_geometry import SEATED_LEG
from sensors.pose import Angles

JOINT = {name: row for row, name in enumerate(LEG_ANATOMY.joints)}


def poses() -> st.SearchStrategy[Angles]:
    low, high = LEG.limits_rad.T
    count = len(LEG.names)
    shares = st.lists(st.floats(0.0, 1.0), min_size=count, max_size=count)
    return shares.map(lambda share: low + (high - low) * np.array(share))


@pytest.fixture(scope="module")
def lifelike_leg(data_folder: Path) -> Limb:
    return Limb(*make_limb(read_cage(WheelFiles(data_folder), kind="leg"), "leg"), textured=True)


@pytest.fixture(scope="module")
def plain_leg() -> Limb:
    return Limb(*make_plain_leg(), textured=False)


@pytest.fixture(params=["lifelike_leg", "plain_leg"])
def leg(request: pytest.FixtureRequest) -> Limb:
    chosen = request.getfixturevalue(request.param)
    assert isinstance(chosen, Limb)
    return chosen


def posed(limb: Limb, angles: Angles, side: str = "left") -> np.ndarray:
    mesh = limb.mesh
    matrices = Kinematics(limb.skeleton).skin_matrices(
        angles, "right" if side == "right" else "left"
    )
    return skinned(mesh.positions, mesh.bone_indices, mesh.bone_weights, matrices)


_few = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15
)


@given(angles=poses())
@_few
def test_the_fast_chain_agrees_with_a_plain_one(leg: Limb, angles: Angles) -> None:
    skeleton, turns = leg.skeleton, LEG_ANATOMY.turns
    chain = np.zeros((LEG_ANATOMY.count, 4, 4))
    for joint in range(LEG_ANATOMY.count):
        turned = np.eye(3)
        for slot in range(3):
            turned = turned @ rotation(skeleton.axes[joint, slot], turns[joint, slot] @ angles)
        head, local = skeleton.zero_heads[joint], np.eye(4)
        local[:3, :3], local[:3, 3] = turned, head - turned @ head
        chain[joint] = local if joint == 0 else chain[LEG_ANATOMY.parents[joint]] @ local
    to_zero = np.tile(np.eye(4), (LEG_ANATOMY.count, 1, 1))
    to_zero[:, :3] = skeleton.to_zero
    fast = Kinematics(skeleton).skin_matrices(angles, "left")
    np.testing.assert_allclose(fast, (chain @ to_zero)[:, :3], atol=3e-6)


@given(angles=poses())
@_few
def test_the_right_leg_is_the_left_one_reflected(plain_leg: Limb, angles: Angles) -> None:
    np.testing.assert_array_equal(
        posed(plain_leg, angles, "right"), reflect(posed(plain_leg, angles))
    )


@given(angles=poses())
def test_the_mirror_is_the_identity_and_twice_too(angles: Angles) -> None:
    once = mirror(angles, limb=LEG)
    np.testing.assert_allclose(once, angles, atol=1e-12)
    np.testing.assert_array_equal(mirror(once, limb=LEG), once)


@given(angles=poses(), gain=st.floats(0.8, 1.2))
def test_no_gain_leads_out_of_anatomical_limits(angles: Angles, gain: float) -> None:
    shown = mirror(angles, gain, LEG)
    assert (shown >= LEG.limits_rad[:, 0]).all()
    assert (shown <= LEG.limits_rad[:, 1]).all()


# Which way a landmark of the left leg goes when one angle grows: x inwards, y forward, z up.
@pytest.mark.parametrize(
    ("angle", "joint", "direction"),
    [
        ("hip_flexion", "ankle", (0, 1, 0)),
        ("hip_abduction", "ankle", (-1, 0, 0)),
        ("knee_flexion", "ankle", (0, -1, 0)),
        ("ankle_dorsiflexion", "great_toe_ip", (0, 0, 1)),
        ("great_toe_mtp_flexion", "great_toe_ip", (0, 0, -1)),
        ("great_toe_mtp_abduction", "great_toe_ip", (1, 0, 0)),
        ("second_toe_mtp_abduction", "second_toe_dip", (1, 0, 0)),
        ("third_toe_mtp_abduction", "third_toe_dip", (-1, 0, 0)),
        ("little_toe_mtp_abduction", "little_toe_dip", (-1, 0, 0)),
        ("little_toe_pip_flexion", "little_toe_dip", (0, 0, -1)),
    ],
)
def test_an_angle_moves_the_standing_leg_as_its_name_says(
    leg: Limb, angle: str, joint: str, direction: tuple[int, int, int]
) -> None:
    kinematics = Kinematics(leg.skeleton)
    before = kinematics.joint_positions(np.zeros(len(LEG.names)), "left")[JOINT[joint]]
    after = kinematics.joint_positions(LEG.from_degrees({angle: 15.0}), "left")[JOINT[joint]]
    moved = after - before
    assert moved @ direction > 0.8 * np.linalg.norm(moved)


def test_inversion_turns_the_sole_inwards_and_the_toes_with_it(leg: Limb) -> None:
    kinematics = Kinematics(leg.skeleton)
    level = kinematics.joint_positions(np.zeros(len(LEG.names)), "left")
    inverted = kinematics.joint_positions(LEG.from_degrees({"foot_inversion": 25.0}), "left")
    great, little = JOINT["great_toe_mtp"], JOINT["little_toe_mtp"]
    assert inverted[great, 2] - level[great, 2] > inverted[little, 2] - level[little, 2] + 0.01
    assert inverted[great, 0] > level[great, 0]


def test_internal_rotation_of_the_hip_takes_the_bent_foot_outwards(leg: Limb) -> None:
    kinematics = Kinematics(leg.skeleton)
    bent = {"knee_flexion": 90.0}
    before = kinematics.joint_positions(LEG.from_degrees(bent), "left")[JOINT["ankle"]]
    turned = LEG.from_degrees({**bent, "hip_rotation": 25.0})
    assert kinematics.joint_positions(turned, "left")[JOINT["ankle"], 0] < before[0] - 0.1


def test_the_leg_has_the_lengths_that_sensors_count_on(leg: Limb) -> None:
    hip, knee, ankle = Kinematics(leg.skeleton).joint_positions(LEG.resting, "left")[:3]
    np.testing.assert_allclose(hip, [-SEATED_LEG.hip_offset_m, 0, 0], atol=1e-6)
    assert np.linalg.norm(knee - hip) == pytest.approx(SEATED_LEG.thigh_m, abs=1e-4)
    assert np.linalg.norm(ankle - knee) == pytest.approx(SEATED_LEG.shank_m, abs=1e-4)


def test_every_vertex_has_four_influences_that_sum_to_255(leg: Limb) -> None:
    for mesh in (leg.mesh, leg.mesh.cage):
        assert (mesh.bone_weights.astype(int).sum(axis=1) == 255).all()
        assert mesh.bone_indices.max() < LEG_ANATOMY.count
        assert mesh.triangles.max() < len(mesh.positions)


def test_the_surface_faces_outwards_everywhere(leg: Limb) -> None:
    mesh, heads = leg.mesh, leg.skeleton.rest_heads
    strongest = mesh.bone_indices[np.arange(len(mesh.positions)), mesh.bone_weights.argmax(axis=1)]
    for name, end in (("hip", "knee"), ("knee", "ankle"), ("ankle", "third_toe_mtp")):
        start, along = heads[JOINT[name]], heads[JOINT[end]] - heads[JOINT[name]]
        along = along / np.linalg.norm(along)
        points = mesh.positions[strongest == JOINT[name]]
        # The middle of each slice across the limb: a heel lies far behind the line of its joints.
        slices = np.round(((points - start) @ along) / 0.012).astype(int)
        middles = {place: points[slices == place].mean(axis=0) for place in set(slices.tolist())}
        away = points - np.array([middles[place] for place in slices.tolist()])
        facing = np.einsum("nd,nd->n", away, mesh.normals[strongest == JOINT[name]])
        # The plain foot is tubes that overlap, so some of its skin lies inside; turned inside out,
        # less than a third would face outwards.
        assert (facing > 0).mean() > (0.85 if leg.textured else 0.7), name


def test_the_mesh_keeps_its_shape_in_the_pose_it_was_modelled_in(leg: Limb) -> None:
    again = posed(leg, leg.skeleton.rest_angles_rad)
    assert np.linalg.norm(again - leg.mesh.positions, axis=1).max() < 1e-5


def _volume_m3(limb: Limb, angles: Angles) -> float:
    """Return the volume of the leg beyond its cut, which no angle of knee or foot moves."""
    corners = (posed(limb, angles) - limb.skeleton.zero_heads[0])[limb.mesh.triangles]
    return float(np.einsum("nd,nd->", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6.0)


@pytest.mark.parametrize(
    ("bent", "most_litres"),
    [
        ({"ankle_dorsiflexion": 20.0}, 0.10),
        ({"ankle_dorsiflexion": -50.0}, 0.10),
        ({"foot_inversion": 35.0}, 0.10),
        ({"foot_inversion": -15.0}, 0.10),
        ({"knee_flexion": 90.0}, 0.50),
    ],
)
def test_bending_ankle_and_knee_takes_little_volume(
    lifelike_leg: Limb, bent: dict[str, float], most_litres: float
) -> None:
    # Foot and knee are about 1 and 2 litres each (1.4 % of the body is a foot: Drillis & Contini).
    still = _volume_m3(lifelike_leg, np.zeros(len(LEG.names)))
    assert 0.004 < still < 0.014
    change_m3 = _volume_m3(lifelike_leg, LEG.from_degrees(bent)) - still
    assert abs(change_m3) < most_litres / 1000


def test_a_build_gives_the_same_bytes_again_and_reads_back(
    lifelike_leg: Limb, data_folder: Path, tmp_path: Path
) -> None:
    again = make_limb(read_cage(WheelFiles(data_folder), kind="leg"), "leg")
    write_limb(tmp_path / "first.npz", lifelike_leg.mesh, lifelike_leg.skeleton)
    write_limb(tmp_path / "second.npz", *again)
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()
    read = read_limb(tmp_path / "first.npz")
    assert read is not None
    assert read[1].kind == "leg"


def test_both_legs_offer_what_both_arms_offer(
    lifelike_leg: Limb, plain_leg: Limb, lifelike: Limb
) -> None:
    for field in fields(LimbMesh):
        if field.name not in ("cage", "ambient"):
            ours = [getattr(limb.mesh, field.name) for limb in (lifelike_leg, plain_leg, lifelike)]
            assert len({(array.dtype, array.shape[1:]) for array in ours}) == 1, field.name
    assert len({limb.mesh.ambient.shape[0] for limb in (lifelike_leg, plain_leg, lifelike)}) == 1
    assert 0.0 < lifelike_leg.mesh.uv.min() < lifelike_leg.mesh.uv.max() < 1.0


def test_measured_lengths_and_girths_are_met(data_folder: Path) -> None:
    mine = Appearance(foot_mm=240, shank_mm=380, calf_girth_mm=330, ankle_girth_mm=210)
    cage = read_cage(WheelFiles(data_folder), mine.shape, "leg")
    knee, ankle = cage.heads["knee"], cage.heads["ankle"]
    assert np.linalg.norm(ankle - knee) == pytest.approx(0.380, abs=0.001)
    assert girth_m(cage.vertices, knee, ankle, CALF_PLACE) == pytest.approx(0.330, rel=0.04)
    assert girth_m(cage.vertices, knee, ankle, ANKLE_PLACE) == pytest.approx(0.210, rel=0.04)
    foot = cage.vertices[cage.vertices[:, 2] < ankle[2] - 0.02]
    assert np.ptp(foot[:, 1]) == pytest.approx(0.240, abs=0.006)


def test_legs_and_arms_are_kept_apart(data_folder: Path, tmp_path: Path) -> None:
    assert load_limb(tmp_path, data_folder).kind == "arm"
    assert load_limb(tmp_path, data_folder, kind="leg").kind == "leg"
    assert load_limb(tmp_path, tmp_path / "nowhere", kind="leg").textured
    assert {path.name.split("-")[0] for path in tmp_path.glob("*.npz")} == {"limb", "leg"}


def test_toes_keep_apart_when_spread_and_curl_below_the_ball(lifelike_leg: Limb) -> None:
    kinematics, postures = Kinematics(lifelike_leg.skeleton), load_postures("leg")
    neutral, spread, curled = (
        kinematics.tips(postures[name], "left")
        for name in ("neutral", "toes_spread", "toes_curled")
    )
    gaps = [np.diff(tips[:, 0]) for tips in (neutral, spread)]
    assert (np.abs(gaps[1]) > np.abs(gaps[0])).all()
    assert curled[:, 1].max() < neutral[:, 1].max()


def test_named_postures_of_the_foot_are_there_and_within_limits() -> None:
    postures = load_postures("leg")
    assert {"neutral", "pointed", "flexed", "toes_curled", "toes_spread"} <= set(postures)
    for angles in postures.values():
        assert (angles >= LEG.limits_rad[:, 0] - 1e-9).all()
        assert (angles <= LEG.limits_rad[:, 1] + 1e-9).all()
    with pytest.raises(PostureError, match="outside -50 to 20"):
        parse_postures("[posture.high]\nankle_dorsiflexion = 40", "leg")
    with pytest.raises(PostureError, match="wrist_flexion is not a joint angle"):
        parse_postures("[posture.odd]\nwrist_flexion = 4", "leg")


def test_every_lesser_toe_has_its_own_angles() -> None:
    for toe in LESSER_TOES:
        assert {f"{toe}_mtp_flexion", f"{toe}_mtp_abduction"} <= set(LEG.names)
