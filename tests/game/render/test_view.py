"""Camera, light, shaders and capsules: the numbers behind the picture."""

from collections.abc import Iterator
from itertools import chain, product

import numpy as np
import pytest
from numpy.typing import NDArray

from game.display.error import DisplayError
from game.display.window import Window
from game.layout.layout import limb_area
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.plain import make_plain_limb
from game.limb.postures import load_postures
from game.limb.skeleton import JOINT
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.render.camera import FIRST_PERSON
from game.render.light import key_direction, projection_along
from game.render.surroundings import SURROUNDINGS
from game.render.wood import wood_srgb
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.arm_ik import arm_to, reachable
from sensors.pose import INDEX, RESTING, Angles, Side

SIDES: list[Side] = ["left", "right"]


WINDOWS_PX = [(1280, 720), (1280, 800), (960, 600), (800, 600), (1920, 1080)]


def usable_hand_with(sides: set[Side]) -> Side:
    """The hand at the buttons when these limbs are shown: not the one that is shown alone."""
    return "left" if sides == {"right"} else "right"


def seen_px(
    points_m: np.ndarray, sides: set[Side], window_px: tuple[int, int]
) -> NDArray[np.float64]:
    """Where the patient's view shows points, shape (n, 2), pixels from the upper left."""
    hand = usable_hand_with(sides)
    camera = FIRST_PERSON[next(iter(sides)) if len(sides) == 1 else None]
    matrix = camera.view_projection(window_px, limb_area(window_px, hand))
    seen = np.c_[points_m, np.ones(len(points_m))] @ matrix.T
    unit = seen[:, :2] / seen[:, 3:]
    return np.asarray((unit * (0.5, -0.5) + 0.5) * window_px)


def wrist_and_tips(kinematics: Kinematics, angles_rad: Angles, side: Side) -> NDArray[np.float64]:
    wrist_m = kinematics.joint_positions(angles_rad, side)[JOINT["wrist"]]
    return np.vstack((wrist_m, kinematics.tips(angles_rad, side)))


def measured_poses() -> Iterator[Angles]:
    """Arms as sensors measure them: over the whole working range, palm down and thumb up."""
    postures = load_postures()
    for wrist_m in product((0.14, 0.20, 0.26), (0.38, 0.43, 0.50), (-0.22, -0.16, -0.12)):
        arm = arm_to(reachable(np.array(wrist_m)))
        for name, pronation_deg, flexion_deg in product(
            ("open", "fist", "pinch"), (70, 0), (-20, 0, 25)
        ):
            angles_rad = postures[name].copy()
            angles_rad[INDEX["shoulder_flexion"]] = arm.shoulder_flexion_rad
            angles_rad[INDEX["shoulder_abduction"]] = arm.shoulder_abduction_rad
            angles_rad[INDEX["shoulder_rotation"]] = arm.shoulder_rotation_rad
            angles_rad[INDEX["elbow_flexion"]] = arm.elbow_flexion_rad
            angles_rad[INDEX["forearm_pronation"]] = np.radians(pronation_deg)
            angles_rad[INDEX["wrist_flexion"]] = np.radians(flexion_deg)
            yield angles_rad


def scripted_poses() -> Iterator[Angles]:
    for movement in load_movements().of("arm"):
        yield from MovementPlayer(movement).poses_at(np.linspace(0.0, 1.0, 30))


@pytest.fixture(scope="module", params=SIDES)
def places(request: pytest.FixtureRequest) -> tuple[Side, NDArray[np.float64]]:
    """A side, and the wrists and fingertips of all those arms on that side, body space."""
    kinematics = Kinematics(make_plain_limb()[1])
    poses = chain(measured_poses(), scripted_poses())
    points_m = np.array([wrist_and_tips(kinematics, pose, request.param) for pose in poses])
    above_table = (points_m[:, :, 2] > SEATED_ARM.table_height_m).all(axis=1)
    assert above_table.mean() > 0.8
    return request.param, points_m[above_table].reshape(-1, 3)


@pytest.mark.parametrize("window_px", WINDOWS_PX)
@pytest.mark.parametrize("both", [False, True], ids=["one", "both"])
def test_wrist_and_fingertips_stay_in_the_part_that_words_and_buttons_leave_free(
    window_px: tuple[int, int], both: bool, places: tuple[Side, NDArray[np.float64]]
) -> None:
    side, points_m = places
    sides = set(SIDES) if both else {side}
    area = limb_area(window_px, usable_hand_with(sides))
    seen = seen_px(points_m, sides, window_px)
    assert area.x_px <= seen[:, 0].min()
    assert seen[:, 0].max() <= area.right_px
    assert area.y_px <= seen[:, 1].min()
    assert seen[:, 1].max() <= area.bottom_px


@pytest.mark.parametrize("side", SIDES)
def test_a_hand_is_shown_large_and_its_arm_comes_from_its_own_side(
    side: Side, plain_limb: Limb
) -> None:
    kinematics = Kinematics(plain_limb.skeleton)
    points_m = wrist_and_tips(kinematics, RESTING, side)
    elbow_m = kinematics.joint_positions(RESTING, side)[JOINT["elbow"]]
    elbow, wrist, *tips = seen_px(np.vstack((elbow_m, points_m)), {side}, (1280, 720)) - (640, 0)
    assert 150 < np.linalg.norm(tips[2] - wrist) < 220
    sign = -1 if side == "left" else 1
    assert sign * elbow[0] > sign * wrist[0] > sign * tips[2][0] > 0
    with_both = np.subtract(*seen_px(points_m[[0, 3]], set(SIDES), (1280, 720)))
    assert np.linalg.norm(with_both) > 150


@pytest.mark.parametrize("side", SIDES)
def test_the_shadow_map_covers_whatever_a_resting_arm_shades(side: Side, plain_limb: Limb) -> None:
    joints_m = Kinematics(plain_limb.skeleton).joint_positions(RESTING, side)[1:]
    towards = key_direction(side)
    fall_m = (joints_m[:, 2] - SEATED_ARM.table_height_m) / towards[2]
    shade_m = joints_m - fall_m[:, None] * towards
    for points_m in (joints_m, shade_m):
        projection = projection_along(towards, SURROUNDINGS["arm"].lit_middle_m)
        mapped = (projection @ np.c_[points_m, np.ones(len(points_m))].T)[:3]
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
    from game.render.capsules import capsules

    for limb in (plain_limb, lifelike_limb):
        starts, ends = capsules(limb)
        assert len(starts) >= 20
        assert 0.004 < starts[:, 3].min() < starts[:, 3].max() < 0.06
        assert set(ends[:, 3]) <= set(range(26))
