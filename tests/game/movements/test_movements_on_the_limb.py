"""The movements look right on the limbs that are shown: fingers meet, nothing enters the table."""

import numpy as np
import pytest

from game.limb.kinematics import Kinematics
from game.limb.limb import load_limb
from game.limb.plain import make_plain_limb
from game.limb.skeleton import JOINT, Skeleton
from game.movements.library import load_movements
from game.movements.movement import Movement
from game.movements.player import MovementPlayer
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import FINGERS

LIBRARY = load_movements()
TOUCHES = (
    ("pinch", "pinch", "index"),
    *(("thumb_to_each_finger", f"thumb_to_{finger}", finger) for finger in FINGERS),
)


@pytest.fixture(scope="module")
def lifelike(tmp_path_factory: pytest.TempPathFactory) -> Skeleton:
    limb = load_limb(cache_folder=tmp_path_factory.mktemp("limb"))
    if limb.notice is not None:
        pytest.skip(f"the lifelike limb's data is not installed: {limb.notice}")
    return limb.skeleton


@pytest.fixture(params=["lifelike", "plain"])
def skeleton(request: pytest.FixtureRequest) -> Skeleton:
    if request.param == "plain":
        return make_plain_limb()[1]
    skeleton = request.getfixturevalue("lifelike")
    assert isinstance(skeleton, Skeleton)
    return skeleton


@pytest.mark.parametrize("movement", LIBRARY.of("arm"), ids=lambda movement: movement.id)
def test_hand_and_wrist_stay_above_the_table(skeleton: Skeleton, movement: Movement) -> None:
    kinematics, player = Kinematics(skeleton), MovementPlayer(movement)
    for phase in np.linspace(0.0, 1.0, 60):
        pose = player.pose_at(float(phase))
        tips_z_m = kinematics.tips(pose, "left")[:, 2]
        wrist_z_m = kinematics.joint_positions(pose, "left")[JOINT["wrist"], 2]
        assert tips_z_m.min() > SEATED_ARM.table_height_m + 0.005
        assert wrist_z_m > SEATED_ARM.table_height_m + 0.02


@pytest.mark.parametrize(("movement_id", "posture", "finger"), TOUCHES)
def test_where_thumb_and_finger_touch_their_tips_are_close_and_the_others_are_not(
    lifelike: Skeleton, movement_id: str, posture: str, finger: str
) -> None:
    key = {key.name: key for key in LIBRARY.get(movement_id).path}[posture]
    tips_m = Kinematics(lifelike).tips(key.angles_rad, "left")
    apart_m = np.linalg.norm(tips_m[1:] - tips_m[0], axis=1)
    # Pads touch a finger's thickness below the tips, so the tips themselves stay a little apart.
    assert apart_m[FINGERS.index(finger)] < 0.026
    assert apart_m.argmin() == FINGERS.index(finger)
