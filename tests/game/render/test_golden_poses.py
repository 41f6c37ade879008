"""Golden pictures of the poses of therapy: either side, each quality, arm and leg; small ones."""

import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from game.display.error import DisplayError
from game.display.window import Window, WindowSettings
from game.frame import Frame, ShownLimb
from game.layout.layout import limb_area
from game.limb.limb import Limb, load_limb
from game.limb.postures import load_postures
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.render import open_renderer
from game.render.quality import HIGH, LOW, TIERS, Quality
from sensors.leg_pose import LEG
from sensors.pose import INDEX, RESTING, Angles, LimbKind, Side

from .conftest import BARE
from .golden import assert_like_golden

SIZE_PX = (320, 200)
SIDES: tuple[Side, ...] = ("left", "right")
HAND_POSES = ("open", "fist", "pinch", "thumb_to_little", "wrist_flexed", "rotated", "reach")
FOOT_POSES = ("neutral", "flexed", "pointed", "toes_curled")


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    """A small window, which makes each picture cheap."""
    try:
        opened = Window.open(WindowSettings(size_px=SIZE_PX, offscreen=True), time.perf_counter)
    except DisplayError as error:
        pytest.skip(f"no OpenGL here: {error}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def lifelike_leg() -> Limb:
    limb = load_limb(kind="leg")
    if limb.notice is not None:
        pytest.skip(f"the lifelike limb's data is not installed: {limb.notice}")
    return limb


def arm_in(pose: str) -> Angles:
    if pose == "reach":
        return MovementPlayer(load_movements().get("reach_grasp_release")).pose_at(0.45)
    if pose == "rotated":
        angles_rad = RESTING.copy()
        angles_rad[INDEX["forearm_pronation"]] = np.radians(-70.0)
        return angles_rad
    return load_postures()[pose]


def leg_in(pose: str) -> Angles:
    angles_rad = load_postures("leg")[pose].copy()
    angles_rad[LEG.index["hip_flexion"]] = np.radians(82.0)
    return angles_rad


def pictures(
    window: Window, limb: Limb, quality: Quality, poses: dict[str, Angles]
) -> Iterator[tuple[str, np.ndarray]]:
    """Draw every pose on either side with one renderer; only what a strip leaves to the limb."""
    area = limb_area(SIZE_PX, "right")
    renderer = open_renderer(window, limb, quality=quality)
    kind: LimbKind = limb.kind
    for (pose, angles_rad), side in product(poses.items(), SIDES):
        renderer.draw(Frame("mirror", (ShownLimb(side, angles_rad, kind=kind),), BARE))
        whole = renderer.screenshot()
        cut = whole[area.y_px : area.bottom_px, area.x_px : area.right_px]
        yield f"poses/{kind}_{pose}_{side}_{quality.name}", cut
    renderer.close()


def compare(drawn: Iterator[tuple[str, np.ndarray]], folder: Path) -> None:
    """Fail with all the pictures that changed, not the first alone."""
    (folder / "poses").mkdir()
    changed = []
    for name, picture in drawn:
        try:
            assert_like_golden(picture, name, folder)
        except AssertionError as error:
            changed.append(str(error))
    assert not changed, "\n".join(changed)


@pytest.mark.usefixtures("software")
@pytest.mark.parametrize("quality", TIERS, ids=lambda quality: quality.name)
def test_the_hand_looks_as_it_did_in_every_pose_of_therapy(
    quality: Quality, window: Window, lifelike_limb: Limb, tmp_path: Path
) -> None:
    poses = {pose: arm_in(pose) for pose in HAND_POSES}
    compare(pictures(window, lifelike_limb, quality, poses), tmp_path)


@pytest.mark.usefixtures("software")
@pytest.mark.parametrize("quality", [LOW, HIGH], ids=lambda quality: quality.name)
def test_the_foot_looks_as_it_did_in_every_pose_of_therapy(
    quality: Quality, window: Window, lifelike_leg: Limb, tmp_path: Path
) -> None:
    poses = {pose: leg_in(pose) for pose in FOOT_POSES}
    compare(pictures(window, lifelike_leg, quality, poses), tmp_path)


def test_no_pose_is_drawn_twice(window: Window, lifelike_limb: Limb) -> None:
    """Else a golden picture would say nothing about its pose."""
    poses = {pose: arm_in(pose) for pose in HAND_POSES}
    drawn = [picture for _, picture in pictures(window, lifelike_limb, LOW, poses)]
    for first, one in enumerate(drawn):
        for other in drawn[first + 1 :]:
            assert np.abs(one.astype(int) - other).mean() > 0.5
