"""Many rectangles in one draw: rounded plates, lines of text and the camera picture."""

from ctypes import c_void_p

import numpy as np
from numpy.typing import NDArray

from game.layout.layout import Rect
from game.render.gl import GL, glDrawElements, glVertexAttribPointer
from game.render.palette import Rgba
from game.render.text_atlas import PlacedText

_MOST_QUADS = 512
# In the place of a border's width, these say what the rectangle is; ui.frag has the same.
_LETTERS, _PICTURE = -1.0, -2.0
_INDEX_BYTES = np.dtype(np.uint16).itemsize
_CLEAR: Rgba = (0, 0, 0, 0)
_VERTEX = np.dtype(
    [
        ("place_px", "<f4", 2),
        ("inside_px", "<f4", 4),
        ("look", "<f4", 4),
        ("fill", "u1", 4),
        ("border", "u1", 4),
    ]
)
_UPRIGHT = np.array((1.0, 0.0))
_CORNERS = np.array(((-1, -1), (1, -1), (1, 1), (-1, 1)), dtype=np.float32)


class QuadBatch:
    """Rectangles collected, uploaded when they have changed, drawn with one call."""

    def __init__(self, most_quads: int = _MOST_QUADS) -> None:
        """Make room for so many rectangles, at most 16,384; what comes after them is left out."""
        self._vertices = np.zeros((most_quads, 4), dtype=_VERTEX)
        self._count = 0
        self._vao = int(GL.glGenVertexArrays(1))
        GL.glBindVertexArray(self._vao)
        self._buffer, index_buffer = (int(name) for name in GL.glGenBuffers(2))
        GL.glBindBuffer(GL.GL_ARRAY_BUFFER, self._buffer)
        GL.glBufferData(GL.GL_ARRAY_BUFFER, self._vertices.nbytes, None, GL.GL_DYNAMIC_DRAW)
        indices = _quad_indices(most_quads)
        GL.glBindBuffer(GL.GL_ELEMENT_ARRAY_BUFFER, index_buffer)
        GL.glBufferData(GL.GL_ELEMENT_ARRAY_BUFFER, indices.nbytes, indices, GL.GL_STATIC_DRAW)
        offset = 0
        for location, (count, kind, size) in enumerate(
            (
                (2, GL.GL_FLOAT, 4),
                (4, GL.GL_FLOAT, 4),
                (4, GL.GL_FLOAT, 4),
                (4, GL.GL_UNSIGNED_BYTE, 1),
                (4, GL.GL_UNSIGNED_BYTE, 1),
            )
        ):
            GL.glEnableVertexAttribArray(location)
            normalised = kind == GL.GL_UNSIGNED_BYTE
            stride = _VERTEX.itemsize
            glVertexAttribPointer(location, count, kind, normalised, stride, c_void_p(offset))
            offset += count * size
        GL.glBindVertexArray(0)

    def clear(self) -> None:
        """Take every rectangle out."""
        self._count = 0

    def plate(
        self, rect: Rect, radius_px: float, fill: Rgba, border: Rgba = _CLEAR, border_px: float = 0
    ) -> None:
        """Put in a rounded rectangle."""
        half = (rect.width_px / 2, rect.height_px / 2)
        # One pixel more all round leaves room for the smooth edge.
        radius_px = min(radius_px, *half)
        self._put(rect, 1.0, half, np.tile((radius_px, border_px, 0, 0), (4, 1)), fill, border)

    def text(self, x_px: int, y_px: int, placed: PlacedText, colour: Rgba) -> None:
        """Put in a line of text, its upper left corner here."""
        rect = Rect(x_px, y_px, placed.width_px, placed.height_px)
        self._textured(rect, _LETTERS, placed, colour, 0.0)

    def picture(self, rect: Rect, radius_px: float) -> None:
        """Put in the camera picture."""
        whole = PlacedText(0.0, 0.0, 1.0, 1.0, rect.width_px, rect.height_px)
        self._textured(rect, _PICTURE, whole, (255, 255, 255, 255), radius_px)

    def box(
        self,
        middle_px: tuple[float, float],
        half_px: tuple[float, float],
        radius_px: float,
        fill: Rgba,
        border: Rgba = _CLEAR,
        border_px: float = 0.0,
    ) -> None:
        """Put in a rounded rectangle around any point, whole pixels or not."""
        look = np.tile((min(radius_px, *half_px), border_px, 0.0, 0.0), (4, 1))
        self._put_turned(np.array(middle_px), _UPRIGHT, 1.0, half_px, look, fill, border)

    def capsule(
        self,
        ends_px: tuple[tuple[float, float], tuple[float, float]],
        width_px: float,
        fill: Rgba,
    ) -> None:
        """Put in a straight line with round ends."""
        start, end = np.array(ends_px)
        length_px = float(np.hypot(*(end - start)))
        along = (end - start) / length_px if length_px > 0.0 else np.array((1.0, 0.0))
        half = ((length_px + width_px) / 2, width_px / 2)
        look = np.tile((width_px / 2, 0.0, 0.0, 0.0), (4, 1))
        self._put_turned((start + end) / 2, along, 1.0, half, look, fill, _CLEAR)

    def sprite(
        self, middle_px: tuple[float, float], size_px: tuple[float, float], turn_rad: float
    ) -> None:
        """Put in the picture that is bound when this rectangle is drawn, turned clockwise."""
        along = np.array((np.cos(turn_rad), np.sin(turn_rad)))
        half = (size_px[0] / 2, size_px[1] / 2)
        corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
        look = np.array([(0.0, _PICTURE, left, top) for left, top in corners])
        white = (255, 255, 255, 255)
        self._put_turned(np.array(middle_px), along, 0.0, half, look, white, _CLEAR)

    def upload(self) -> None:
        """Send the rectangles to the graphics card."""
        if self._count:
            used = self._vertices[: self._count]
            GL.glBindBuffer(GL.GL_ARRAY_BUFFER, self._buffer)
            GL.glBufferSubData(GL.GL_ARRAY_BUFFER, 0, used.nbytes, used.view(np.uint8))

    @property
    def count(self) -> int:
        """How many rectangles are in it."""
        return self._count

    def draw(self, first: int = 0, count: int | None = None) -> None:
        """Draw them, first to last, with the program in use; or only some of them."""
        count = self._count - first if count is None else count
        if count > 0:
            GL.glBindVertexArray(self._vao)
            offset = c_void_p(6 * first * _INDEX_BYTES) if first else None
            glDrawElements(GL.GL_TRIANGLES, 6 * count, GL.GL_UNSIGNED_SHORT, offset)

    def _textured(
        self, rect: Rect, kind: float, placed: PlacedText, colour: Rgba, radius_px: float
    ) -> None:
        look = np.array(
            (
                (radius_px, kind, placed.left, placed.top),
                (radius_px, kind, placed.right, placed.top),
                (radius_px, kind, placed.right, placed.bottom),
                (radius_px, kind, placed.left, placed.bottom),
            )
        )
        half = (rect.width_px / 2, rect.height_px / 2)
        self._put(rect, 0.0, half, look, colour, _CLEAR)

    def _put(
        self,
        rect: Rect,
        margin_px: float,
        half: tuple[float, float],
        look: NDArray[np.float64],
        fill: Rgba,
        border: Rgba,
    ) -> None:
        middle_px = np.array((rect.x_px + half[0], rect.y_px + half[1]))
        self._put_turned(middle_px, _UPRIGHT, margin_px, half, look, fill, border)

    def _put_turned(
        self,
        middle_px: NDArray[np.float64],
        along: NDArray[np.float64],
        margin_px: float,
        half: tuple[float, float],
        look: NDArray[np.float64],
        fill: Rgba,
        border: Rgba,
    ) -> None:
        if self._count == len(self._vertices):
            return
        inside = _CORNERS * (np.array(half, dtype=np.float32) + np.float32(margin_px))
        quad = self._vertices[self._count]
        across = np.array((-along[1], along[0]))
        quad["place_px"] = inside @ np.stack((along, across)) + middle_px
        quad["inside_px"][:, :2] = inside
        quad["inside_px"][:, 2:] = half
        quad["look"] = look
        quad["fill"] = fill
        quad["border"] = border
        self._count += 1


def _quad_indices(count: int) -> NDArray[np.uint16]:
    first = 4 * np.arange(count, dtype=np.uint16)[:, None]
    return np.ascontiguousarray(first + np.array((0, 2, 1, 0, 3, 2), dtype=np.uint16))
