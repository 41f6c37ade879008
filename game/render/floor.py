"""The floor below the legs: a matte, warm grey covering of softly mottled noise that tiles."""

import numpy as np
from numpy.typing import NDArray

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
    share = np.clip(0.5 + 0.10 * broad + 0.10 * patches + 0.13 * grain, 0.0, 1.0)[:, :, None]
    albedo = _PALE * (1 - share) + _DARK * share
    encoded = np.where(albedo <= 0.0031308, 12.92 * albedo, 1.055 * albedo ** (1 / 2.4) - 0.055)
    return np.asarray(np.round(255 * np.clip(encoded, 0, 1)), dtype=np.uint8)


def _mottling(rng: np.random.Generator, size_m: float) -> NDArray[np.float64]:
    """Return noise of unit deviation whose features have about this size."""
    frequency = np.fft.fftfreq(_SIZE_PX, d=TILE_M / _SIZE_PX) * size_m
    along, across = np.meshgrid(frequency, frequency, indexing="ij")
    spectrum = np.fft.fft2(rng.standard_normal((_SIZE_PX, _SIZE_PX)))
    spectrum *= np.exp(-2 * (along**2 + across**2))
    noise = np.fft.ifft2(spectrum).real
    return np.asarray((noise - noise.mean()) / noise.std())
