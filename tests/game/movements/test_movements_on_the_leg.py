"""The leg's movements look right on the legs that are shown: no foot enters the floor."""

import numpy as np
import pytest

from game.limb.kinematics import Kinematics
from game.limb.limb import Limb, load_limb
from game.limb.plain_leg import make_plain_leg
from game.limb.skinning import skinned
from game.movements.library import load_movements
from game.movements.movement import Movement
from game.movements.player import MovementPlayer
from sensors.motion.leg_geometry import SEATED_LEG

LIBRARY = load_movements()
each_movement = pytest.mark.parametrize(
    "movement", LIBRARY.of("leg"), ids=lambda movement: movement.id
)


@pytest.fixture(scope="module")
def lifelike(tmp_path_factory: pytest.TempPathFactory) -> Limb:
    limb = load_limb(cache_folder=tmp_path_factory.mktemp("limb"), kind="leg")
    if limb.notice is not None:
        pytest.skip(f"the lifelike limb's data is not installed: {limb.notice}")
    return limb


@pytest.fixture(params=["lifelike", "plain"])
def leg(request: pytest.FixtureRequest) -> Limb:
    if request.param == "plain":
        return Limb(*make_plain_leg(), textured=False)
    limb = request.getfixturevalue("lifelike")
    assert isinstance(limb, Limb)
    return limb


@each_movement
def test_the_foot_stays_on_or_above_the_floor(leg: Limb, movement: Movement) -> None:
    kinematics, player, cage = Kinematics(leg.skeleton), MovementPlayer(movement), leg.mesh.cage
    for phase in np.linspace(0.0, 1.0, 30):
        matrices = kinematics.skin_matrices(player.pose_at(float(phase)), "left")
        skin_m = skinned(cage.positions, cage.bone_indices, cage.bone_weights, matrices)
        # Soft soles flatten by a few millimetres.
        assert skin_m[:, 2].min() > SEATED_LEG.floor_height_m - 0.005


def test_a_resting_foot_stands_flat_on_the_floor(leg: Limb) -> None:
    kinematics, cage = Kinematics(leg.skeleton), leg.mesh.cage
    resting = leg.skeleton.anatomy.angles.resting
    matrices = kinematics.skin_matrices(resting, "left")
    skin_m = skinned(cage.positions, cage.bone_indices, cage.bone_weights, matrices)
    ankle_m = kinematics.joint_positions(resting, "left")[2]
    ball_m = kinematics.tips(resting, "left")[:, 1].min() - 0.06
    for part in (skin_m[:, 1] < ankle_m[1] - 0.02, np.abs(skin_m[:, 1] - ball_m) < 0.03):
        lowest_m = skin_m[part & (skin_m[:, 2] < ankle_m[2])][:, 2].min()
        assert abs(lowest_m - SEATED_LEG.floor_height_m) < 0.007


@each_movement
def test_the_named_part_is_what_moves_most(movement: Movement) -> None:
    expected = {
        "ankle_up_down": "ankle_dorsiflexion",
        "ankle_circle": "ankle_dorsiflexion",
        "foot_in_out": "foot_inversion",
        "toe_curl_stretch": "great_toe_mtp_flexion",
        "toe_spread": "little_toe_mtp_abduction",
        "great_toe_up": "great_toe_mtp_flexion",
        "knee_bend_straighten": "knee_flexion",
        "press_the_pedal": "ankle_dorsiflexion",
    }[movement.id]
    poses = MovementPlayer(movement).poses_at(np.linspace(0.0, 1.0, 200))
    assert movement.limb.names[int(np.ptp(poses, axis=0).argmax())] == expected
