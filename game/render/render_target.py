"""Pictures drawn into but not shown as they are: the shadow map, the scene of many samples."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.display.error import DisplayError
from game.render.gl import GL

SHADOW_UNIT, SHADOW_DEPTH_UNIT = 0, 1
_SPARE_UNIT = 9


class ShadowMap:
    """Depth as the key light sees it, readable with and without comparing."""

    def __init__(self, size_px: int) -> None:
        self.size_px = size_px
        self._texture = int(GL.glGenTextures(1))
        GL.glActiveTexture(GL.GL_TEXTURE0 + SHADOW_UNIT)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
        GL.glTexImage2D(
            GL.GL_TEXTURE_2D,
            0,
            GL.GL_DEPTH_COMPONENT24,
            size_px,
            size_px,
            0,
            GL.GL_DEPTH_COMPONENT,
            GL.GL_FLOAT,
            None,
        )
        self.framebuffer = int(GL.glGenFramebuffers(1))
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self.framebuffer)
        GL.glFramebufferTexture2D(
            GL.GL_FRAMEBUFFER, GL.GL_DEPTH_ATTACHMENT, GL.GL_TEXTURE_2D, self._texture, 0
        )
        GL.glDrawBuffer(GL.GL_NONE)
        GL.glReadBuffer(GL.GL_NONE)
        _require_complete()
        # Two ways to read one texture: samplers override what the texture itself says.
        comparing, plain = (int(name) for name in GL.glGenSamplers(2))
        for sampler in (comparing, plain):
            for key, value in (
                (GL.GL_TEXTURE_MIN_FILTER, GL.GL_LINEAR),
                (GL.GL_TEXTURE_MAG_FILTER, GL.GL_LINEAR),
                (GL.GL_TEXTURE_WRAP_S, GL.GL_CLAMP_TO_EDGE),
                (GL.GL_TEXTURE_WRAP_T, GL.GL_CLAMP_TO_EDGE),
            ):
                GL.glSamplerParameteri(sampler, key, value)
        GL.glSamplerParameteri(plain, GL.GL_TEXTURE_MIN_FILTER, GL.GL_NEAREST)
        GL.glSamplerParameteri(plain, GL.GL_TEXTURE_MAG_FILTER, GL.GL_NEAREST)
        GL.glSamplerParameteri(comparing, GL.GL_TEXTURE_COMPARE_MODE, GL.GL_COMPARE_REF_TO_TEXTURE)
        self._samplers = ((SHADOW_UNIT, comparing), (SHADOW_DEPTH_UNIT, plain))
        self.bind()

    def bind(self) -> None:
        """Make this the map that shaders read."""
        for unit, sampler in self._samplers:
            GL.glActiveTexture(GL.GL_TEXTURE0 + unit)
            GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
            GL.glBindSampler(unit, sampler)

    def delete(self) -> None:
        """Free its memory on the card."""
        GL.glDeleteFramebuffers(1, np.array([self.framebuffer], dtype=np.uint32))
        GL.glDeleteTextures(1, np.array([self._texture], dtype=np.uint32))
        samplers = [sampler for _, sampler in self._samplers]
        GL.glDeleteSamplers(len(samplers), np.array(samplers, dtype=np.uint32))


@dataclass(slots=True)
class SceneTarget:
    """Where limb and table are drawn: many samples a pixel, then averaged into the window.

    A window of another resolution is reached in two steps, because a picture of many samples can
    only be averaged at its own size.
    """

    size_px: tuple[int, int]
    window_px: tuple[int, int]
    framebuffer: int
    _averaged: int | None
    _buffers: tuple[int, ...]

    @classmethod
    def create(
        cls, window_px: tuple[int, int], resolution_scale: float, samples: int
    ) -> "SceneTarget":
        """Allocate for a window of this width and height.

        Raises:
            DisplayError: the driver refuses the buffers.
        """
        size_px = (
            max(1, round(window_px[0] * resolution_scale)),
            max(1, round(window_px[1] * resolution_scale)),
        )
        granted = min(samples, int(GL.glGetIntegerv(GL.GL_MAX_SAMPLES)))
        framebuffer, colour, depth = _framebuffer(size_px, granted)
        buffers = [colour, depth]
        averaged = None
        if granted and size_px != window_px:
            averaged, colour, depth = _framebuffer(size_px, 0)
            buffers += [colour, depth]
        return cls(size_px, window_px, framebuffer, averaged, tuple(buffers))

    def resolve(self) -> None:
        """Copy what was drawn into the window, averaged and scaled; then draw into the window."""
        source = self.framebuffer
        if self._averaged is not None:
            GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, source)
            GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, self._averaged)
            _scale(self.size_px, self.size_px, GL.GL_NEAREST)
            source = self._averaged
        GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, source)
        GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, 0)
        same = self.size_px == self.window_px
        _scale(self.size_px, self.window_px, GL.GL_NEAREST if same else GL.GL_LINEAR)

    def delete(self) -> None:
        """Free its memory on the card."""
        names = [self.framebuffer] + ([self._averaged] if self._averaged is not None else [])
        GL.glDeleteFramebuffers(len(names), np.array(names, dtype=np.uint32))
        GL.glDeleteRenderbuffers(len(self._buffers), np.array(self._buffers, dtype=np.uint32))


class Easel:
    """A square picture with transparency, painted beside the window and read back."""

    def __init__(self, size_px: int, samples: int) -> None:
        """Allocate.

        Raises:
            DisplayError: the driver refuses the buffers.
        """
        self.size_px = size_px
        size = (size_px, size_px)
        granted = min(samples, int(GL.glGetIntegerv(GL.GL_MAX_SAMPLES)))
        self.framebuffer, *buffers = _framebuffer(size, granted)
        self._averaged, *more = _framebuffer(size, 0)
        self._buffers = (*buffers, *more)

    def picture(self) -> NDArray[np.uint8]:
        """Return what was painted, shape (size, size, 4), upper row first."""
        size = (self.size_px, self.size_px)
        GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, self.framebuffer)
        GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, self._averaged)
        _scale(size, size, GL.GL_NEAREST)
        GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, self._averaged)
        rgba = np.empty((*size, 4), dtype=np.uint8)
        GL.glPixelStorei(GL.GL_PACK_ALIGNMENT, 1)
        GL.glReadPixels(0, 0, *size, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, rgba)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)
        return np.ascontiguousarray(rgba[::-1])

    def delete(self) -> None:
        """Free its memory on the card."""
        names = [self.framebuffer, self._averaged]
        GL.glDeleteFramebuffers(len(names), np.array(names, dtype=np.uint32))
        GL.glDeleteRenderbuffers(len(self._buffers), np.array(self._buffers, dtype=np.uint32))


class KeptPicture:
    """A picture drawn once and then copied, or read by a shader pixel for pixel.

    Without a unit it is laid out as windows mostly are, blue first: a processor then copies it into
    one byte for byte, in an eighth of the time.
    """

    def __init__(self, size_px: tuple[int, int], unit: int | None) -> None:
        """Allocate; with a texture unit where a sampler is to read it."""
        internal, layout, kind = (
            (GL.GL_RGBA, GL.GL_BGRA, GL.GL_UNSIGNED_INT_8_8_8_8_REV)
            if unit is None
            else (GL.GL_RGBA8, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE)
        )
        self._texture = int(GL.glGenTextures(1))
        GL.glActiveTexture(GL.GL_TEXTURE0 + (_SPARE_UNIT if unit is None else unit))
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
        GL.glTexImage2D(GL.GL_TEXTURE_2D, 0, internal, *size_px, 0, layout, kind, None)
        for key in (GL.GL_TEXTURE_MIN_FILTER, GL.GL_TEXTURE_MAG_FILTER):
            GL.glTexParameteri(GL.GL_TEXTURE_2D, key, GL.GL_NEAREST)
        self.framebuffer = int(GL.glGenFramebuffers(1))
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self.framebuffer)
        GL.glFramebufferTexture2D(
            GL.GL_FRAMEBUFFER, GL.GL_COLOR_ATTACHMENT0, GL.GL_TEXTURE_2D, self._texture, 0
        )
        _require_complete()

    def delete(self) -> None:
        """Free its memory on the card."""
        GL.glDeleteFramebuffers(1, np.array([self.framebuffer], dtype=np.uint32))
        GL.glDeleteTextures(1, np.array([self._texture], dtype=np.uint32))


def copy_upturned(size_px: tuple[int, int]) -> None:
    """Copy all of the read picture to the draw picture of the same size, its last row first.

    A window's rows begin above and those of all other pictures below: between the two this is what
    keeps the order of the bytes.
    """
    width_px, height_px = size_px
    corners = (0, 0, width_px, height_px), (0, height_px, width_px, 0)
    GL.glBlitFramebuffer(*corners[0], *corners[1], GL.GL_COLOR_BUFFER_BIT, GL.GL_NEAREST)


def _scale(size_px: tuple[int, int], to_px: tuple[int, int], filtering: int) -> None:
    # Colour only: where the depth formats differ, copying depth as well is an error.
    GL.glBlitFramebuffer(0, 0, *size_px, 0, 0, *to_px, GL.GL_COLOR_BUFFER_BIT, filtering)


def _framebuffer(size_px: tuple[int, int], samples: int) -> tuple[int, int, int]:
    framebuffer = int(GL.glGenFramebuffers(1))
    GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, framebuffer)
    colour, depth = (int(name) for name in GL.glGenRenderbuffers(2))
    for name, kind, place in (
        (colour, GL.GL_RGBA8, GL.GL_COLOR_ATTACHMENT0),
        (depth, GL.GL_DEPTH_COMPONENT24, GL.GL_DEPTH_ATTACHMENT),
    ):
        GL.glBindRenderbuffer(GL.GL_RENDERBUFFER, name)
        GL.glRenderbufferStorageMultisample(GL.GL_RENDERBUFFER, samples, kind, *size_px)
        GL.glFramebufferRenderbuffer(GL.GL_FRAMEBUFFER, place, GL.GL_RENDERBUFFER, name)
    _require_complete()
    return framebuffer, colour, depth


def _require_complete() -> None:
    if GL.glCheckFramebufferStatus(GL.GL_FRAMEBUFFER) != GL.GL_FRAMEBUFFER_COMPLETE:
        raise DisplayError(
            "The graphics driver refuses a picture to draw into: make the window smaller, or "
            "update the driver."
        )
