"""The table's wood: fibres, broad bands and pores, made of filtered noise so that it tiles."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

_Colour: TypeAlias = NDArray[np.float64]
_Values: TypeAlias = NDArray[np.float32]

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
    darkness = 0.42 + 0.085 * _wandering(_streaks(rng, 0.022, 0.90), wander_m)
    darkness += 0.055 * _wandering(_streaks(rng, 0.0026, 0.22), wander_m)
    pores = _wandering(_streaks(rng, 0.0013, 0.010), wander_m)
    darkness += 0.20 * np.clip(pores - 1.2, 0.0, 1.2)
    return blend_srgb(_PALE, _DARK, darkness)


def blend_srgb(pale: _Colour, dark: _Colour, darkness: _Values) -> NDArray[np.uint8]:
    """Return the sRGB picture of a material between two albedos, channel by channel."""
    share = np.clip(darkness, 0.0, 1.0)
    picture = np.empty((*share.shape, 3), dtype=np.uint8)
    for channel, (most, least) in enumerate(zip(pale.tolist(), dark.tolist(), strict=True)):
        # No albedo of ours is so low that sRGB encodes it along a line.
        encoded = 1.055 * (most + (least - most) * share) ** np.float32(1 / 2.4) - 0.055
        picture[:, :, channel] = np.rint(255 * np.clip(encoded, 0, 1))
    return picture


def noise(rng: np.random.Generator, size_px: int, keep: _Values) -> _Values:
    """Return tiling noise of unit deviation, shape (size, size), with these shares of frequencies.

    Args:
        rng: draws it.
        size_px: height and width.
        keep: shape (size, size // 2 + 1), as `numpy.fft.rfft2` orders frequencies.
    """
    # Half the numbers' width and half the spectrum: a start must not need a third of a gigabyte.
    spectrum = np.fft.rfft2(rng.standard_normal((size_px, size_px)).astype(np.float32))
    spectrum *= keep
    values = np.fft.irfft2(spectrum, s=(size_px, size_px)).astype(np.float32)
    values -= values.mean()
    values /= values.std()
    return values


def _streaks(rng: np.random.Generator, across_m: float, along_m: float) -> _Values:
    """Return noise whose features have about this width and length."""
    step_m = TILE_M / _SIZE_PX
    along = (np.fft.fftfreq(_SIZE_PX, d=step_m) * along_m)[:, None]
    across = (np.fft.rfftfreq(_SIZE_PX, d=step_m) * across_m)[None, :]
    return noise(rng, _SIZE_PX, np.exp(-2 * (along**2 + across**2)).astype(np.float32))


def _wandering(grain: _Values, wander_m: _Values) -> _Values:
    """Return grain whose lines run not quite straight, as those of a grown tree."""
    shifted = np.arange(_SIZE_PX, dtype=np.float32) + wander_m * np.float32(_SIZE_PX / TILE_M)
    left = np.floor(shifted)
    share = shifted - left
    column = left.astype(np.int32) % _SIZE_PX
    here = np.take_along_axis(grain, column, axis=1)
    beside = np.take_along_axis(grain, (column + 1) % _SIZE_PX, axis=1)
    return np.asarray(here + (beside - here) * share, dtype=np.float32)
