"""Many rectangles in one draw: rounded plates, lines of text and the camera picture."""

from ctypes import c_void_p

import numpy as np
from numpy.typing import NDArray

from game.layout import Rect
from game.render.gl import GL, glDrawElements, glVertexAttribPointer
from game.render.palette import Rgba
from game.render.text_atlas import PlacedText

MOST_QUADS = 512
# In the place of a border's width, these say what the rectangle is; ui.frag has the same.
_LETTERS, _PICTURE = -1.0, -2.0
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
_CORNERS = np.array(((-1, -1), (1, -1), (1, 1), (-1, 1)), dtype=np.float32)


class QuadBatch:
    """Rectangles collected, uploaded when they have changed, drawn with one call."""

    def __init__(self) -> None:
        self._vertices = np.zeros((MOST_QUADS, 4), dtype=_VERTEX)
        self._count = 0
        self._vao = int(GL.glGenVertexArrays(1))
        GL.glBindVertexArray(self._vao)
        self._buffer, index_buffer = (int(name) for name in GL.glGenBuffers(2))
        GL.glBindBuffer(GL.GL_ARRAY_BUFFER, self._buffer)
        GL.glBufferData(GL.GL_ARRAY_BUFFER, self._vertices.nbytes, None, GL.GL_DYNAMIC_DRAW)
        indices = _quad_indices()
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

    def upload(self) -> None:
        """Send the rectangles to the graphics card."""
        if self._count:
            used = self._vertices[: self._count]
            GL.glBindBuffer(GL.GL_ARRAY_BUFFER, self._buffer)
            GL.glBufferSubData(GL.GL_ARRAY_BUFFER, 0, used.nbytes, used.view(np.uint8))

    def draw(self) -> None:
        """Draw them, first to last, with the program in use."""
        if self._count:
            GL.glBindVertexArray(self._vao)
            glDrawElements(GL.GL_TRIANGLES, 6 * self._count, GL.GL_UNSIGNED_SHORT, None)

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
        if self._count == MOST_QUADS:
            return
        inside = _CORNERS * (np.array(half, dtype=np.float32) + np.float32(margin_px))
        quad = self._vertices[self._count]
        quad["place_px"] = inside + np.array((rect.x_px + half[0], rect.y_px + half[1]))
        quad["inside_px"][:, :2] = inside
        quad["inside_px"][:, 2:] = half
        quad["look"] = look
        quad["fill"] = fill
        quad["border"] = border
        self._count += 1


def _quad_indices() -> NDArray[np.uint16]:
    first = 4 * np.arange(MOST_QUADS, dtype=np.uint16)[:, None]
    return np.ascontiguousarray(first + np.array((0, 2, 1, 0, 3, 2), dtype=np.uint16))
