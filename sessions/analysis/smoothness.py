"""How smooth a movement is, from its speed profile alone.

SPARC (spectral arc length) is the length of the curve of the speed's normalised spectrum, with a
minus sign: longer is less smooth. LDLJ is the negative logarithm of the dimensionless jerk. Both
after Balasubramanian and others (J NeuroEng Rehabil 2015;12:112), written anew from the formulas
and held to the numbers of the authors' example: speed ``exp(-5 t^2)``, t from -1 to 0.99 at
100 Hz, has SPARC -1.41403, dimensionless jerk -335.74684 and LDLJ -5.81636.
"""

import math

import numpy as np

from sessions.analysis.sampling import Series

SPARC_CUT_HZ = 10.0
"""Highest frequency looked at; some copies of the method use 20, which gives other numbers."""
SPARC_LEAST_SHARE = 0.05
"""Of the spectrum's largest part; frequencies above the last one that reaches it are left out."""
_PADDING = 4


def sparc(speed: Series, rate_hz: float, *, cut_hz: float = SPARC_CUT_HZ) -> float | None:
    """Return the spectral arc length of a speed profile; None where nothing moves.

    A movement of one smooth stroke has about -1.41, whatever its size or duration.

    Args:
        speed: Shape (n,), of the movement alone, evenly sampled.
        rate_hz: Its rate.
        cut_hz: Highest frequency looked at.
    """
    if len(speed) < 2 or not np.any(speed):
        return None
    count = int(2 ** (math.ceil(math.log2(len(speed))) + _PADDING))
    frequency_hz = np.arange(count) * (rate_hz / count)
    spectrum = np.abs(np.fft.fft(speed, count))
    spectrum = spectrum / spectrum.max()
    seen = frequency_hz <= cut_hz
    frequency_hz, spectrum = frequency_hz[seen], spectrum[seen]
    reaching = np.flatnonzero(spectrum >= SPARC_LEAST_SHARE)
    used = slice(int(reaching[0]), int(reaching[-1]) + 1)
    frequency_hz, spectrum = frequency_hz[used], spectrum[used]
    span_hz = frequency_hz[-1] - frequency_hz[0]
    if span_hz <= 0.0:
        return None
    return -float(np.sum(np.hypot(np.diff(frequency_hz) / span_hz, np.diff(spectrum))))


def dimensionless_jerk(speed: Series, rate_hz: float) -> float | None:
    """Return ``-(T^3 / peak^2) * integral of (second derivative of speed)^2``; None where still.

    A minimum-jerk stroke has -204.8 in the limit of fine sampling.
    """
    peak = float(np.max(np.abs(speed))) if len(speed) else 0.0
    if len(speed) < 3 or peak == 0.0:
        return None
    step_s = 1.0 / rate_hz
    jerk = np.diff(speed, 2) / step_s**2
    duration_s = len(speed) * step_s
    return -(duration_s**3) / peak**2 * float(np.sum(jerk**2)) * step_s


def log_dimensionless_jerk(speed: Series, rate_hz: float) -> float | None:
    """Return LDLJ, ``-ln |dimensionless jerk|``; None where nothing moves, or nothing changes.

    It is sensitive to noise: take the noise out first (`sessions.analysis.sampling.smoothed`).
    """
    jerk = dimensionless_jerk(speed, rate_hz)
    return -math.log(abs(jerk)) if jerk else None
