"""Camera, light, shaders and capsules: the numbers behind the picture."""

import numpy as np
import pytest

from game.display_error import DisplayError
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.skeleton import JOINT
from game.render.camera import FIRST_PERSON
from game.render.light import key_direction, light_projection
from game.render.wood import wood_srgb
from game.window import Window
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import RESTING, Side

SIDES: list[Side] = ["left", "right"]


def seen_at(point_m: np.ndarray, aspect: float) -> np.ndarray:
    """Where the first-person camera sees a point: -1 to 1 from left to right, bottom to top."""
    seen = FIRST_PERSON.view_projection(aspect) @ np.append(point_m, 1.0)
    return np.asarray(seen[:2] / seen[3])


@pytest.mark.parametrize("aspect", [4 / 3, 16 / 10, 16 / 9, 21 / 9])
def test_a_resting_hand_is_on_its_own_side_and_whole_in_any_window(
    aspect: float, plain_limb: Limb
) -> None:
    kinematics = Kinematics(plain_limb.skeleton)
    for side, sign in zip(SIDES, (-1, 1), strict=True):
        wrist_m = kinematics.joint_positions(RESTING, side)[JOINT["wrist"]]
        wrist_and_tips = np.vstack((wrist_m, kinematics.tips(RESTING, side)))
        for point_m in wrist_and_tips:
            x, y = seen_at(point_m, aspect)
            assert 0.1 < sign * x < 0.75, side
            assert -0.5 < y < 0.45, side


def test_a_narrow_window_keeps_the_width_in_view() -> None:
    point_m = np.array((0.3, 0.4, SEATED_ARM.table_height_m))
    assert seen_at(point_m, 4 / 3)[0] == pytest.approx(seen_at(point_m, 1.6)[0])


@pytest.mark.parametrize("side", SIDES)
def test_the_shadow_map_covers_whatever_a_resting_arm_shades(side: Side, plain_limb: Limb) -> None:
    joints_m = Kinematics(plain_limb.skeleton).joint_positions(RESTING, side)[1:]
    towards = key_direction(side)
    fall_m = (joints_m[:, 2] - SEATED_ARM.table_height_m) / towards[2]
    shade_m = joints_m - fall_m[:, None] * towards
    for points_m in (joints_m, shade_m):
        mapped = (light_projection(side) @ np.c_[points_m, np.ones(len(points_m))].T)[:3]
        assert mapped.min() > 0.0
        assert mapped.max() < 1.0


def test_either_side_is_lit_from_its_own_outside() -> None:
    left, right = key_direction("left"), key_direction("right")
    assert left[0] < 0
    np.testing.assert_array_equal(left * (-1, 1, 1), right)
    assert np.linalg.norm(left) == pytest.approx(1.0)


def test_the_wood_tiles_and_is_calm() -> None:
    wood = wood_srgb().astype(int)
    across = np.abs(np.diff(wood, axis=1)).mean()
    along = np.abs(np.diff(wood, axis=0)).mean()
    assert np.abs(wood[:, 0] - wood[:, -1]).mean() < 2 * across + 1
    assert np.abs(wood[0] - wood[-1]).mean() < 2 * along + 1
    assert wood.std(axis=(0, 1)).max() < 25


def test_a_refused_shader_is_told_in_a_sentence_that_names_it(window: Window) -> None:
    from game.render.shader import Shader

    with pytest.raises(DisplayError, match=r"refuses the shader depth\.vert") as caught:
        Shader("depth", {"JOINT_COUNT": "nonsense"})
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("window")
def test_every_bone_has_a_capsule_as_thick_as_a_limb(plain_limb: Limb, lifelike_limb: Limb) -> None:
    from game.render.table_renderer import capsules

    for limb in (plain_limb, lifelike_limb):
        starts, ends = capsules(limb)
        assert len(starts) >= 20
        assert 0.004 < starts[:, 3].min() < starts[:, 3].max() < 0.06
        assert set(ends[:, 3]) <= set(range(26))
