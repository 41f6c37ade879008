"""Another person's limbs look like another person's, and one's own are back right after."""

import numpy as np

from game.display.window import Window
from game.drawing import Sprite
from game.frame import Frame, ShownLimb
from game.limb.limb import Limb
from game.render import open_renderer
from game.render.quality import HIGH
from game.render.skin import Clothes, Looks, SkinTone, another_person
from game.screen import Screen
from sensors.pose import RESTING

BARE = Screen("strip")


def frame(*, somebody_else: bool) -> Frame:
    limbs = (ShownLimb("left", RESTING), ShownLimb("right", RESTING))
    return Frame("observation", limbs, BARE, somebody_else=somebody_else)


def test_another_persons_limbs_differ_in_skin_and_wear_sleeves(
    window: Window, lifelike_limb: Limb
) -> None:
    renderer = open_renderer(window, lifelike_limb, quality=HIGH, looks=Looks(SkinTone(0.25)))
    pictures = []
    for else_ in (False, True, False):
        renderer.draw(frame(somebody_else=else_))
        pictures.append(renderer.screenshot().astype(int))
    renderer.close()
    own, other, own_again = pictures
    np.testing.assert_array_equal(own, own_again)
    changed = np.abs(own - other).max(axis=2) > 40
    assert changed.mean() > 0.01
    # A sleeve is green; no skin is.
    green = (other[..., 1] > other[..., 0] + 15) & changed
    assert green.mean() > 0.001


def test_dark_skin_is_told_from_light_and_light_from_dark() -> None:
    for own in (0.1, 0.25, 0.44, 0.46, 0.6, 1.0):
        tone, _ = another_person(Looks(SkinTone(own)))
        assert abs(tone.melanin - own) > 0.12


def test_whoever_wears_green_sees_another_colour() -> None:
    _, clothes = another_person(Looks(clothes=Clothes("long", "green")))
    assert clothes.colour != "green"


def test_a_picture_that_moves_is_sent_to_the_card_only_once(
    window: Window, plain_limb: Limb
) -> None:
    renderer = open_renderer(window, plain_limb, quality=HIGH)
    rgba = np.full((16, 16, 4), 200, np.uint8)
    screen = Screen("page", canvas=True)
    textures = []
    for x in (-0.4, 0.0, 0.4):
        drawing = (Sprite((x, 0.0), 0.5, 0.5, rgba),)
        renderer.draw(Frame("sort", (), screen, drawing=drawing))
        ((_, texture),) = renderer._drawing._pictures.values()
        textures.append(texture)
    assert textures[0] is textures[1] is textures[2]
    other = Sprite((0.0, 0.0), 0.5, 0.5, rgba.copy())
    renderer.draw(Frame("sort", (), screen, drawing=(other,)))
    ((_, texture),) = renderer._drawing._pictures.values()
    renderer.close()
    assert texture is not textures[0]
