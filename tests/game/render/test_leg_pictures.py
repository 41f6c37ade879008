"""Legs as they are drawn: golden pictures, sides, the view, and pictures of feet."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from game.display.limb_picture import VIEWS, LimbPicture
from game.display.window import Window
from game.frame import Frame, ShownLimb
from game.layout.layout import limb_area
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb, load_limb
from game.limb.plain_leg import make_plain_leg
from game.limb.postures import load_postures
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.render.camera import FIRST_PERSON_OF_LEGS
from game.render.quality import LOW
from sensors.leg_pose import LEG
from sensors.motion.pointer_pose import leg_pose_of_shares
from sensors.pose import Angles, Side

from .conftest import BARE, SIZE_PX, Studio
from .golden import assert_like_golden

POSTURES = load_postures("leg")


@pytest.fixture(scope="module")
def plain_leg() -> Limb:
    return Limb(*make_plain_leg(), textured=False)


@pytest.fixture(scope="module")
def lifelike_leg() -> Limb:
    limb = load_limb(kind="leg")
    if limb.notice is not None:
        pytest.skip(f"the lifelike limb's data is not installed: {limb.notice}")
    return limb


def shown(*sides: Side, angles_rad: Angles = LEG.resting) -> Frame:
    return Frame("mirror", tuple(ShownLimb(s, angles_rad, kind="leg") for s in sides), BARE)


def raised(posture: str) -> Angles:
    angles_rad = POSTURES[posture].copy()
    angles_rad[LEG.index["hip_flexion"]] = np.radians(82.0)
    return angles_rad


def cut(picture: np.ndarray) -> np.ndarray:
    area = limb_area(SIZE_PX, "right")
    return picture[area.y_px : area.bottom_px, area.x_px : area.right_px]


@pytest.mark.usefixtures("software")
@pytest.mark.parametrize("posture", ["neutral", "toes_curled"])
def test_the_lifelike_leg_looks_as_it_did(
    posture: str, studio: Studio, lifelike_leg: Limb, tmp_path: Path
) -> None:
    picture = studio.picture(shown("left", angles_rad=raised(posture)), lifelike_leg)
    assert_like_golden(cut(picture), f"leg_{posture}", tmp_path)


@pytest.mark.usefixtures("software")
def test_both_plain_legs_look_as_they_did(studio: Studio, plain_leg: Limb, tmp_path: Path) -> None:
    picture = studio.picture(shown("left", "right"), plain_leg, quality=LOW)
    assert_like_golden(cut(picture), "legs_plain_low", tmp_path)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_leg_is_on_its_own_side_of_the_picture(
    side: Side, studio: Studio, plain_leg: Limb
) -> None:
    both = studio.picture(shown("left", "right"), plain_leg).astype(int)
    bare = studio.picture(Frame("mirror", (), BARE), plain_leg).astype(int)
    hand: Side = "left" if side == "right" else "right"
    one = studio.picture(shown(side), plain_leg, usable_hand=hand).astype(int)
    assert (np.abs(both - bare).max(axis=2) > 40).mean() > 0.05
    columns = np.nonzero((one[:, :, 0] - one[:, :, 2] > 40).any(axis=0))[0]
    assert len(columns) > 20


@pytest.mark.parametrize("window_px", [(1280, 720), (960, 600), (800, 600), (1920, 1080)])
@pytest.mark.parametrize("side", ["left", "right"])
def test_ankle_and_toes_stay_in_the_part_that_words_and_buttons_leave_free(
    window_px: tuple[int, int], side: Side, plain_leg: Limb
) -> None:
    kinematics = Kinematics(plain_leg.skeleton)
    poses = [
        pose
        for movement in load_movements().of("leg")
        for pose in MovementPlayer(movement).poses_at(np.linspace(0.0, 1.0, 25))
    ]
    poses += [leg_pose_of_shares(*shares) for shares in product((0.0, 0.5, 1.0), repeat=3)]
    points_m = np.concatenate(
        [
            np.vstack((kinematics.joint_positions(pose, side)[2], kinematics.tips(pose, side)))
            for pose in poses
        ]
    )
    hand: Side = "left" if side == "right" else "right"
    area = limb_area(window_px, hand)
    matrix = FIRST_PERSON_OF_LEGS[side].view_projection(window_px, area)
    seen = np.c_[points_m, np.ones(len(points_m))] @ matrix.T
    px = (seen[:, :2] / seen[:, 3:] * (0.5, -0.5) + 0.5) * window_px
    assert area.x_px <= px[:, 0].min()
    assert px[:, 0].max() <= area.right_px
    assert area.y_px <= px[:, 1].min()
    assert px[:, 1].max() <= area.bottom_px


def test_pictures_of_feet_differ_by_view_and_mirror_by_side(
    window: Window, plain_leg: Limb
) -> None:
    from game.render.hand_picture import HandPainter

    painter = HandPainter(plain_leg)
    white = (255, 255, 255)
    seen = {}
    for view in VIEWS:
        left, right = (
            painter.paint(LimbPicture(side, view, background=white, limb="foot"), 128)
            for side in ("left", "right")
        )
        covered = (left[:, :, :3] < 250).any(axis=2)
        assert 0.08 < covered.mean() < 0.6
        assert not covered[0].any()
        apart = np.abs(left.astype(int) - right[:, ::-1].astype(int)).max(axis=2)
        assert (apart > 40).mean() < 0.01
        seen[view] = left
    for one, other in product(VIEWS, repeat=2):
        if one < other:
            assert (seen[one] != seen[other]).any(axis=2).mean() > 0.05
    painter.delete()


def test_a_session_of_an_arm_can_still_paint_a_foot(window: Window, plain_limb: Limb) -> None:
    from game.render import open_renderer

    renderer = open_renderer(window, plain_limb)
    hand = renderer.paint(LimbPicture("left"), 96)
    foot = renderer.paint(LimbPicture("left", limb="foot"), 96)
    assert (hand != foot).any()
    assert foot[:, :, 3].max() == 255
    renderer.close()
