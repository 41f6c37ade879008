"""Pictures on the graphics card."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.render.gl import GL

_MOST_ANISOTROPY = 8.0
_TEXTURE_MAX_ANISOTROPY = 0x84FE
_MAX_TEXTURE_MAX_ANISOTROPY = 0x84FF


@dataclass(frozen=True, slots=True)
class _Format:
    internal: int
    layout: int


def _format(values: NDArray[np.uint8] | NDArray[np.uint16], *, srgb: bool) -> _Format:
    channels = values.shape[2] if values.ndim == 3 else 1
    if values.dtype == np.uint16:
        return _Format(GL.GL_R16, GL.GL_RED)
    if channels == 4:
        return _Format(GL.GL_SRGB8_ALPHA8 if srgb else GL.GL_RGBA8, GL.GL_RGBA)
    if channels == 3:
        return _Format(GL.GL_SRGB8 if srgb else GL.GL_RGB8, GL.GL_RGB)
    return _Format(GL.GL_R8, GL.GL_RED)


class Texture:
    """One picture, bound to one texture unit for as long as it lives.

    Rows are uploaded in the order they are given.
    """

    def __init__(
        self,
        values: NDArray[np.uint8] | NDArray[np.uint16],
        unit: int,
        *,
        srgb: bool = False,
        mipmaps: bool = False,
        sharp: bool = True,
        repeat: bool = False,
    ) -> None:
        """Upload a picture of shape (height, width) or (height, width, 3 or 4).

        Args:
            values: bytes, or 16-bit numbers with one channel.
            unit: the texture unit whose samplers read it.
            srgb: whether colours are to be decoded to linear light when read.
            mipmaps: whether smaller copies are made for far or slanted surfaces.
            sharp: whether slanted surfaces are read finely too, and smaller copies melt into each
                other, which processors pay dearly for.
            repeat: whether the picture tiles.
        """
        self.size_px = (values.shape[1], values.shape[0])
        self._unit = unit
        self._name = int(GL.glGenTextures(1))
        self._bind()
        self._allocate(values, srgb=srgb)
        between = GL.GL_LINEAR_MIPMAP_LINEAR if sharp else GL.GL_LINEAR_MIPMAP_NEAREST
        smaller = between if mipmaps else GL.GL_LINEAR
        edge = GL.GL_REPEAT if repeat else GL.GL_CLAMP_TO_EDGE
        for key, value in (
            (GL.GL_TEXTURE_MIN_FILTER, smaller),
            (GL.GL_TEXTURE_MAG_FILTER, GL.GL_LINEAR),
            (GL.GL_TEXTURE_WRAP_S, edge),
            (GL.GL_TEXTURE_WRAP_T, edge),
        ):
            GL.glTexParameteri(GL.GL_TEXTURE_2D, key, value)
        if mipmaps:
            GL.glGenerateMipmap(GL.GL_TEXTURE_2D)
            if sharp:
                _sharpen_slanted()

    def _allocate(self, values: NDArray[np.uint8] | NDArray[np.uint16], *, srgb: bool) -> None:
        chosen = _format(values, srgb=srgb)
        kind = GL.GL_UNSIGNED_SHORT if values.dtype == np.uint16 else GL.GL_UNSIGNED_BYTE
        width_px, height_px = self.size_px
        GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 1)
        GL.glTexImage2D(
            GL.GL_TEXTURE_2D,
            0,
            chosen.internal,
            width_px,
            height_px,
            0,
            chosen.layout,
            kind,
            np.ascontiguousarray(values),
        )

    def replace(self, values: NDArray[np.uint8], x_px: int = 0, y_px: int = 0) -> None:
        """Upload a part, its first row and column at this place; no mipmap follows."""
        self._bind()
        GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 1)
        GL.glTexSubImage2D(
            GL.GL_TEXTURE_2D,
            0,
            x_px,
            y_px,
            values.shape[1],
            values.shape[0],
            _format(values, srgb=False).layout,
            GL.GL_UNSIGNED_BYTE,
            np.ascontiguousarray(values),
        )

    def delete(self) -> None:
        """Free its memory on the card."""
        GL.glDeleteTextures(1, np.array([self._name], dtype=np.uint32))

    def bind(self) -> None:
        """Bind it to its unit again, where several pictures share one."""
        self._bind()

    def _bind(self) -> None:
        # Binding acts on the active unit: whoever was bound there would be lost otherwise.
        GL.glActiveTexture(GL.GL_TEXTURE0 + self._unit)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._name)


def _sharpen_slanted() -> None:
    extensions = {
        bytes(GL.glGetStringi(GL.GL_EXTENSIONS, i))
        for i in range(int(GL.glGetIntegerv(GL.GL_NUM_EXTENSIONS)))
    }
    if b"GL_EXT_texture_filter_anisotropic" in extensions:
        most = float(GL.glGetFloatv(_MAX_TEXTURE_MAX_ANISOTROPY))
        GL.glTexParameterf(GL.GL_TEXTURE_2D, _TEXTURE_MAX_ANISOTROPY, min(_MOST_ANISOTROPY, most))
