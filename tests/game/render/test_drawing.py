"""Shapes on the canvas: where they are, what lies on what, and that a cover hides them."""

from dataclasses import replace

import numpy as np

from game.drawing import Box, Disc, Drawing, Label, Path, Ring, Sprite
from game.frame import Frame
from game.input.command import Wish
from game.layout.layout import lay_out
from game.limb.limb import Limb
from game.render.palette import INKS
from game.render.text import measure
from game.screen import Button, Screen

from .conftest import SIZE_PX, Studio

PAGE = Screen("page", title="Look", buttons=(Button("Next", Wish.NEXT),), canvas=True)
RED_ABOVE_BLUE = np.zeros((2, 1, 4), dtype=np.uint8)
RED_ABOVE_BLUE[0], RED_ABOVE_BLUE[1] = (255, 0, 0, 255), (0, 0, 255, 255)


def page(*drawing: object) -> Frame:
    return Frame("test", (), PAGE, drawing=drawing)  # type: ignore[arg-type]


def at(picture: np.ndarray, place: tuple[float, float], screen: Screen = PAGE) -> tuple[int, ...]:
    """The colour seen at a place on the canvas."""
    canvas = lay_out(screen, SIZE_PX, "right", measure).canvas
    assert canvas is not None
    x_px, y_px = canvas.canvas_to_px(place)
    return tuple(int(part) for part in picture[round(y_px), round(x_px)])


def test_every_shape_is_seen_where_its_place_says(studio: Studio, plain_limb: Limb) -> None:
    drawing: Drawing = (
        Disc((-1.0, 0.5), 0.2, "rose"),
        Ring((0.0, 0.5), 0.3, 0.1, "leaf"),
        Box((1.0, 0.5), 0.4, 0.2, "amber"),
        Path(((-1.0, -0.5), (0.0, -0.5), (0.0, -0.9)), 0.12, "plum"),
        Sprite((1.0, -0.5), 0.4, 0.4, RED_ABOVE_BLUE),
    )
    picture = studio.picture(page(*drawing), plain_limb)
    paper = at(picture, (-0.5, 0.0))
    assert at(picture, (-1.0, 0.5)) == INKS["rose"][:3]
    assert at(picture, (0.0, 0.5)) == paper
    assert at(picture, (0.25, 0.5)) == INKS["leaf"][:3]
    assert at(picture, (1.15, 0.5)) == INKS["amber"][:3]
    assert at(picture, (1.0, 0.66)) == paper
    assert at(picture, (-0.5, -0.5)) == INKS["plum"][:3]
    assert at(picture, (0.0, -0.85)) == INKS["plum"][:3]
    assert at(picture, (1.0, -0.35))[0] > 200
    assert at(picture, (1.0, -0.65))[2] > 200


def test_a_sprite_turns_counter_clockwise(studio: Studio, plain_limb: Limb) -> None:
    turned = Sprite((0.0, 0.0), 0.8, 0.8, RED_ABOVE_BLUE, turn_rad=np.pi / 2)
    picture = studio.picture(page(turned), plain_limb)
    assert at(picture, (-0.35, 0.0))[0] > 200
    assert at(picture, (0.35, 0.0))[2] > 200


def test_later_shapes_lie_on_earlier_ones_pictures_included(
    studio: Studio, plain_limb: Limb
) -> None:
    sprite = Sprite((0.0, 0.0), 1.0, 1.0, RED_ABOVE_BLUE)
    disc = Disc((0.0, 0.0), 0.3, "white")
    assert at(studio.picture(page(sprite, disc), plain_limb), (0.0, 0.0)) == (255, 255, 255)
    covered = studio.picture(page(disc, sprite), plain_limb)
    assert at(covered, (0.0, 0.2)) != (255, 255, 255)


def test_words_on_the_canvas_are_drawn_in_their_colour(studio: Studio, plain_limb: Limb) -> None:
    without = studio.picture(page(Disc((0, 0), 0.6, "white")), plain_limb)
    worded = studio.picture(
        page(Disc((0, 0), 0.6, "white"), Label((0, 0), "HAND", 0.3, "plum")), plain_limb
    )
    changed = worded[(worded != without).any(axis=2)]
    assert len(changed) > 50
    assert np.abs(changed.astype(int) - INKS["plum"][:3]).sum(axis=1).min() < 12


def test_the_cover_hides_what_is_drawn(studio: Studio, plain_limb: Limb) -> None:
    strip = Screen("strip")
    shown = Frame("test", (), strip, drawing=(Disc((0.0, 0.0), 0.3, "rose"),))
    assert at(studio.picture(shown, plain_limb), (0.0, 0.0), strip) == INKS["rose"][:3]
    hidden = studio.picture(replace(shown, covered=True), plain_limb)
    assert at(hidden, (0.0, 0.0), strip) != INKS["rose"][:3]
