"""Draws a screen's words and buttons over whatever is there, and keeps what it has laid out."""

from game.layout.layout import Layout, Rect, lay_out, scale_of
from game.render.gl import GL
from game.render.palette import FOCUS_HALO, FOCUS_RING, LINES, PLATES
from game.render.quad_batch import QuadBatch
from game.render.shader import Shader
from game.render.text import measure
from game.render.text_atlas import AtlasFullError, TextAtlas
from game.render.texture import Texture
from game.screen import Screen
from sensors.pose import Side
from sensors.sample import CameraPicture

_LETTERS_UNIT, _PICTURE_UNIT = 5, 6
_SMALL_ATLAS_PX, _LARGE_ATLAS_PX = (2048, 2048), (4096, 4096)
_LARGE_FROM_PX = 2000
_RING_PX, _HALO_PX, _RING_GAP_PX = 6.0, 3.0, 5.0


class UiRenderer:
    """Quads of one screen in one draw; rebuilt only when screen, focus, picture or size change."""

    def __init__(self, size_px: tuple[int, int], usable_hand: Side) -> None:
        self._usable_hand = usable_hand
        self._shader = Shader("ui", None, {"letters": _LETTERS_UNIT, "picture": _PICTURE_UNIT})
        self._window_place = self._shader.place("window_px")
        self._batch = QuadBatch()
        self._atlas = TextAtlas(_atlas_size_px(size_px), _LETTERS_UNIT)
        self._picture: Texture | None = None
        self._picture_shown: CameraPicture | None = None
        self._size_px = size_px
        self._drawn: tuple[Screen, int | None] | None = None
        self._laid_out: tuple[Screen, Layout] | None = None
        self.resize(size_px)

    @property
    def layout(self) -> Layout | None:
        """The layout of the screen drawn last."""
        return self._laid_out[1] if self._laid_out is not None else None

    def resize(self, size_px: tuple[int, int]) -> None:
        """Take a new window size."""
        if _atlas_size_px(size_px) != _atlas_size_px(self._size_px):
            self._atlas.delete()
            self._atlas = TextAtlas(_atlas_size_px(size_px), _LETTERS_UNIT)
        self._size_px = size_px
        self._drawn = None
        self._laid_out = None
        GL.glUseProgram(self._shader.program)
        GL.glUniform2f(self._window_place, *size_px)

    def delete(self) -> None:
        """Free its memory on the card."""
        self._atlas.delete()

    def layout_of(self, screen: Screen) -> Layout:
        """Return where everything on a screen goes."""
        if self._laid_out is None or self._laid_out[0] is not screen:
            layout = lay_out(screen, self._size_px, self._usable_hand, measure)
            self._laid_out = (screen, layout)
        return self._laid_out[1]

    def draw(self, screen: Screen, focus: int | None, picture: CameraPicture | None) -> None:
        """Draw a screen into the window.

        Args:
            screen: What to say and offer.
            focus: Which target of the layout's focus order wears the ring; None for no ring.
            picture: What the camera sees, where the screen has a place for it.
        """
        if screen.picture and picture is not self._picture_shown:
            self._take_picture(picture)
        if self._drawn is None or self._drawn[0] is not screen or self._drawn[1] != focus:
            self._rebuild(self.layout_of(screen), focus)
            self._drawn = (screen, focus)
        GL.glUseProgram(self._shader.program)
        GL.glEnable(GL.GL_BLEND)
        self._batch.draw()
        GL.glDisable(GL.GL_BLEND)

    def _take_picture(self, picture: CameraPicture | None) -> None:
        before = self._picture.size_px if self._picture is not None else None
        self._picture_shown = picture
        if picture is None:
            return
        if before == (picture.rgb.shape[1], picture.rgb.shape[0]) and self._picture is not None:
            self._picture.replace(picture.rgb)
            return
        if self._picture is not None:
            self._picture.delete()
        self._picture = Texture(picture.rgb, _PICTURE_UNIT)
        self._drawn = None

    def _rebuild(self, layout: Layout, focus: int | None) -> None:
        try:
            self._fill_batch(layout, focus)
        except AtlasFullError:
            self._atlas.clear()
            self._fill_batch(layout, focus)
        self._batch.upload()

    def _fill_batch(self, layout: Layout, focus: int | None) -> None:
        batch, scale = self._batch, scale_of(layout.size_px)
        batch.clear()
        if layout.picture is not None:
            self._put_picture(layout.picture, scale)
        for plate in layout.plates:
            colours = PLATES[plate.role]
            border_px = colours.border_px * scale
            batch.plate(plate.rect, plate.radius_px, colours.fill, colours.border, border_px)
        for line in layout.lines:
            if line.text:
                placed = self._atlas.place(line.text, line.size_px)
                batch.text(line.rect.x_px, line.rect.y_px, placed, LINES[line.role])
        if focus is not None and 0 <= focus < len(layout.targets):
            self._put_ring(layout.targets[focus].rect, scale)

    def _put_picture(self, rect: Rect, scale: float) -> None:
        if self._picture is None or self._picture_shown is None:
            self._batch.plate(rect, 12 * scale, PLATES["track"].fill)
            return
        width_px, height_px = self._picture.size_px
        fit = min(rect.width_px / width_px, rect.height_px / height_px)
        fitted_px = (round(width_px * fit), round(height_px * fit))
        x_px = rect.x_px + (rect.width_px - fitted_px[0]) // 2
        y_px = rect.y_px + (rect.height_px - fitted_px[1]) // 2
        self._batch.picture(Rect(x_px, y_px, *fitted_px), 12 * scale)

    def _put_ring(self, rect: Rect, scale: float) -> None:
        """A double line outside the target, dark in light: seen on any ground, by its shape."""
        for outset_px, width_px, colour in (
            ((_RING_GAP_PX + _HALO_PX) * scale, (_RING_PX + 2 * _HALO_PX) * scale, FOCUS_HALO),
            (_RING_GAP_PX * scale, _RING_PX * scale, FOCUS_RING),
        ):
            grown = round(outset_px)
            ring = Rect(
                rect.x_px - grown,
                rect.y_px - grown,
                rect.width_px + 2 * grown,
                rect.height_px + 2 * grown,
            )
            self._batch.plate(ring, 18 * scale, (0, 0, 0, 0), colour, width_px)


def _atlas_size_px(size_px: tuple[int, int]) -> tuple[int, int]:
    return _LARGE_ATLAS_PX if max(size_px) > _LARGE_FROM_PX else _SMALL_ATLAS_PX
