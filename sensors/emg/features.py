"""Windows of EMG into feature vectors: time domain and log-covariance.

Raw EMG gives, per channel, Hudgins' set (mean absolute value, waveform length, zero crossings,
slope-sign changes; Hudgins et al. 1993, with a dead band), the mean absolute value of the newest
part of the window, and the log-covariance (`sensors.emg.covariance`). Amplitudes are taken as
logarithms: a change of gain is then a shift. Envelope sensors have no crossings to count and their
correlations say nothing more; there level and waveform length are used, plain and as logarithms.

`of_run` gives every window of a stretch at once from sums over blocks, `of_window` one window as it
completes; both give the same numbers.
"""

from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
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


@dataclass(frozen=True, slots=True)
class TimeDomain:
    """Hudgins' features of windows, before any logarithm; each (..., channels)."""

    mean_absolute: Array
    length: Array
    """Waveform length a sample."""
    crossings: Array
    turns: Array
    newest: Array
    """Mean absolute value of the newest part."""


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
        z = (window.T - np.array(self.offset)[:, None]) / np.array(self.scale)[:, None]
        return self._vector(time_domain(z, self.newest, self.dead_band), _gram(z))

    def of_run(self, samples: Array) -> Array:
        """Return the vectors of all windows of a stretch; (samples, channels) -> (n, features)."""
        count = window_count(len(samples), self.window, self.step)
        z = np.ascontiguousarray(samples.T - np.array(self.offset)[:, None])
        z /= np.array(self.scale)[:, None]
        block = gcd(self.window, gcd(self.step, self.newest))
        if block >= _SHORTEST_BLOCK and count > 0:
            domain, gram = _from_blocks(z, self, block, count)
        else:
            cut = (
                sliding_window_view(z, self.window, axis=1)[:, :: self.step]
                if count
                else (np.zeros((self.channels, 0, self.window)))
            )
            windows = cut.transpose(1, 0, 2)
            domain, gram = time_domain(windows, self.newest, self.dead_band), _gram(windows)
        return self._vector(domain, gram)

    def _vector(self, domain: TimeDomain, gram: Array) -> Array:
        parts = [
            np.log(domain.mean_absolute + AMPLITUDE_FLOOR),
            np.log(domain.length + AMPLITUDE_FLOOR),
            np.log(domain.newest + AMPLITUDE_FLOOR),
        ]
        if self.kind == "raw":
            parts += [
                domain.crossings / (self.window - 1),
                domain.turns / (self.window - 2),
                log_covariance(gram, self.form),
            ]
        else:
            parts += [domain.mean_absolute, domain.length]
        return np.concatenate(parts, axis=-1)


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


def time_domain(windows: Array, newest: int, dead_band: float) -> TimeDomain:
    """Return the time-domain features of windows of shape (..., channels, samples).

    A zero crossing is a change of sign whose step exceeds the dead band; a slope-sign change one
    where at least one of the two slopes does (Hudgins et al. 1993).
    """
    slope = windows[..., 1:] - windows[..., :-1]
    size = np.abs(windows)
    steep = np.abs(slope)
    big = steep > dead_band
    crossing = (windows[..., 1:] * windows[..., :-1] < 0) & big
    turn = (slope[..., 1:] * slope[..., :-1] < 0) & (big[..., 1:] | big[..., :-1])
    return TimeDomain(
        np.add.reduce(size, -1) / windows.shape[-1],
        np.add.reduce(steep, -1) / (windows.shape[-1] - 1),
        np.add.reduce(crossing, -1, dtype=np.float64),
        np.add.reduce(turn, -1, dtype=np.float64),
        np.add.reduce(size[..., -newest:], -1) / newest,
    )


def _gram(windows: Array) -> Array:
    mean_products: Array = windows @ np.swapaxes(windows, -1, -2) / windows.shape[-1]
    return mean_products


def _from_blocks(z: Array, features: Features, block: int, count: int) -> tuple[TimeDomain, Array]:
    """Sum once over blocks that windows share; z has shape (channels, samples)."""
    window, step, band = features.window, features.step // block, features.dead_band
    used = (count - 1) * features.step + window
    z = z[:, :used]
    last = np.arange(count) * features.step + window - 1
    per_block = used // block

    def windowed(values: NDArray[np.generic], length: int = window) -> Array:
        sums = values.reshape(len(z), per_block, block).sum(axis=2, dtype=np.float64)
        total = np.zeros((len(z), per_block + 1))
        np.cumsum(sums, axis=1, out=total[:, 1:])
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
    domain = TimeDomain(
        windowed(size).T / window,
        length.T / (window - 1),
        crossings.T,
        turns.T,
        windowed(size, features.newest).T / features.newest,
    )
    if features.kind != "raw":
        return domain, np.zeros((count, 0, 0))
    blocks = z.reshape(len(z), per_block, block).transpose(1, 0, 2)
    products = blocks @ blocks.transpose(0, 2, 1)
    gram = np.zeros((count, len(z), len(z)))
    for k in range(window // block):
        gram += products[k : k + (count - 1) * step + 1 : step]
    return domain, gram / window
