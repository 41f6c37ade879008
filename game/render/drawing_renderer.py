"""Draws a frame's shapes on the canvas that the screen's layout keeps free for them."""

from dataclasses import dataclass

import numpy as np

from game.drawing import Box, Disc, Drawing, Label, Path, Ring, Shape, Sprite
from game.layout.layout import Layout, Rect
from game.render.gl import GL
from game.render.palette import INKS, Rgba
from game.render.quad_batch import QuadBatch
from game.render.shader import Shader
from game.render.text_atlas import AtlasFullError, TextAtlas
from game.render.texture import Texture

_LETTERS_UNIT, _SPRITE_UNIT = 10, 11
_ATLAS_PX = (2048, 1024)
_MOST_SHAPES = 8192
_RIM_SHARE = 0.012
"""A rim is as thick as this share of a canvas unit."""
_CLEAR: Rgba = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rectangles that are drawn in one go, because they need the same picture or none."""

    first: int
    count: int
    sprite: Texture | None


class DrawingRenderer:
    """Rebuilt only when the drawing or its canvas changes; sprites are uploaded once each."""

    def __init__(self, size_px: tuple[int, int]) -> None:
        samplers = {"letters": _LETTERS_UNIT, "picture": _SPRITE_UNIT}
        self._shader = Shader("ui", None, samplers)
        self._window_place = self._shader.place("window_px")
        self._batch = QuadBatch(_MOST_SHAPES)
        self._atlas = TextAtlas(_ATLAS_PX, _LETTERS_UNIT)
        self._pictures: dict[int, tuple[Sprite, Texture]] = {}
        self._stretches: list[_Stretch] = []
        self._drawn: tuple[Drawing, Rect] | None = None
        self.resize(size_px)

    def resize(self, size_px: tuple[int, int]) -> None:
        """Take a new window size."""
        self._drawn = None
        GL.glUseProgram(self._shader.program)
        GL.glUniform2f(self._window_place, *size_px)

    def delete(self) -> None:
        """Free its memory on the card."""
        self._atlas.delete()
        for _, texture in self._pictures.values():
            texture.delete()
        self._pictures.clear()

    def draw(self, drawing: Drawing, layout: Layout) -> None:
        """Draw shapes into the window; nothing where the layout has no canvas."""
        if not drawing or layout.canvas is None:
            return
        if self._drawn is None or self._drawn[0] is not drawing or self._drawn[1] != layout.canvas:
            self._rebuild(drawing, layout.canvas)
            self._drawn = (drawing, layout.canvas)
        GL.glUseProgram(self._shader.program)
        GL.glEnable(GL.GL_BLEND)
        for stretch in self._stretches:
            if stretch.sprite is not None:
                stretch.sprite.bind()
            self._batch.draw(stretch.first, stretch.count)
        GL.glDisable(GL.GL_BLEND)

    def _rebuild(self, drawing: Drawing, canvas: Rect) -> None:
        self._forget_sprites_not_in(drawing)
        try:
            self._fill(drawing, canvas)
        except AtlasFullError:
            self._atlas.clear()
            self._fill(drawing, canvas)
        self._batch.upload()

    def _forget_sprites_not_in(self, drawing: Drawing) -> None:
        shown = {id(shape.rgba) for shape in drawing if isinstance(shape, Sprite)}
        for picture in [picture for picture in self._pictures if picture not in shown]:
            self._pictures.pop(picture)[1].delete()

    def _fill(self, drawing: Drawing, canvas: Rect) -> None:
        batch = self._batch
        batch.clear()
        self._stretches = []
        first = 0
        for shape in drawing:
            if isinstance(shape, Sprite):
                self._end_stretch(first, None)
                first = batch.count
                self._put(shape, canvas)
                self._end_stretch(first, self._texture_of(shape))
                first = batch.count
            else:
                self._put(shape, canvas)
        self._end_stretch(first, None)

    def _end_stretch(self, first: int, sprite: Texture | None) -> None:
        if self._batch.count > first:
            self._stretches.append(_Stretch(first, self._batch.count - first, sprite))

    def _texture_of(self, sprite: Sprite) -> Texture:
        # The sprite is kept with its texture, so that its picture's id stays its own.
        known = self._pictures.get(id(sprite.rgba))
        if known is None:
            known = (sprite, Texture(sprite.rgba, _SPRITE_UNIT, mipmaps=True))
            self._pictures[id(sprite.rgba)] = known
        return known[1]

    def _put(self, shape: Shape, canvas: Rect) -> None:
        unit_px, batch = canvas.unit_px, self._batch
        rim_px = max(1.5, _RIM_SHARE * unit_px)
        match shape:
            case Disc(at, radius, colour, opacity, rim):
                border = _CLEAR if rim is None else paint(rim, opacity)
                r_px = radius * unit_px
                width_px = rim_px if rim is not None else 0.0
                batch.box(
                    canvas.canvas_to_px(at), (r_px, r_px), r_px, paint(colour, opacity), border,
                    width_px,
                )  # fmt: skip
            case Ring(at, radius, width, colour, opacity):
                r_px = radius * unit_px
                ink = paint(colour, opacity)
                batch.box(canvas.canvas_to_px(at), (r_px, r_px), r_px, _CLEAR, ink, width * unit_px)
            case Box(at, width, height, colour, corner, opacity, rim):
                border = _CLEAR if rim is None else paint(rim, opacity)
                half_px = (width * unit_px / 2, height * unit_px / 2)
                width_px = rim_px if rim is not None else 0.0
                batch.box(
                    canvas.canvas_to_px(at), half_px, corner * unit_px, paint(colour, opacity),
                    border, width_px,
                )  # fmt: skip
            case Path(places, width, colour, opacity):
                ink = paint(colour, opacity)
                points_px = [canvas.canvas_to_px(place) for place in places]
                ends = zip(points_px, points_px[1:] or points_px, strict=False)
                for pair in ends:
                    batch.capsule(pair, width * unit_px, ink)
            case Label(at, text, size, colour):
                self._put_label(text, size * unit_px, canvas.canvas_to_px(at), colour)
            case Sprite():
                size_px = (shape.width * unit_px, shape.height * unit_px)
                batch.sprite(canvas.canvas_to_px(shape.at), size_px, -shape.turn_rad)

    def _put_label(
        self, text: str, line_px: float, middle_px: tuple[float, float], colour: str
    ) -> None:
        if not text:
            return
        # A line of these fonts is about 1.2 times as high as the font's size.
        placed = self._atlas.place(text, max(8, round(line_px / 1.2)))
        x_px = round(middle_px[0] - placed.width_px / 2)
        y_px = round(middle_px[1] - placed.height_px / 2)
        self._batch.text(x_px, y_px, placed, INKS[colour])


def paint(colour: str, opacity: float) -> Rgba:
    """Return a named colour, as clear as `opacity` says."""
    red, green, blue, alpha = INKS[colour]
    return red, green, blue, int(np.clip(round(alpha * opacity), 0, 255))
