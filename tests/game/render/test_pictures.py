"""What is drawn: golden pictures, and what must hold in any of them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.display.window import Window
from game.frame import Frame, ShownLimb
from game.input.command import Wish
from game.layout.layout import limb_area
from game.limb.limb import Limb
from game.limb.postures import load_postures
from game.render import open_renderer
from game.render.palette import PAGE
from game.render.quality import HIGH, LOW, MEDIUM, is_software, quality_for
from game.screen import Button, RatingScale, Screen
from sensors.pose import RESTING, Angles, Side
from sensors.sample import CameraPicture

from .conftest import BARE, SIZE_PX, Studio
from .golden import assert_like_golden, changed_share

POSTURES = load_postures()
PAGE_RGB = np.array(PAGE[:3])
PAUSED = Screen("page", title="Paused", buttons=(Button("Go on", Wish.RESUME, key="Enter"),))


def shown(side: Side, angles_rad: Angles = RESTING, opacity: float = 1.0) -> Frame:
    return Frame("mirror", (ShownLimb(side, angles_rad, opacity),), BARE)


def cut(picture: np.ndarray) -> np.ndarray:
    """The part that a strip leaves to the limb: no letters, so no fonts of this computer."""
    area = limb_area(SIZE_PX, "right")
    return picture[area.y_px : area.bottom_px, area.x_px : area.right_px]


def differs(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 6


@pytest.mark.usefixtures("software")
@pytest.mark.parametrize("posture", ["relaxed", "fist", "pinch"])
def test_the_lifelike_limb_looks_as_it_did(
    posture: str, studio: Studio, lifelike_limb: Limb, tmp_path: Path
) -> None:
    picture = studio.picture(shown("left", POSTURES[posture]), lifelike_limb)
    assert_like_golden(cut(picture), f"lifelike_{posture}", tmp_path)


@pytest.mark.usefixtures("software")
@pytest.mark.parametrize("quality", [LOW, MEDIUM], ids=lambda quality: quality.name)
def test_each_quality_looks_as_it_did(
    quality: object, studio: Studio, plain_limb: Limb, tmp_path: Path
) -> None:
    chosen = LOW if quality is LOW else MEDIUM
    picture = studio.picture(shown("right"), plain_limb, quality=chosen)
    assert_like_golden(cut(picture), f"plain_{chosen.name}", tmp_path)


def test_a_covered_frame_shows_not_one_pixel_of_the_limb(studio: Studio, plain_limb: Limb) -> None:
    renderer = open_renderer(studio.window, plain_limb, quality=HIGH)
    empty = replace(shown("left"), limbs=(), covered=True)
    renderer.draw(empty)
    calm = renderer.screenshot()
    renderer.draw(shown("left"))
    assert differs(renderer.screenshot(), calm).mean() > 0.5
    for screen in (BARE, PAUSED):
        renderer.draw(Frame("mirror", shown("left").limbs, screen, covered=True))
        covered = renderer.screenshot()
        renderer.draw(Frame("mirror", (), screen, covered=True))
        np.testing.assert_array_equal(covered, renderer.screenshot())
    renderer.close()
    assert (cut(calm) == PAGE_RGB).all()


def test_a_page_shows_no_limb(studio: Studio, plain_limb: Limb) -> None:
    with_limb = studio.picture(Frame("rest", shown("left").limbs, PAUSED), plain_limb)
    without = studio.picture(Frame("rest", (), PAUSED), plain_limb)
    np.testing.assert_array_equal(with_limb, without)


@pytest.mark.parametrize("posture", ["relaxed", "fist"])
def test_a_right_limb_is_the_mirror_image_of_a_left_one(
    posture: str, studio: Studio, plain_limb: Limb
) -> None:
    left = studio.picture(shown("left", POSTURES[posture]), plain_limb)
    other = studio.picture(shown("right", POSTURES[posture]), plain_limb, usable_hand="left")
    right = other[:, ::-1]
    bare = studio.picture(Frame("mirror", (), BARE), plain_limb)
    other_bare = studio.picture(Frame("mirror", (), BARE), plain_limb, usable_hand="left")
    limb = cut(differs(left, bare) & differs(right, other_bare[:, ::-1]))
    assert limb.mean() > 0.05
    # The table's grain is not mirrored, so only what differs from the bare table is compared.
    apart = np.abs(cut(left).astype(int) - cut(right).astype(int)).max(axis=2)[limb]
    assert apart.mean() < 6
    assert changed_share(cut(left), cut(right)) < 0.04


def test_a_fading_limb_goes_over_into_the_bare_table(studio: Studio, plain_limb: Limb) -> None:
    bare = studio.picture(Frame("mirror", (), BARE), plain_limb).astype(int)
    distances = [
        np.abs(studio.picture(shown("left", RESTING, opacity), plain_limb) - bare).mean()
        for opacity in (1.0, 0.7, 0.4, 0.1, 0.0)
    ]
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] == 0.0


def test_both_limbs_can_be_shown_at_once(studio: Studio, plain_limb: Limb) -> None:
    both = Frame("mirror", (ShownLimb("left", RESTING), ShownLimb("right", RESTING)), BARE)
    picture = studio.picture(both, plain_limb)
    bare = studio.picture(Frame("mirror", (), BARE), plain_limb)
    changed = cut(differs(picture, bare))
    half = changed.shape[1] // 2
    assert changed[:, :half].mean() > 0.05
    assert changed[:, half:].mean() > 0.05


def test_the_limb_casts_a_shadow_that_leaves_with_it(studio: Studio, plain_limb: Limb) -> None:
    picture = studio.picture(shown("left"), plain_limb).astype(int).sum(axis=2)
    bare = studio.picture(Frame("mirror", (), BARE), plain_limb).astype(int).sum(axis=2)
    darker = cut((picture < 0.75 * bare)[:, :, None])
    assert darker.mean() > 0.01


def test_words_and_buttons_are_drawn_where_the_layout_says(
    studio: Studio, plain_limb: Limb
) -> None:
    page = Screen(
        "page",
        title="How strong is your pain?",
        lines=("Choose a number.",),
        buttons=(Button("Skip", Wish.SKIP, key="S"),),
        scale=RatingScale("none", "worst"),
        warning="The picture is late.",
        progress=0.5,
    )
    renderer = open_renderer(studio.window, plain_limb, quality=LOW)
    renderer.draw(Frame("rating", (), page))
    picture = renderer.screenshot()
    layout = renderer.layout
    renderer.close()
    assert layout is not None
    for line in layout.lines:
        rect = line.rect
        inside = picture[rect.y_px : rect.bottom_px, rect.x_px : rect.right_px].astype(int)
        # Letters: between a twentieth and three fifths of their box differ from what is behind.
        inked = np.abs(inside - inside[0, 0]).max(axis=2) > 60
        assert 0.03 < inked.mean() < 0.6, line.text


def test_the_focus_ring_surrounds_what_has_the_focus(studio: Studio, plain_limb: Limb) -> None:
    renderer = open_renderer(studio.window, plain_limb, quality=LOW)
    without, pictures = None, []
    for focus in (None, 0):
        renderer.draw(Frame("pause", (), PAUSED), focus)
        pictures.append(renderer.screenshot())
    without, ringed = pictures
    layout = renderer.layout
    renderer.close()
    assert layout is not None
    rows, columns = np.nonzero(differs(without, ringed))
    rect = layout.targets[0].rect
    assert columns.min() < rect.x_px < rect.right_px <= columns.max() + 1
    assert rows.min() < rect.y_px < rect.bottom_px <= rows.max() + 1


def test_the_camera_picture_is_shown_upright_and_replaced(studio: Studio, plain_limb: Limb) -> None:
    page = Screen("page", title="Camera", picture=True)
    red_over_blue = np.zeros((24, 32, 3), dtype=np.uint8)
    red_over_blue[:12, :, 0] = red_over_blue[12:, :, 2] = 200
    green = np.zeros((24, 32, 3), dtype=np.uint8)
    green[:, :, 1] = 200
    renderer = open_renderer(studio.window, plain_limb, quality=LOW)
    seen = []
    for rgb in (red_over_blue, green):
        renderer.draw(Frame("setup", (), page, camera_picture=CameraPicture(0.0, rgb)))
        layout = renderer.layout
        assert layout is not None
        assert layout.picture is not None
        rect = layout.picture
        x_px = rect.x_px + rect.width_px // 2
        quarter_px = rect.height_px // 4
        picture = renderer.screenshot()
        seen.append([picture[rect.y_px + i * quarter_px, x_px].tolist() for i in (1, 3)])
    renderer.close()
    assert seen == [[[200, 0, 0], [0, 0, 200]], [[0, 200, 0], [0, 200, 0]]]


def test_a_resized_window_is_filled(window: Window, plain_limb: Limb) -> None:
    renderer = open_renderer(window, plain_limb, quality=MEDIUM)
    renderer.resize((320, 240))
    renderer.draw(Frame("pause", (), PAUSED))
    layout = renderer.layout
    renderer.close()
    assert layout is not None
    assert layout.size_px == (320, 240)


def test_the_quality_suits_the_driver() -> None:
    assert quality_for("llvmpipe (LLVM 15.0.6, 256 bits)") is LOW
    assert quality_for("NVIDIA GeForce RTX 3060/PCIe/SSE2") is HIGH
    assert quality_for("Mesa Intel(R) UHD Graphics 620 (KBL GT2)") is MEDIUM
    assert is_software("Microsoft Basic Render Driver")
