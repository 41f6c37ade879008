"""Causal filters for EMG: high-pass, low-pass and mains notch, sample-exact in chunks of any size.

A cascade of biquads is run as one linear system in blocks: with state z and input block u the
output is ``y = O z + T u`` and the next state ``A^n z + R u``. That is the same arithmetic as the
sample-by-sample recursion, but in a handful of matrix products for all channels at once.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_BLOCK = 64
# Butterworth of order 4 as two second-order sections (any filter table).
BUTTERWORTH_4_Q = (0.54119610, 1.30656296)
NOTCH_Q = 20.0
HIGH_PASS_HZ = 20.0


@dataclass(frozen=True, slots=True)
class Biquad:
    """One second-order section, normalised so that a0 is 1."""

    b: tuple[float, float, float]
    a: tuple[float, float]


def high_pass(cut_hz: float, rate_hz: float, q: float) -> Biquad:
    """Second-order high-pass (R. Bristow-Johnson's audio EQ cookbook)."""
    cos, alpha = _cookbook(cut_hz, rate_hz, q)
    b = ((1 + cos) / 2, -(1 + cos), (1 + cos) / 2)
    return _normalised(b, (1 + alpha, -2 * cos, 1 - alpha))


def low_pass(cut_hz: float, rate_hz: float, q: float) -> Biquad:
    """Second-order low-pass (same source)."""
    cos, alpha = _cookbook(cut_hz, rate_hz, q)
    b = ((1 - cos) / 2, 1 - cos, (1 - cos) / 2)
    return _normalised(b, (1 + alpha, -2 * cos, 1 - alpha))


def notch(mains_hz: float, rate_hz: float, q: float = NOTCH_Q) -> Biquad:
    """Second-order notch (same source)."""
    cos, alpha = _cookbook(mains_hz, rate_hz, q)
    return _normalised((1.0, -2 * cos, 1.0), (1 + alpha, -2 * cos, 1 - alpha))


@dataclass(frozen=True, slots=True)
class FilterSettings:
    """Which filters to run; None leaves one out."""

    high_pass_hz: float | None = None
    low_pass_hz: float | None = None
    mains_hz: float | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered."""
        return self.high_pass_hz is None and self.low_pass_hz is None and self.mains_hz is None

    def sections(self, rate_hz: float) -> tuple[Biquad, ...]:
        """Return the cascade; a corner at or above 0.45 of the rate is left out."""
        made: list[Biquad] = []
        top_hz = 0.45 * rate_hz
        if self.high_pass_hz is not None and self.high_pass_hz < top_hz:
            made += [high_pass(self.high_pass_hz, rate_hz, q) for q in BUTTERWORTH_4_Q]
        if self.low_pass_hz is not None and self.low_pass_hz < top_hz:
            made += [low_pass(self.low_pass_hz, rate_hz, q) for q in BUTTERWORTH_4_Q]
        if self.mains_hz is not None:
            harmonics = (self.mains_hz, 2 * self.mains_hz, 3 * self.mains_hz)
            made += [notch(f_hz, rate_hz) for f_hz in harmonics if f_hz < top_hz]
        return tuple(made)


class StreamFilter:
    """A cascade with memory: chunks in, as many filtered samples out."""

    def __init__(self, sections: tuple[Biquad, ...], channels: int) -> None:
        a, b, c, d = _state_space(sections)
        self._order = len(a)
        self._state = np.zeros((self._order, channels))
        self._started = not sections
        self._settle = np.linalg.solve(np.eye(self._order) - a, b) if self._order else b
        powers = [np.eye(self._order)]
        for _ in range(_BLOCK):
            powers.append(a @ powers[-1])
        self._powers = powers
        self._observe = np.array([c @ power for power in powers[:-1]]).reshape(_BLOCK, -1)
        impulse = np.array([d, *(float(c @ power @ b) for power in powers[: _BLOCK - 1])])
        lag = np.subtract.outer(np.arange(_BLOCK), np.arange(_BLOCK))
        self._toeplitz = np.where(lag >= 0, impulse[np.abs(lag)], 0.0)
        self._reach = np.array([power @ b for power in powers[_BLOCK - 1 :: -1]]).T.reshape(
            self._order, _BLOCK
        )

    @classmethod
    def of(cls, settings: FilterSettings, rate_hz: float, channels: int) -> Self:
        """Make the filter that the settings describe."""
        return cls(settings.sections(rate_hz), channels)

    def push(self, samples: Array) -> Array:
        """Return the filtered samples; shape (n, channels) in and out.

        The first sample is taken as what was there for ever, so an offset makes no transient.
        """
        if self._order == 0 or len(samples) == 0:
            return np.array(samples, np.float64)
        if not self._started:
            self._state = np.outer(self._settle, samples[0])
            self._started = True
        out = np.empty(samples.shape)
        for at in range(0, len(samples), _BLOCK):
            block = samples[at : at + _BLOCK]
            n = len(block)
            out[at : at + n] = self._observe[:n] @ self._state + self._toeplitz[:n, :n] @ block
            self._state = self._powers[n] @ self._state + self._reach[:, _BLOCK - n :] @ block
        return out


def suggest_filter(samples: Array, rate_hz: float) -> FilterSettings:
    """Choose filters that a raw recording needs, from the recording alone.

    A high-pass where slow drift carries much of the power, a notch where one mains frequency
    stands far above its neighbours. Devices that filter by themselves get none.
    """
    frequency_hz, power = mean_spectrum(samples, rate_hz)
    total = float(power.sum())
    if total <= 0:
        return FilterSettings()
    drift = float(power[frequency_hz < HIGH_PASS_HZ / 2].sum()) / total
    hum = {f_hz: line_ratio(frequency_hz, power, f_hz) for f_hz in (50.0, 60.0)}
    mains_hz = max(hum, key=lambda f_hz: hum[f_hz])
    return FilterSettings(
        high_pass_hz=HIGH_PASS_HZ if drift > 0.3 and rate_hz >= 5 * HIGH_PASS_HZ else None,
        mains_hz=mains_hz if hum[mains_hz] > 10.0 and rate_hz > 2.5 * mains_hz else None,
    )


def mean_spectrum(samples: Array, rate_hz: float) -> tuple[Array, Array]:
    """Return frequencies and the power of all channels, averaged over seconds (Hann, Welch).

    Each second is taken from one overall mean, so slow drift counts as power near zero.
    """
    length = min(len(samples), max(8, round(rate_hz)))
    count = len(samples) // length if length else 0
    if count == 0:
        return np.zeros(1), np.zeros(1)
    kept = samples[: count * length] - np.median(samples, axis=0)
    seconds = kept.reshape(count, length, -1) * np.hanning(length)[:, None]
    power: Array = (np.abs(np.fft.rfft(seconds, axis=1)) ** 2).mean(axis=(0, 2))
    frequency_hz: Array = np.fft.rfftfreq(length, 1 / rate_hz).astype(np.float64)
    return frequency_hz, power


def line_ratio(frequency_hz: Array, power: Array, line_hz: float) -> float:
    """How far the power at one frequency stands above that of its neighbours 4 to 10 Hz away."""
    distance_hz = np.abs(frequency_hz - line_hz)
    line, around = power[distance_hz <= 1.5], power[(distance_hz >= 4) & (distance_hz <= 10)]
    if len(line) == 0 or len(around) == 0:
        return 0.0
    return float(line.mean() / (around.mean() + 1e-300))


def _cookbook(cut_hz: float, rate_hz: float, q: float) -> tuple[float, float]:
    omega = 2 * np.pi * cut_hz / rate_hz
    return float(np.cos(omega)), float(np.sin(omega) / (2 * q))


def _normalised(b: tuple[float, float, float], a: tuple[float, float, float]) -> Biquad:
    return Biquad((b[0] / a[0], b[1] / a[0], b[2] / a[0]), (a[1] / a[0], a[2] / a[0]))


def _state_space(sections: tuple[Biquad, ...]) -> tuple[Array, Array, Array, float]:
    """Join transposed direct form II sections into one system x' = A x + b u, y = c x + d u."""
    a, b, c, d = np.zeros((0, 0)), np.zeros(0), np.zeros(0), 1.0
    for section in sections:
        b0, b1, b2 = section.b
        a1, a2 = section.a
        own_a = np.array([[-a1, 1.0], [-a2, 0.0]])
        own_b = np.array([b1 - a1 * b0, b2 - a2 * b0])
        order = len(a)
        joined = np.zeros((order + 2, order + 2))
        joined[:order, :order] = a
        joined[order:, :order] = np.outer(own_b, c)
        joined[order:, order:] = own_a
        a, b = joined, np.concatenate([b, own_b * d])
        c, d = np.concatenate([b0 * c, [1.0, 0.0]]), b0 * d
    return a, b, c, d
