"""Vertices and triangles on the graphics card."""

from ctypes import c_void_p
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.render.gl import GL, glDrawElements, glVertexAttribPointer


@dataclass(frozen=True, slots=True)
class Attribute:
    """One input of a vertex shader, by its location; bytes may stand for 0 to 1 or 0 to 255."""

    location: int
    values: NDArray[np.float32] | NDArray[np.uint8]
    """Shape (vertices, 1 to 4)."""
    normalised: bool = False


class MeshBuffer:
    """A vertex array with its buffers; the attributes lie interleaved."""

    def __init__(self, attributes: tuple[Attribute, ...], triangles: NDArray[np.uint32]) -> None:
        self.index_count = int(triangles.size)
        self.vao = int(GL.glGenVertexArrays(1))
        GL.glBindVertexArray(self.vao)
        vertices = np.concatenate([_as_bytes(attribute.values) for attribute in attributes], axis=1)
        stride = vertices.shape[1]
        vertex_buffer, index_buffer, some = (int(name) for name in GL.glGenBuffers(3))
        self._buffers = (vertex_buffer, index_buffer, some)
        GL.glBindBuffer(GL.GL_ARRAY_BUFFER, vertex_buffer)
        GL.glBufferData(
            GL.GL_ARRAY_BUFFER, vertices.nbytes, np.ascontiguousarray(vertices), GL.GL_STATIC_DRAW
        )
        indices = np.ascontiguousarray(triangles, dtype=np.uint32)
        GL.glBindBuffer(GL.GL_ELEMENT_ARRAY_BUFFER, index_buffer)
        GL.glBufferData(GL.GL_ELEMENT_ARRAY_BUFFER, indices.nbytes, indices, GL.GL_STATIC_DRAW)
        offset = 0
        for attribute in attributes:
            values = attribute.values
            kind = GL.GL_FLOAT if values.dtype == np.float32 else GL.GL_UNSIGNED_BYTE
            GL.glEnableVertexAttribArray(attribute.location)
            glVertexAttribPointer(
                attribute.location,
                values.shape[1],
                kind,
                attribute.normalised,
                stride,
                c_void_p(offset),
            )
            offset += values.shape[1] * values.itemsize
        GL.glBindVertexArray(0)

    def delete(self) -> None:
        """Free its memory on the card."""
        GL.glDeleteVertexArrays(1, np.array([self.vao], dtype=np.uint32))
        GL.glDeleteBuffers(len(self._buffers), np.array(self._buffers, dtype=np.uint32))

    def draw(self) -> None:
        """Draw every triangle with the program in use."""
        GL.glBindVertexArray(self.vao)
        self.draw_again()

    def draw_only(self, triangles: NDArray[np.uint32]) -> None:
        """Draw some of the triangles, others from frame to frame, with the program in use."""
        _, index_buffer, some = self._buffers
        GL.glBindVertexArray(self.vao)
        GL.glBindBuffer(GL.GL_ELEMENT_ARRAY_BUFFER, some)
        GL.glBufferData(GL.GL_ELEMENT_ARRAY_BUFFER, triangles.nbytes, triangles, GL.GL_STREAM_DRAW)
        glDrawElements(GL.GL_TRIANGLES, int(triangles.size), GL.GL_UNSIGNED_INT, None)
        GL.glBindBuffer(GL.GL_ELEMENT_ARRAY_BUFFER, index_buffer)

    def draw_again(self) -> None:
        """Draw every triangle where this was the mesh drawn last."""
        glDrawElements(GL.GL_TRIANGLES, self.index_count, GL.GL_UNSIGNED_INT, None)


def _as_bytes(values: NDArray[np.float32] | NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(values).view(np.uint8).reshape(len(values), -1)
