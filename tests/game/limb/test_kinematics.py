"""Angles move the limb as their names say, on either side."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from numpy.typing import NDArray

from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.mirror import reflect
from game.limb.rotation import rotation
from game.limb.skeleton import ARM_ANATOMY, JOINT, JOINT_COUNT, PARENTS
from game.limb.skinning import skinned
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import INDEX, RESTING, Angles, angles_from_degrees

from .poses import poses

_shared_fixtures = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)


def _naive_chain(limb: Limb, angles: Angles) -> NDArray[np.float64]:
    """Return skin matrices of a left limb, shape (J, 4, 4), one joint after the other."""
    skeleton, weights = limb.skeleton, ARM_ANATOMY.turns
    posed = np.zeros((JOINT_COUNT, 4, 4))
    for joint in range(JOINT_COUNT):
        turned = np.eye(3)
        for slot in range(3):
            turned = turned @ rotation(skeleton.axes[joint, slot], weights[joint, slot] @ angles)
        head, local = skeleton.zero_heads[joint], np.eye(4)
        local[:3, :3], local[:3, 3] = turned, head - turned @ head
        posed[joint] = local if joint == 0 else posed[PARENTS[joint]] @ local
    to_zero = np.tile(np.eye(4), (JOINT_COUNT, 1, 1))
    to_zero[:, :3] = skeleton.to_zero
    return np.asarray(posed @ to_zero)


@given(angles=poses())
@_shared_fixtures
def test_the_fast_chain_agrees_with_a_plain_one(
    limb: Limb, kinematics: Kinematics, angles: Angles
) -> None:
    fast = kinematics.skin_matrices(angles, "left")
    np.testing.assert_allclose(fast, _naive_chain(limb, angles)[:, :3], atol=3e-6)


@given(angles=poses())
@_shared_fixtures
def test_the_right_limb_is_the_left_one_reflected(
    limb: Limb, kinematics: Kinematics, angles: Angles
) -> None:
    mesh = limb.mesh
    left, right = (
        skinned(
            mesh.positions,
            mesh.bone_indices,
            mesh.bone_weights,
            kinematics.skin_matrices(angles, side),
        )
        for side in ("left", "right")
    )
    np.testing.assert_array_equal(right, reflect(left))


@given(angles=poses())
@_shared_fixtures
def test_bones_keep_their_lengths_in_every_pose(
    limb: Limb, kinematics: Kinematics, angles: Angles
) -> None:
    posed = kinematics.joint_positions(angles, "right")
    rest = limb.skeleton.rest_heads
    lengths = np.linalg.norm(posed - posed[PARENTS], axis=1)
    np.testing.assert_allclose(lengths, np.linalg.norm(rest - rest[PARENTS], axis=1), atol=1e-5)


def test_the_arm_has_the_lengths_that_sensors_count_on(kinematics: Kinematics) -> None:
    joints = kinematics.joint_positions(RESTING, "left")
    shoulder, elbow, wrist = (joints[JOINT[name]] for name in ("upperarm", "elbow", "wrist"))
    np.testing.assert_allclose(shoulder, [-SEATED_ARM.shoulder_offset_m, 0, 0], atol=1e-6)
    assert np.linalg.norm(elbow - shoulder) == pytest.approx(SEATED_ARM.upper_arm_m, abs=1e-4)
    assert np.linalg.norm(wrist - elbow) == pytest.approx(SEATED_ARM.forearm_m, abs=1e-4)


# Which way a landmark of the left limb goes when one angle grows: x right, y forward, z up.
@pytest.mark.parametrize(
    ("angle", "joint", "direction"),
    [
        ("shoulder_flexion", "wrist", (0, 1, 0)),
        ("shoulder_abduction", "wrist", (-1, 0, 0)),
        ("elbow_flexion", "wrist", (0, 1, 0)),
        ("wrist_flexion", "middle_dip", (1, 0, 0)),
        ("wrist_radial_deviation", "middle_dip", (0, 1, 0)),
        ("index_mcp_flexion", "index_dip", (1, 0, 0)),
        ("little_pip_flexion", "little_dip", (1, 0, 0)),
        ("index_mcp_abduction", "index_dip", (0, 1, 0)),
        ("middle_mcp_abduction", "middle_dip", (0, 1, 0)),
        ("ring_mcp_abduction", "ring_dip", (0, -1, 0)),
        ("little_mcp_abduction", "little_dip", (0, -1, 0)),
        ("thumb_cmc_flexion", "thumb_mcp", (0, -1, 0)),
        ("thumb_cmc_abduction", "thumb_ip", (1, 0, 0)),
    ],
)
def test_an_angle_moves_the_hanging_arm_as_its_name_says(
    kinematics: Kinematics, angle: str, joint: str, direction: tuple[int, int, int]
) -> None:
    before = kinematics.joint_positions(np.zeros(28), "left")[JOINT[joint]]
    after = kinematics.joint_positions(angles_from_degrees({angle: 20.0}), "left")[JOINT[joint]]
    moved = after - before
    assert moved @ direction > 0.8 * np.linalg.norm(moved)


def test_pronation_turns_the_palm_down(kinematics: Kinematics) -> None:
    flat = angles_from_degrees({"elbow_flexion": 90.0, "forearm_pronation": 90.0})
    joints = kinematics.joint_positions(flat, "left")
    thumb_side = joints[JOINT["index_mcp"]] - joints[JOINT["little_mcp"]]
    assert thumb_side[0] > 0.9 * np.linalg.norm(thumb_side)
    bent = flat.copy()
    bent[INDEX["wrist_flexion"]] = 0.5
    fingertip = kinematics.tips(bent, "left")[2]
    assert fingertip[2] < joints[JOINT["wrist"], 2] - 0.03


def test_internal_rotation_brings_the_bent_forearm_inwards(kinematics: Kinematics) -> None:
    bent = {"elbow_flexion": 90.0}
    inwards = angles_from_degrees({**bent, "shoulder_rotation": 30.0})
    before = kinematics.joint_positions(angles_from_degrees(bent), "left")[JOINT["wrist"]]
    assert kinematics.joint_positions(inwards, "left")[JOINT["wrist"], 0] > before[0] + 0.1


def test_a_given_buffer_is_filled_and_returned(kinematics: Kinematics) -> None:
    out = np.empty((JOINT_COUNT, 3, 4), np.float32)
    assert kinematics.skin_matrices(RESTING, "right", out) is out
    np.testing.assert_array_equal(out, kinematics.skin_matrices(RESTING, "right"))
