"""The table's wood: fibres, broad bands and pores, made of filtered noise so that it tiles."""

import numpy as np
from numpy.typing import NDArray

TILE_M = 1.2
"""Edge of the square that repeats; its grain runs along y, away from the patient."""

_SIZE_PX = 1024
# Albedo of pale and dark wood, linear light.
_PALE = np.array((0.490, 0.385, 0.295))
_DARK = np.array((0.350, 0.260, 0.190))


def wood_srgb(seed: int = 7) -> NDArray[np.uint8]:
    """Return the picture, shape (1024, 1024, 3), sRGB."""
    rng = np.random.default_rng(seed)
    wander_m = 0.012 * _streaks(rng, 0.16, 0.45) + 0.004 * _streaks(rng, 0.05, 0.12)
    bands = _wandering(_streaks(rng, 0.022, 0.90), wander_m)
    fibres = _wandering(_streaks(rng, 0.0026, 0.22), wander_m)
    pores = _wandering(_streaks(rng, 0.0013, 0.010), wander_m)
    darkness = 0.42 + 0.085 * bands + 0.055 * fibres + 0.20 * np.clip(pores - 1.2, 0.0, 1.2)
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


def _wandering(grain: NDArray[np.float64], wander_m: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return grain whose lines run not quite straight, as those of a grown tree."""
    rows, columns = np.indices(grain.shape)
    shifted = columns + wander_m * (_SIZE_PX / TILE_M)
    left = np.floor(shifted).astype(np.intp)
    share = shifted - left
    here, beside = grain[rows, left % _SIZE_PX], grain[rows, (left + 1) % _SIZE_PX]
    return np.asarray(here * (1 - share) + beside * share)
