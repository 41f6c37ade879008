"""Windows of EMG into feature vectors: time domain and log-covariance.

Raw EMG gives, per channel, Hudgins' set (mean absolute value, waveform length, zero crossings,
slope-sign changes; Hudgins et al. 1993, with a dead band), the mean absolute value in each quarter
of the window, which shows a movement begin and end, and the log-covariance
(`sensors.emg.covariance`). Amplitudes are taken as logarithms: a change of gain is then a shift.
Envelope sensors have no crossings to count and their correlations say nothing more; there the
amplitudes are used, plain and as logarithms.

`of_run` gives every window of a stretch at once from sums over blocks, `of_window` one window as it
completes; both give the same numbers.
"""

from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
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
_PARTS = 4


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
    _parts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # As arrays once, and in a window's own shape: that spares each window two broadcasts.
        object.__setattr__(self, "_offset", np.tile(self.offset, (self.window, 1)))
        object.__setattr__(self, "_gain", np.tile(1 / np.array(self.scale), (self.window, 1)))
        object.__setattr__(self, "_parts", part_bounds(self.window, self.step))

    @property
    def channels(self) -> int:
        """How many electrodes."""
        return len(self.scale)

    def of_window(self, window: Array) -> Array:
        """Return the vector of one window; shape (window, channels) -> (features,)."""
        z = (window - self._offset) * self._gain
        return self._vector(time_domain(z, self._parts, self.dead_band), z.T @ z / len(z))

    def of_run(self, samples: Array) -> Array:
        """Return the vectors of all windows of a stretch; (samples, channels) -> (n, features)."""
        count = window_count(len(samples), self.window, self.step)
        if count == 0:
            return np.zeros((0, len(self.of_window(np.zeros((self.window, self.channels))))))
        block = gcd(self.window, self.step)
        parts = []
        for first in range(0, count, _CHUNK):
            n = min(_CHUNK, count - first)
            start = first * self.step
            cut = samples[start : start + (n - 1) * self.step + self.window]
            if block >= _SHORTEST_BLOCK:
                z = np.ascontiguousarray(((cut - self._offset[0]) * self._gain[0]).T)
                parts.append(self._vector(*_from_blocks(z, self, self._parts, block, n)))
            else:
                starts = range(0, n * self.step, self.step)
                parts.append(np.array([self.of_window(cut[s : s + self.window]) for s in starts]))
        return np.concatenate(parts)

    def _vector(self, domain: Array, gram: Array) -> Array:
        # Crossings and turns come last; what stands before them are amplitudes.
        amplitudes = domain.shape[-1] - 2 * self.channels
        sizes = domain[..., :amplitudes]
        logarithms = np.log(sizes + AMPLITUDE_FLOOR)
        if self.kind == "envelope":
            return np.concatenate([logarithms, sizes], axis=-1)
        rates = domain[..., amplitudes:]
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


def time_domain(window: Array, parts: tuple[int, ...], dead_band: float) -> Array:
    """Return Hudgins' features of one window of shape (samples, channels).

    A zero crossing is a change of sign whose step exceeds the dead band; a slope-sign change one
    where at least one of the two slopes does (Hudgins et al. 1993).

    Args:
        window: Centred on zero, in channel strengths.
        parts: Bounds of the window's parts in samples, from 0 to its length (`part_bounds`).
        dead_band: In the window's unit.

    Returns:
        For all channels each: mean absolute value, mean absolute value of each part, waveform
        length a sample, share of places with a zero crossing, share with a slope-sign change.
    """
    samples, channels = window.shape
    # Flat arrays: neighbours in time lie `channels` apart, and every step is one straight pass.
    flat = np.ascontiguousarray(window).ravel()
    size, counted = np.abs(flat), np.zeros((3, len(flat)))
    slope = flat[channels:] - flat[:-channels]
    steep = counted[0, channels:]
    np.abs(slope, out=steep)
    big = steep > dead_band
    crossing = flat[channels:] * flat[:-channels] < 0
    crossing &= big
    counted[1, channels:] = crossing
    turn = slope[channels:] * slope[:-channels] < 0
    turn &= big[channels:] | big[:-channels]
    counted[2, 2 * channels :] = turn
    means = _averaging(parts) @ size.reshape(samples, channels)
    # A product with ones is quicker than a sum over short rows.
    sums = _ones(samples) @ counted.reshape(3, samples, channels)
    return np.concatenate([means, sums]).ravel() * _per_place(samples, len(means), channels)


@cache
def part_bounds(window: int, step: int) -> tuple[int, ...]:
    """Cut a window into four parts, as equal as cuts on the grid that windows share allow.

    Fewer parts where the grid has fewer places.
    """
    grid = gcd(window, step)
    places = window // grid
    cuts = sorted({round(k * places / _PARTS) * grid for k in range(_PARTS + 1)})
    return tuple(cuts)


@cache
def _averaging(parts: tuple[int, ...]) -> Array:
    """Rows that average over the whole window and over each of its parts."""
    spans = [(0, parts[-1]), *pairwise(parts)]
    place = np.arange(parts[-1])
    return np.array([((place >= a) & (place < b)) / (b - a) for a, b in spans])


@cache
def _per_place(samples: int, means: int, channels: int) -> Array:
    """One over the number of places that each sum runs over; means are averaged already."""
    places = np.array([1.0] * means + [samples - 1, samples - 1, samples - 2])
    return np.repeat(1 / places, channels)


@cache
def _ones(length: int) -> Array:
    return np.ones(length)


def _from_blocks(
    z: Array, features: Features, parts: tuple[int, ...], block: int, count: int
) -> tuple[Array, Array]:
    """Sum once over blocks that windows share; z has shape (channels, samples)."""
    window, step = features.window, features.step // block
    z = z[:, : (count - 1) * features.step + window]
    first = np.arange(count) * step
    after, last = first + window // block, first * block + window - 1
    slope = np.zeros(z.shape)
    np.subtract(z[:, 1:], z[:, :-1], out=slope[:, :-1])
    steep = np.abs(slope)
    big = steep > features.dead_band
    crossing = np.zeros(z.shape, np.bool_)
    crossing[:, :-1] = (z[:, 1:] * z[:, :-1] < 0) & big[:, :-1]
    turn = np.zeros(z.shape, np.bool_)
    turn[:, :-1] = (slope[:, 1:] * slope[:, :-1] < 0) & (big[:, 1:] | big[:, :-1])
    running = _running(np.abs(z), block)
    spans = [(0, window // block), *pairwise(bound // block for bound in parts)]
    sums = [(running[:, first + b] - running[:, first + a]) / ((b - a) * block) for a, b in spans]
    # A step is counted at its first sample: those that leave the window are taken off again.
    for values in (steep, crossing, turn):
        running = _running(values, block)
        sums.append(running[:, after] - running[:, first] - values[:, last])
    sums[-1] -= turn[:, last - 1]
    domain = np.concatenate(sums).T * _per_place(window, len(spans), len(z))
    if features.kind != "raw":
        return domain, np.zeros((count, 0, 0))
    blocks = z.reshape(len(z), -1, block).transpose(1, 0, 2)
    products = blocks @ blocks.transpose(0, 2, 1)
    gram = np.zeros((count, len(z), len(z)))
    for k in range(window // block):
        gram += products[k : k + (count - 1) * step + 1 : step]
    return domain, gram / window


def _running(values: NDArray[np.generic], block: int) -> Array:
    """Return the sum of all blocks before each block; (channels, samples) -> (channels, n + 1)."""
    sums = values.reshape(-1, block).astype(np.float64, copy=False) @ _ones(block)
    sums = sums.reshape(len(values), -1)
    total = np.zeros((len(sums), sums.shape[1] + 1))
    np.cumsum(sums, axis=1, out=total[:, 1:])
    return total
