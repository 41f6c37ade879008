"""The table's wood: fibres, broad bands and pores, made of filtered noise so that it tiles."""

import numpy as np
from numpy.typing import NDArray

TILE_M = 1.2
"""Edge of the square that repeats; its grain runs along y, away from the patient."""

_SIZE_PX = 1024
# Albedo of pale and dark wood, linear light.
_PALE = np.array((0.470, 0.375, 0.300))
_DARK = np.array((0.335, 0.255, 0.195))


def wood_srgb(seed: int = 7) -> NDArray[np.uint8]:
    """Return the picture, shape (1024, 1024, 3), sRGB."""
    rng = np.random.default_rng(seed)
    bands = _streaks(rng, 0.030, 0.70)
    fibres = _streaks(rng, 0.0022, 0.16)
    pores = _streaks(rng, 0.0012, 0.014)
    darkness = 0.42 + 0.13 * bands + 0.075 * fibres + 0.16 * np.clip(pores - 1.3, 0.0, 1.2)
    share = np.clip(darkness, 0.0, 1.0)[:, :, None]
    albedo = _PALE * (1 - share) + _DARK * share
    encoded = np.where(albedo <= 0.0031308, 12.92 * albedo, 1.055 * albedo ** (1 / 2.4) - 0.055)
    return np.asarray(np.round(255 * np.clip(encoded, 0, 1)), dtype=np.uint8)


def _streaks(rng: np.random.Generator, across_m: float, along_m: float) -> NDArray[np.float64]:
    """Return noise of unit deviation whose features have about this width and length."""
    frequency = np.fft.fftfreq(_SIZE_PX, d=TILE_M / _SIZE_PX)
    along, across = np.meshgrid(frequency * along_m, frequency * across_m, indexing="ij")
    spectrum = np.fft.fft2(rng.standard_normal((_SIZE_PX, _SIZE_PX)))
    spectrum *= np.exp(-2 * (along**2 + across**2))
    noise = np.fft.ifft2(spectrum).real
    return np.asarray((noise - noise.mean()) / noise.std())
