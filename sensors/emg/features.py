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

from sensors.emg.block_sums import block_sums
from sensors.emg.covariance import WAVES, CovarianceForm, log_covariance, pair_index, waves
from sensors.emg.signal_kind import SignalKind
from sensors.emg.windows import window_count

Array = NDArray[np.float64]

# All in units of a channel's own strength (root mean square over the calibration).
AMPLITUDE_FLOOR = 0.05
DEAD_BAND = 0.01
LEFT_OUT_SCALE = 1e30
"""The strength of an electrode that the model does not rest on: its signal is then nothing."""
# Blocks shorter than this are no quicker than cutting the windows out.
_SHORTEST_BLOCK = 4
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
    form: CovarianceForm = "curved"
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

    @property
    def left_out(self) -> tuple[int, ...]:
        """Places that the model does not rest on."""
        return tuple(place for place, s in enumerate(self.scale) if s >= LEFT_OUT_SCALE)

    @property
    def waves(self) -> int:
        """How many entries at the end of a vector are cosine waves."""
        return WAVES if self.kind == "raw" and self.form == "curved" else 0

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
        if block < _SHORTEST_BLOCK:
            starts = range(0, count * self.step, self.step)
            return np.array([self.of_window(samples[s : s + self.window]) for s in starts])
        cut = samples[: (count - 1) * self.step + self.window]
        sums = block_sums(cut, self._offset[0], self._gain[0], block, self.dead_band)
        places = _per_place(self.window, len(self._parts), self.channels)
        domain = sums.time_domain(self._parts, self.step, count).T * places
        return self._vector(domain, sums.gram(self.window, self.step, count) / self.window)

    def with_waves_anew(self, vectors: Array) -> Array:
        """Return vectors whose logs were changed, with the waves that run across them now."""
        if not self.waves:
            return vectors
        ends = vectors.shape[-1] - self.waves - len(pair_index(self.channels)[0])
        anew = waves(vectors[:, ends - self.channels : ends])
        return np.concatenate([vectors[:, : -self.waves], anew], axis=1)

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
    samples: Array, kind: SignalKind, window: int, step: int, form: CovarianceForm = "curved"
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
