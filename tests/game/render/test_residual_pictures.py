"""The residual limb as it is drawn, and the limb that goes on from its end."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from game.frame import Frame, ShownLimb
from game.layout.layout import limb_area
from game.limb.form import LimbForm
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb, with_residual
from game.limb.plain_leg import make_plain_leg
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.render.following import FollowingCamera
from game.render.quality import HIGH, LOW, MEDIUM, Quality
from game.render.surroundings import SURROUNDINGS
from sensors.limbs import LIMBS
from sensors.pose import RESTING, Side

from .conftest import BARE, SIZE_PX, Studio
from .golden import assert_like_golden

END_M = 0.42
"""Of a forearm of which 12 cm are left."""


@pytest.fixture(scope="module")
def cut_limb(lifelike_limb: Limb) -> Limb:
    return with_residual(lifelike_limb, END_M)


def shown(
    telescoping: float = 0.0, *, side: Side = "left", opacity: float = 1.0, residual: float = 1.0
) -> Frame:
    form = LimbForm(telescoping, 1.0, END_M, meets_residual=residual > 0)
    limb = ShownLimb(side, RESTING, opacity, form, residual_opacity=residual)
    return Frame("mirror", (limb,), BARE)


def cut(picture: np.ndarray) -> np.ndarray:
    area = limb_area(SIZE_PX, "right")
    return picture[area.y_px : area.bottom_px, area.x_px : area.right_px]


def skin(picture: np.ndarray) -> np.ndarray:
    return picture[:, :, 0].astype(int) - picture[:, :, 2] > 50


@pytest.mark.usefixtures("software")
@pytest.mark.parametrize("telescoping", [0.0, 1.0])
def test_limb_and_residual_limb_look_as_they_did(
    telescoping: float, studio: Studio, cut_limb: Limb, tmp_path: Path
) -> None:
    picture = studio.picture(shown(telescoping), cut_limb)
    assert_like_golden(cut(picture), f"residual_{round(100 * telescoping)}", tmp_path)


@pytest.mark.parametrize("quality", [HIGH, MEDIUM, LOW], ids=lambda quality: quality.name)
def test_a_transparent_limb_leaves_its_residual_limb_solid(
    quality: Quality, studio: Studio, cut_limb: Limb
) -> None:
    solid = skin(studio.picture(shown(), cut_limb, quality=quality))
    faint = skin(studio.picture(shown(opacity=0.2), cut_limb, quality=quality))
    alone = skin(studio.picture(shown(opacity=0.0), cut_limb, quality=quality))
    assert 200 < alone.sum() < 0.6 * solid.sum()
    assert (faint & alone).sum() > 0.95 * alone.sum()
    assert faint.sum() < solid.sum()


def test_where_none_is_to_be_shown_the_limb_is_whole(
    studio: Studio, cut_limb: Limb, lifelike_limb: Limb
) -> None:
    whole = studio.picture(shown(residual=0.0), cut_limb)
    np.testing.assert_array_equal(whole, studio.picture(shown(residual=0.0), lifelike_limb))


def test_the_other_side_is_its_mirror_image(studio: Studio, cut_limb: Limb) -> None:
    left = skin(studio.picture(shown(0.5), cut_limb))
    right = skin(studio.picture(shown(0.5, side="right"), cut_limb, usable_hand="left"))
    assert (left ^ right[:, ::-1]).sum() < 0.08 * left.sum()


FORMS = [
    LimbForm(telescoping, size, end_m)
    for telescoping, size, end_m in product((0.0, 0.5, 1.0), (0.6, 1.0, 1.4), (None, 0.18, END_M))
]


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("kind", ["arm", "leg"])
def test_a_felt_hand_or_foot_stays_in_the_part_that_is_free(
    kind: str, side: Side, plain_limb: Limb
) -> None:
    limb = plain_limb if kind == "arm" else Limb(*make_plain_leg(), textured=False)
    kinematics, following = Kinematics(limb.skeleton), FollowingCamera(limb.skeleton)
    window_px, hand = (1280, 720), "left" if side == "right" else "right"
    area = limb_area(window_px, "left" if hand == "left" else "right")
    poses = [
        pose
        for movement in load_movements().of(limb.kind)
        for pose in MovementPlayer(movement).poses_at(np.linspace(0.0, 1.0, 7))
    ]
    for form in FORMS:
        if form.residual_end_m == 0.18 and kind == "leg":
            form = replace(form, residual_end_m=0.30)
        standing = (ShownLimb(side, LIMBS[limb.kind].resting, form=form, kind=limb.kind),)
        camera = following.of(SURROUNDINGS[limb.kind].cameras[side], standing)
        matrix = camera.view_projection(window_px, area)
        points_m = np.concatenate([ends_m(kinematics, limb, pose, side, form) for pose in poses])
        seen = np.c_[points_m, np.ones(len(points_m))] @ matrix.T
        px = (seen[:, :2] / seen[:, 3:] * (0.5, -0.5) + 0.5) * window_px
        assert area.x_px <= px[:, 0].min(), form
        assert px[:, 0].max() <= area.right_px, form
        assert area.y_px <= px[:, 1].min(), form
        assert px[:, 1].max() <= area.bottom_px, form


def ends_m(
    kinematics: Kinematics, limb: Limb, angles_rad: NDArray[np.float64], side: Side, form: LimbForm
) -> NDArray[np.float64]:
    """Wrist and fingertips, or ankle and the ends of the toes."""
    anatomy, skeleton = limb.skeleton.anatomy, limb.skeleton
    joints = [anatomy.joint(anatomy.chain[-1])]
    joints += [anatomy.joint(digit[-1]) for digit in anatomy.digits.values()]
    rest = np.vstack((skeleton.rest_heads[joints[0]], skeleton.rest_tips))
    bones = kinematics.skin_matrices(angles_rad, side, form=form)[joints].astype(np.float64)
    return np.asarray(np.einsum("jab,jb->ja", bones[:, :, :3], rest) + bones[:, :, 3])
