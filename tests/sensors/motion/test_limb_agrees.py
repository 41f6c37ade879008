"""Measured and shown mean the same: the limb's own joints are seen and measured again."""

import numpy as np
import pytest

from game.limb.kinematics import Kinematics
from game.limb.plain import make_plain_limb
from game.limb.skeleton import JOINT
from sensors.motion.arm_ik import ArmAngles, arm_to, wrist_angles
from sensors.motion.hand_angles import NO_BIAS, hand_angles
from sensors.motion.hand_shape import as_right_hand, unit
from sensors.pose import FINGERS, INDEX, RESTING, Angles, Side
from sensors.sample import TrackedHand

# A camera that faces the person: its right is the person's left, its down is down.
TO_BODY = np.array([[-1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, -1.0, 0.0]])
# The limb's palm cups and its knuckles lie a little off the line that angles are measured from.
CLOSE_DEG = 10.0


@pytest.fixture(scope="module")
def kinematics() -> Kinematics:
    _, skeleton = make_plain_limb()
    return Kinematics(skeleton)


def _some_pose(seed: int) -> Angles:
    random = np.random.default_rng(seed)
    angles = RESTING.copy()
    for finger in FINGERS:
        angles[INDEX[f"{finger}_mcp_flexion"]] = random.uniform(0.0, 1.2)
        bend = random.uniform(0.0, 1.5)
        angles[INDEX[f"{finger}_pip_flexion"]] = bend
        angles[INDEX[f"{finger}_dip_flexion"]] = bend * 2 / 3
    angles[INDEX["thumb_cmc_abduction"]] = random.uniform(0.0, 0.7)
    angles[INDEX["thumb_mcp_flexion"]] = random.uniform(0.0, 0.8)
    angles[INDEX["wrist_flexion"]] = random.uniform(-0.8, 0.8)
    angles[INDEX["wrist_radial_deviation"]] = random.uniform(-0.3, 0.2)
    angles[INDEX["forearm_pronation"]] = random.uniform(-1.3, 1.3)
    return angles


def _seen(kinematics: Kinematics, angles: Angles, side: Side) -> TrackedHand:
    joints = kinematics.joint_positions(angles, side)
    tips = kinematics.tips(angles, side)
    names = ["thumb_cmc", "thumb_mcp", "thumb_ip"]
    points = [joints[JOINT["wrist"]], *(joints[JOINT[name]] for name in names), tips[0]]
    for finger, tip in zip(FINGERS, tips[1:], strict=True):
        points.extend(joints[JOINT[f"{finger}_{joint}"]] for joint in ("mcp", "pip", "dip"))
        points.append(tip)
    in_camera = np.array(points, dtype=np.float64) @ TO_BODY
    in_camera -= in_camera.mean(axis=0)
    return TrackedHand(
        landmarks_px=(in_camera[:, :2] * 800.0 + 300.0).astype(np.float32),
        world_m=in_camera.astype(np.float32),
        presence=1.0,
        right_probability=1.0 if side == "right" else 0.0,
    )


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("seed", range(6))
def test_a_limb_that_is_shown_and_seen_has_the_angles_it_was_given(
    kinematics: Kinematics, side: Side, seed: int
) -> None:
    angles = _some_pose(seed)
    shape = as_right_hand(_seen(kinematics, angles, side), side)
    measured = hand_angles(shape, NO_BIAS)
    bends = [INDEX[f"{f}_{j}_flexion"] for f in FINGERS for j in ("mcp", "pip", "dip")]
    bends += [INDEX[name] for name in ("thumb_cmc_abduction", "thumb_mcp_flexion")]
    assert np.degrees(np.abs(measured - angles)[bends]).max() < CLOSE_DEG

    outwards = np.array([1.0 if side == "right" else -1.0, 1.0, 1.0])
    joints = kinematics.joint_positions(angles, side) * outwards
    shoulder, elbow, wrist = (joints[JOINT[name]] for name in ("upperarm", "elbow", "wrist"))
    along = unit((wrist - elbow).astype(np.float64))
    hinge = unit(np.cross(unit((elbow - shoulder).astype(np.float64)), along))
    arm = ArmAngles(0.0, 0.0, 0.0, 0.0, along, hinge)
    found = wrist_angles(shape.palm.turned(TO_BODY), arm)
    errors = (
        found.pronation_rad - angles[INDEX["forearm_pronation"]],
        found.flexion_rad - angles[INDEX["wrist_flexion"]],
        found.radial_deviation_rad - angles[INDEX["wrist_radial_deviation"]],
    )
    assert np.degrees(np.abs(errors)).max() < CLOSE_DEG


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_shown_wrist_is_where_the_arm_was_sent(kinematics: Kinematics, side: Side) -> None:
    wanted = np.array([0.12, 0.38, -0.2])
    arm = arm_to(wanted)
    angles = RESTING.copy()
    angles[INDEX["shoulder_flexion"]] = arm.shoulder_flexion_rad
    angles[INDEX["shoulder_abduction"]] = arm.shoulder_abduction_rad
    angles[INDEX["shoulder_rotation"]] = arm.shoulder_rotation_rad
    angles[INDEX["elbow_flexion"]] = arm.elbow_flexion_rad
    shown = kinematics.joint_positions(angles, side)[JOINT["wrist"]]
    outwards = 1.0 if side == "right" else -1.0
    assert np.allclose(shown * [outwards, 1.0, 1.0], wanted, atol=0.002)
