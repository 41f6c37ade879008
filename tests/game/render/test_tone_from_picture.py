"""A hand's own skin tone is found in pictures: of our own with known pigments, and of people."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from game.display.limb_picture import LimbPicture, View
from game.display.window import Window
from game.layout.shapes import Rect
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.skeleton import JOINT
from game.limb.skin.tone_from_picture import (
    SampledTone,
    Unjudged,
    tone_from_light,
    tone_from_picture,
)
from sensors.pose import FINGERS, Side

if TYPE_CHECKING:
    from game.render.hand_picture import HandPainter

SIZE_PX = 320
HANDS = Path(__file__).resolve().parents[4] / "shared" / "data" / "hands"
# What our lights give a surface that faces the viewer, and a wall lit by them.
LIGHT, WALL, SCALE = 2.4, 0.70, 0.3
CHAINS = [("thumb", ("cmc", "mcp", "ip")), *((name, ("mcp", "pip", "dip")) for name in FINGERS)]


def unshown(rgb: np.ndarray) -> np.ndarray:
    """Undo the display's curve of ``assets/shaders/light.glsl``: back to light."""
    y = (rgb / 255.0) ** 2.2
    a, b, c = 2.43 * y - 2.51, 0.59 * y - 0.03, 0.14 * y
    return np.asarray((-b - np.sqrt(np.maximum(b * b - 4 * a * c, 0.0))) / (2 * a) / 0.52)


@pytest.fixture(scope="module")
def painter(window: Window, lifelike_limb: Limb) -> Iterator["HandPainter"]:
    from game.render.hand_picture import HandPainter

    assert window.visible is False
    made = HandPainter(lifelike_limb)
    yield made
    made.delete()


def landmarks_px(limb: Limb, view: View, side: Side) -> np.ndarray:
    """Return where the picture of an open hand has its joints, in the trackers' order."""
    from game.render.hand_picture import pose_and_camera

    kinematics = Kinematics(limb.skeleton)
    wanted = LimbPicture(side, view, posture="open")
    angles, camera = pose_and_camera(limb, kinematics, wanted)
    joints, tips = kinematics.joint_positions(angles, side), kinematics.tips(angles, side)
    points = [joints[JOINT["wrist"]]]
    for tip, (digit, names) in enumerate(CHAINS):
        points += [*(joints[JOINT[f"{digit}_{name}"]] for name in names), tips[tip]]
    whole = Rect(0, 0, SIZE_PX, SIZE_PX)
    seen = (
        np.c_[np.array(points), np.ones(21)] @ camera.view_projection((SIZE_PX, SIZE_PX), whole).T
    )
    flat = seen[:, :2] / seen[:, 3:]
    return np.stack([(flat[:, 0] + 1) / 2 * SIZE_PX, (1 - flat[:, 1]) / 2 * SIZE_PX], axis=1)


def light(painter: "HandPainter", view: View, side: Side, melanin: float) -> np.ndarray:
    picture = painter.paint(LimbPicture(side, view, posture="open", melanin=melanin), SIZE_PX)
    bare = picture[:, :, 3:] == 0
    return np.where(bare, WALL * LIGHT, unshown(picture[:, :, :3])) * SCALE


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("melanin", [0.1, 0.2, 0.35, 0.5, 0.7, 1.0])
def test_the_pigments_of_our_own_pictures_are_found_again(
    melanin: float, side: Side, painter: "HandPainter", lifelike_limb: Limb
) -> None:
    places = landmarks_px(lifelike_limb, "dorsal", side)
    seen = light(painter, "dorsal", side, melanin)
    tone = tone_from_light(seen, places, right_hand=side == "right")
    assert isinstance(tone, SampledTone)
    assert not tone.palm
    assert tone.melanin == pytest.approx(melanin, abs=0.08 if melanin < 0.9 else 0.20)
    assert tone.blood == pytest.approx(1.0, abs=0.10)


def test_neither_strength_nor_a_mild_tint_of_the_light_changes_much(
    painter: "HandPainter", lifelike_limb: Limb
) -> None:
    places = landmarks_px(lifelike_limb, "dorsal", "left")
    seen = light(painter, "dorsal", "left", 0.5)
    found = []
    for tint in ((1.0, 1.0, 1.0), (0.4, 0.4, 0.4), (1.15, 1.0, 0.85), (0.9, 1.0, 1.1)):
        tone = tone_from_light(seen * np.array(tint), places, right_hand=False)
        assert isinstance(tone, SampledTone)
        found.append(tone.melanin)
    assert max(found) - min(found) < 0.2


def test_a_shadow_across_a_third_of_the_hand_is_left_out(
    painter: "HandPainter", lifelike_limb: Limb
) -> None:
    places = landmarks_px(lifelike_limb, "dorsal", "left")
    seen = light(painter, "dorsal", "left", 0.35)
    plain = tone_from_light(seen, places, right_hand=False)
    shaded = seen.copy()
    shaded[:, : int(np.quantile(places[[0, 5, 9, 13, 17], 0], 0.3))] *= 0.25
    shiny = shaded.copy()
    x, y = places[5].astype(int)
    shiny[y - 4 : y + 25, x - 4 : x + 8] = 0.9
    for picture in (shaded, shiny):
        tone = tone_from_light(picture, places, right_hand=False)
        assert isinstance(tone, SampledTone)
        assert isinstance(plain, SampledTone)
        assert tone.melanin == pytest.approx(plain.melanin, abs=0.12)


def test_palm_and_back_are_told_apart_on_either_hand(
    painter: "HandPainter", lifelike_limb: Limb
) -> None:
    for side in ("left", "right"):
        for view in ("dorsal", "palmar"):
            chosen_side: Side = "left" if side == "left" else "right"
            chosen: View = "dorsal" if view == "dorsal" else "palmar"
            places = landmarks_px(lifelike_limb, chosen, chosen_side)
            seen = light(painter, chosen, chosen_side, 0.5)
            tone = tone_from_light(seen, places, right_hand=side == "right")
            assert isinstance(tone, SampledTone)
            assert tone.palm == (view == "palmar")


def test_a_hand_too_small_or_in_the_dark_gives_no_tone(lifelike_limb: Limb) -> None:
    places = landmarks_px(lifelike_limb, "dorsal", "left")
    dark = np.zeros((SIZE_PX, SIZE_PX, 3), np.uint8)
    assert tone_from_picture(dark, places, right_hand=False) is Unjudged.POOR_LIGHT
    far = tone_from_picture(dark + np.uint8(120), places * 0.05, right_hand=False)
    assert far is Unjudged.TOO_FAR


@pytest.mark.skipif(not HANDS.is_dir(), reason="the photographs of hands are not beside this")
def test_people_in_real_rooms_get_a_tone_of_people() -> None:
    import pygame

    from sensors.landmarks import PictureLandmarks, read_pictures

    judged = []
    for found in read_pictures(sorted(HANDS.glob("*.jpg"))):
        if not isinstance(found, PictureLandmarks) or found.hand is None:
            continue
        surface = pygame.image.load(str(HANDS / Path(found.picture).name))
        rgb = pygame.surfarray.array3d(surface).swapaxes(0, 1)
        places = np.array(found.hand.landmarks_px, dtype=np.float64)[:, :2]
        right = found.hand.right_probability > 0.5
        tone = tone_from_picture(rgb, places, right_hand=right)
        if isinstance(tone, SampledTone):
            judged.append(tone)
    assert len(judged) >= 12
    # Looked at one by one beside our own hand in the tone found: light to medium skins.
    backs = [tone.melanin for tone in judged if not tone.palm]
    assert all(0.1 < melanin < 0.8 for melanin in backs)
    assert all(0.4 < tone.blood < 1.6 for tone in judged)
