"""The floor below the legs: a matte, warm grey covering of softly mottled noise that tiles."""

import numpy as np
from numpy.typing import NDArray

from game.render.wood import blend_srgb, noise

TILE_M = 1.6
"""Edge of the square that repeats."""

_SIZE_PX = 1024
# Albedo of its lighter and darker parts, linear light.
_PALE = np.array((0.500, 0.462, 0.405))
_DARK = np.array((0.400, 0.368, 0.320))


def floor_srgb(seed: int = 11) -> NDArray[np.uint8]:
    """Return the picture, shape (1024, 1024, 3), sRGB."""
    rng = np.random.default_rng(seed)
    broad, patches, grain = (_mottling(rng, size_m) for size_m in (0.25, 0.03, 0.0035))
    darkness = 0.5 + 0.10 * broad + 0.10 * patches + 0.13 * grain
    return blend_srgb(_PALE, _DARK, darkness)


def _mottling(rng: np.random.Generator, size_m: float) -> NDArray[np.float32]:
    """Return noise whose features have about this size."""
    step_m = TILE_M / _SIZE_PX
    down = (np.fft.fftfreq(_SIZE_PX, d=step_m) * size_m)[:, None]
    across = (np.fft.rfftfreq(_SIZE_PX, d=step_m) * size_m)[None, :]
    return noise(rng, _SIZE_PX, np.exp(-2 * (down**2 + across**2)).astype(np.float32))
