"""What the window shows, as an array and as a PNG file."""

from pathlib import Path

import numpy as np
import pygame
from numpy.typing import NDArray

from game.render.gl import GL

Picture = NDArray[np.uint8]


def read_window(size_px: tuple[int, int]) -> Picture:
    """Return what was drawn since the last flip, shape (height, width, 3), upper row first."""
    width_px, height_px = size_px
    rgb = np.empty((height_px, width_px, 3), dtype=np.uint8)
    GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, 0)
    GL.glPixelStorei(GL.GL_PACK_ALIGNMENT, 1)
    GL.glReadPixels(0, 0, width_px, height_px, GL.GL_RGB, GL.GL_UNSIGNED_BYTE, rgb)
    return np.ascontiguousarray(rgb[::-1])


def save_png(path: Path, rgb: Picture) -> None:
    """Write a picture of shape (height, width, 3 or 4).

    Raises:
        OSError: the file can't be written.
    """
    height_px, width_px = rgb.shape[:2]
    pixels = rgb.tobytes()
    if rgb.shape[2] == 4:
        surface = pygame.image.frombuffer(pixels, (width_px, height_px), "RGBA")
    else:
        surface = pygame.image.frombuffer(pixels, (width_px, height_px), "RGB")
    try:
        pygame.image.save(surface, str(path))
    except pygame.error as error:
        raise OSError(f"The picture {path.name} can't be written: {error}") from None


def load_png(path: Path) -> Picture:
    """Return a picture file's pixels, shape (height, width, 3)."""
    surface = pygame.image.load(str(path))
    return np.ascontiguousarray(pygame.surfarray.array3d(surface).swapaxes(0, 1))
