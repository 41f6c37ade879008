"""Evenly spaced samples from stamped ones, smoothed without delay, and their speed."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Series: TypeAlias = NDArray[np.float64]
"""Shape (n,) or (n, parts), oldest first."""

SMOOTH_HZ = 6.0
"""Low-pass before speeds and jerks are taken: 5-6 Hz is usual for arm movements (recalled)."""


def evenly(times_s: Series, values: Series, rate_hz: float) -> tuple[Series, Series]:
    """Return samples ``1 / rate_hz`` apart, by straight lines between the given ones.

    Args:
        times_s: When each value was taken; must not fall. Of two at one instant the later counts.
        values: Shape (n,) or (n, parts).
        rate_hz: Above 0.

    Raises:
        ValueError: there are fewer than two different times, they fall, or the rate is not above 0.
    """
    if rate_hz <= 0.0:
        raise ValueError("rate_hz must be above 0")
    steps_s = np.diff(times_s)
    if np.any(steps_s < 0.0):
        raise ValueError("times_s must not fall")
    kept = np.append(steps_s > 0.0, True)
    times_s, values = times_s[kept], values[kept]
    if len(times_s) < 2:
        raise ValueError("two different times are needed")
    count = int((times_s[-1] - times_s[0]) * rate_hz + 1e-6) + 1
    even_s = times_s[0] + np.arange(count) / rate_hz
    if values.ndim == 1:
        return even_s, np.interp(even_s, times_s, values)
    parts = [np.interp(even_s, times_s, values[:, part]) for part in range(values.shape[1])]
    return even_s, np.stack(parts, axis=1)


def smoothed(values: Series, rate_hz: float, cut_hz: float = SMOOTH_HZ) -> Series:
    """Return values without what is faster than `cut_hz`, and without any delay.

    The gain is that of a second-order Butterworth filter run forwards and backwards,
    ``1 / (1 + (f / cut)^4)``, laid over the spectrum; both ends are continued by their own point
    reflection, so that nothing rings there.

    Raises:
        ValueError: a rate is not above 0.
    """
    if rate_hz <= 0.0 or cut_hz <= 0.0:
        raise ValueError("rate_hz and cut_hz must be above 0")
    count = len(values)
    if count < 3 or cut_hz >= rate_hz / 2.0:
        return values.copy()
    reach = min(count - 1, round(3.0 * rate_hz / cut_hz))
    before = 2.0 * values[0] - values[reach:0:-1]
    after = 2.0 * values[-1] - values[-2 : -reach - 2 : -1]
    padded = np.concatenate((before, values, after))
    # A line through both ends is taken away first: what is left begins and ends at the same value.
    line = np.linspace(padded[0], padded[-1], len(padded))
    spectrum = np.fft.rfft(padded - line, axis=0)
    gain = 1.0 / (1.0 + (np.fft.rfftfreq(len(padded), 1.0 / rate_hz) / cut_hz) ** 4)
    spectrum *= gain if values.ndim == 1 else gain[:, None]
    passed = np.fft.irfft(spectrum, len(padded), axis=0) + line
    return np.asarray(passed[reach : reach + count])


def speeds(values: Series, rate_hz: float) -> Series:
    """Return how fast values change, per second, shape (n,); parts are taken together.

    Central differences; one-sided at both ends.

    Raises:
        ValueError: there are fewer than two values.
    """
    if len(values) < 2:
        raise ValueError("two values are needed")
    slopes = np.gradient(values, 1.0 / rate_hz, axis=0)
    if values.ndim == 1:
        return np.abs(slopes)
    return np.asarray(np.linalg.norm(slopes, axis=1))
