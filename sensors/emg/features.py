"""Windows of EMG into feature vectors: time domain and log-covariance.

Raw EMG gives, per channel, Hudgins' set (mean absolute value, waveform length, zero crossings,
slope-sign changes; Hudgins et al. 1993, with a dead band), the mean absolute value of the newest
part of the window, and the log-covariance (`sensors.emg.covariance`). Amplitudes are taken as
logarithms: a change of gain is then a shift. Envelope sensors have no crossings to count and their
correlations say nothing more; there level and waveform length are used, plain and as logarithms.

`of_run` gives every window of a stretch at once from sums over blocks, `of_window` one window as it
completes; both give the same numbers.
"""

from dataclasses import dataclass, field
from functools import cache
from math import gcd

import numpy as np
from numpy.typing import NDArray

from sensors.emg.covariance import CovarianceForm, log_covariance
from sensors.emg.signal_kind import SignalKind
from sensors.emg.windows import window_count

Array = NDArray[np.float64]

# All in units of a channel's own strength (root mean square over the calibration).
AMPLITUDE_FLOOR = 0.05
DEAD_BAND = 0.01
# Blocks shorter than this are no quicker than cutting the windows out.
_SHORTEST_BLOCK = 4
# Windows worked on at once: so few that they stay in the processor's cache.
_CHUNK = 96


@dataclass(frozen=True, slots=True)
class Features:
    """What makes a feature vector of a window; fixed at calibration and stored with the model."""

    kind: SignalKind
    window: int
    """Samples."""
    step: int
    """Samples."""
    offset: tuple[float, ...]
    """What each channel reads at no activity."""
    scale: tuple[float, ...]
    """Each channel's strength in the calibration recording."""
    form: CovarianceForm = "pairs"
    dead_band: float = DEAD_BAND
    _offset: Array = field(init=False, repr=False, compare=False)
    _gain: Array = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # As arrays once, and in a window's own shape: that spares each window two broadcasts.
        object.__setattr__(self, "_offset", np.tile(self.offset, (self.window, 1)))
        object.__setattr__(self, "_gain", np.tile(1 / np.array(self.scale), (self.window, 1)))

    @property
    def channels(self) -> int:
        """How many electrodes."""
        return len(self.scale)

    @property
    def newest(self) -> int:
        """Samples in the newest part: about a quarter of the window, in whole steps."""
        return min(self.window, self.step * max(1, round(self.window / (4 * self.step))))

    def of_window(self, window: Array) -> Array:
        """Return the vector of one window; shape (window, channels) -> (features,)."""
        z = (window - self._offset) * self._gain
        return self._vector(time_domain(z, self.newest, self.dead_band), z.T @ z / len(z))

    def of_run(self, samples: Array) -> Array:
        """Return the vectors of all windows of a stretch; (samples, channels) -> (n, features)."""
        count = window_count(len(samples), self.window, self.step)
        if count == 0:
            return np.zeros((0, len(self.of_window(np.zeros((self.window, self.channels))))))
        block = gcd(self.window, gcd(self.step, self.newest))
        parts = []
        for first in range(0, count, _CHUNK):
            n = min(_CHUNK, count - first)
            start = first * self.step
            cut = samples[start : start + (n - 1) * self.step + self.window]
            if block >= _SHORTEST_BLOCK:
                z = np.ascontiguousarray(((cut - self._offset[0]) * self._gain[0]).T)
                parts.append(self._vector(*_from_blocks(z, self, block, n)))
            else:
                starts = range(0, n * self.step, self.step)
                parts.append(np.array([self.of_window(cut[s : s + self.window]) for s in starts]))
        return np.concatenate(parts)

    def _vector(self, domain: Array, gram: Array) -> Array:
        sizes = domain[..., : 3 * self.channels]
        logarithms = np.log(sizes + AMPLITUDE_FLOOR)
        if self.kind == "envelope":
            return np.concatenate([logarithms, sizes], axis=-1)
        rates = domain[..., 3 * self.channels :]
        return np.concatenate([logarithms, rates, log_covariance(gram, self.form)], axis=-1)


def measure_features(
    samples: Array, kind: SignalKind, window: int, step: int, form: CovarianceForm = "pairs"
) -> Features:
    """Fix offset and strength of every channel from a calibration recording.

    An envelope's offset is its floor, raw EMG's the value it swings about. A silent channel gets
    the strength of a thousandth of the strongest, so it stays finite.
    """
    offset = np.percentile(samples, 0.5, axis=0) if kind == "envelope" else samples.mean(axis=0)
    strength = np.sqrt(((samples - offset) ** 2).mean(axis=0))
    floor = 1e-3 * float(strength.max(initial=0.0)) or 1.0
    scale = np.maximum(strength, floor)
    return Features(kind, window, step, tuple(offset.tolist()), tuple(scale.tolist()), form)


def time_domain(window: Array, newest: int, dead_band: float) -> Array:
    """Return Hudgins' features of one window of shape (samples, channels).

    A zero crossing is a change of sign whose step exceeds the dead band; a slope-sign change one
    where at least one of the two slopes does (Hudgins et al. 1993).

    Returns:
        Shape (5 * channels,): mean absolute value, waveform length a sample, mean absolute value
        of the newest part, share of places with a zero crossing, share with a slope-sign change.
    """
    samples, channels = window.shape
    # Flat arrays: neighbours in time lie `channels` apart, and every step is one straight pass.
    flat = np.ascontiguousarray(window).ravel()
    slope = flat[channels:] - flat[:-channels]
    size, steep = np.abs(flat), np.abs(slope)
    big = steep > dead_band
    crossing = flat[channels:] * flat[:-channels] < 0
    crossing &= big
    turn = slope[channels:] * slope[:-channels] < 0
    turn &= big[channels:] | big[:-channels]
    newest_part = size[(samples - newest) * channels :]
    parts = (size, steep, newest_part, crossing, turn)
    sums = np.concatenate([_summed(part, channels) for part in parts])
    sums *= _per_place(samples, newest, channels)
    return sums


@cache
def _per_place(samples: int, newest: int, channels: int) -> Array:
    """One over the number of places that each sum runs over."""
    return np.repeat(
        1 / np.array([samples, samples - 1, newest, samples - 1, samples - 2]), channels
    )


def _summed(flat: NDArray[np.generic], channels: int) -> Array:
    """Sum over time; a product with ones is quicker than a sum over short rows."""
    values = flat.astype(np.float64, copy=False).reshape(-1, channels)
    sums: Array = _ones(len(values)) @ values
    return sums


@cache
def _ones(length: int) -> Array:
    return np.ones(length)


def _from_blocks(z: Array, features: Features, block: int, count: int) -> tuple[Array, Array]:
    """Sum once over blocks that windows share; z has shape (channels, samples)."""
    window, step, band = features.window, features.step // block, features.dead_band
    used = (count - 1) * features.step + window
    z = z[:, :used]
    last = np.arange(count) * features.step + window - 1
    per_block = used // block

    def windowed(values: NDArray[np.generic], length: int = window) -> Array:
        sums = values.reshape(-1, block).astype(np.float64, copy=False) @ _ones(block)
        total = np.zeros((len(z), per_block + 1))
        np.cumsum(sums.reshape(len(z), per_block), axis=1, out=total[:, 1:])
        end = (last + 1) // block
        windowed_sums: Array = total[:, end] - total[:, end - length // block]
        return windowed_sums

    slope = np.zeros(z.shape)
    np.subtract(z[:, 1:], z[:, :-1], out=slope[:, :-1])
    size, steep = np.abs(z), np.abs(slope)
    big = steep > band
    crossing = np.zeros(z.shape, np.bool_)
    crossing[:, :-1] = (z[:, 1:] * z[:, :-1] < 0) & big[:, :-1]
    turn = np.zeros(z.shape, np.bool_)
    turn[:, :-1] = (slope[:, 1:] * slope[:, :-1] < 0) & (big[:, 1:] | big[:, :-1])
    # A crossing is counted at its first sample: the one that leaves the window is taken off again.
    crossings = windowed(crossing) - crossing[:, last]
    turns = windowed(turn) - turn[:, last] - turn[:, last - 1]
    length = windowed(steep) - steep[:, last]
    parts = (windowed(size), length, windowed(size, features.newest), crossings, turns)
    domain = np.concatenate(parts).T * _per_place(window, features.newest, len(z))
    if features.kind != "raw":
        return domain, np.zeros((count, 0, 0))
    blocks = z.reshape(len(z), per_block, block).transpose(1, 0, 2)
    products = blocks @ blocks.transpose(0, 2, 1)
    gram = np.zeros((count, len(z), len(z)))
    for k in range(window // block):
        gram += products[k : k + (count - 1) * step + 1 : step]
    return domain, gram / window
