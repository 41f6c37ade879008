"""Muscles of the residual limb over the cycles of a phantom movement.

After Reilly 2006 and Gagne 2009: surface EMG is rectified and averaged over cycles, whose times
come from the intact hand that moves along. The formulas are our own. *Modulation index*: (highest -
lowest) / (highest + lowest) bin of the averaged cycle, 0 where activity is the same all along. It
is never 0 by chance alone, so it is held against 1,000 averages in which each cycle is turned by a
phase of its own; the share of them that modulate as much is p. *Distinctness* of movements is how
often a linear classifier names a left-out cycle's movement right, against chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sessions.analysis.phantom_cycles import Cycle
from sessions.analysis.sampling import Series, smoothed

BAND_HZ = (20.0, 450.0)
ENVELOPE_HZ = 6.0
POINTS = 100
BINS = 20
SHUFFLES = 1000
SEED = 2006
LEAST_CYCLES = 3
_SHRINK = 0.2
_FLOOR = 1e-9


@dataclass(frozen=True, slots=True)
class Modulation:
    """How the activity of each channel changes over a cycle."""

    index: tuple[float, ...]
    """Of each channel, 0 to 1."""
    p: tuple[float, ...]
    """Share of shuffled averages with at least this index, of each channel."""
    vector_strength: tuple[float, ...]
    """|sum of E(phase) e^(i phase)| / sum of E(phase), of each channel, 0 to 1."""
    phase_difference: tuple[float, ...]
    """(E of the going - E of the coming) / their sum, of each channel, -1 to 1."""
    any_p: float
    """The same as p for the channel that modulates most, allowing for there being several."""

    @property
    def strongest(self) -> int:
        """The channel that modulates most."""
        return int(np.argmax(self.index))


@dataclass(frozen=True, slots=True)
class Distinctness:
    """How well movements can be told apart by the residual limb's muscles alone."""

    accuracy: float
    """Share of left-out cycles named right."""
    chance: float
    similarity: float
    """Mean cosine of the movements' mean channel vectors, taken in pairs; 1 is alike."""


def envelope_uv(samples_uv: Series, rate_hz: float, *, raw: bool = True) -> Series:
    """Return the rectified, smoothed signal of every channel, shape (samples, channels).

    Args:
        samples_uv: Shape (samples, channels).
        rate_hz: Sampling rate.
        raw: False where the sensor gives an envelope already: then it is only smoothed.
    """
    if not raw:
        return np.maximum(smoothed(samples_uv, rate_hz, ENVELOPE_HZ), 0.0)
    low, high = BAND_HZ
    band = smoothed(samples_uv, rate_hz, high) - smoothed(samples_uv, rate_hz, low)
    return np.maximum(smoothed(np.abs(band), rate_hz, ENVELOPE_HZ), 0.0)


def normalised(times_s: Series, envelope: Series, cycles: Sequence[Cycle]) -> Series:
    """Return each cycle's envelope on 100 points, shape (cycles, channels, points).

    The going (maximum to minimum) fills the first half and the coming the second, so that the same
    phase means the same part of the movement. Cycles that reach beyond the signal are left out.
    """
    half = POINTS // 2
    rows = []
    for cycle in cycles:
        if cycle.began_s < times_s[0] or cycle.ended_s > times_s[-1]:
            continue
        going = np.linspace(cycle.began_s, cycle.turned_s, half, endpoint=False)
        coming = np.linspace(cycle.turned_s, cycle.ended_s, half, endpoint=False)
        at_s = np.concatenate((going, coming))
        rows.append([np.interp(at_s, times_s, channel) for channel in envelope.T])
    return np.array(rows) if rows else np.empty((0, envelope.shape[1], POINTS))


def measure_modulation(cycles: Series, *, seed: int = SEED) -> Modulation | None:
    """Return the modulation of normalised cycles; None with fewer than three.

    Args:
        cycles: Shape (cycles, channels, points), as `normalised` gives them.
        seed: Of the shuffling, so that the same recording gives the same p.
    """
    if len(cycles) < LEAST_CYCLES:
        return None
    count, channels, points = cycles.shape
    binned = cycles.reshape(count, channels, BINS, points // BINS).mean(axis=3)
    mean = binned.mean(axis=0)
    index = _index(mean)
    rng = np.random.default_rng(seed)
    place = np.arange(BINS)
    shuffled = np.empty((SHUFFLES, channels))
    for number in range(SHUFFLES):
        turns = rng.integers(BINS, size=(count, 1))
        columns = (place + turns) % BINS
        shuffled[number] = _index(np.take_along_axis(binned, columns[:, None, :], axis=2).mean(0))
    at_least = np.add.reduce(shuffled >= index - _FLOOR, axis=0, dtype=np.float64)
    most = int(np.count_nonzero(shuffled.max(axis=1) >= index.max() - _FLOOR))
    phase = np.exp(2j * np.pi * (place + 0.5) / BINS)
    total = np.maximum(mean.sum(axis=1), _FLOOR)
    going, coming = mean[:, : BINS // 2].sum(axis=1), mean[:, BINS // 2 :].sum(axis=1)
    return Modulation(
        index=tuple(index.tolist()),
        p=tuple(((1 + at_least) / (1 + SHUFFLES)).tolist()),
        vector_strength=tuple((np.abs(mean @ phase) / total).tolist()),
        phase_difference=tuple(((going - coming) / total).tolist()),
        any_p=float((1 + most) / (1 + SHUFFLES)),
    )


def measure_distinctness(by_movement: Mapping[str, Series]) -> Distinctness | None:
    """Return how distinct movements are; None with fewer than two that have three cycles each.

    A cycle's pattern is the logarithm of each channel's mean in the going and in the coming. The
    classifier is linear discriminant analysis with a fifth of its covariance shrunk to its mean.
    """
    usable = {name: c for name, c in by_movement.items() if len(c) >= LEAST_CYCLES}
    if len(usable) < 2:
        return None
    patterns = [_patterns(cycles) for cycles in usable.values()]
    vectors = np.concatenate(patterns)
    label = np.repeat(np.arange(len(patterns)), [len(p) for p in patterns])
    right = 0
    for left_out in range(len(label)):
        others = np.arange(len(label)) != left_out
        named = _named(vectors[others], label[others], vectors[left_out], len(patterns))
        right += named == label[left_out]
    means = np.stack([cycles.mean(axis=(0, 2)) for cycles in usable.values()])
    unit = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), _FLOOR)
    pairs = np.triu_indices(len(unit), 1)
    return Distinctness(
        accuracy=right / len(label),
        chance=1.0 / len(patterns),
        similarity=float((unit @ unit.T)[pairs].mean()),
    )


def _index(mean: Series) -> Series:
    """Return the modulation index of each channel, from its averaged bins."""
    high, low = mean.max(axis=1), mean.min(axis=1)
    return np.asarray((high - low) / np.maximum(high + low, _FLOOR))


def _patterns(cycles: Series) -> Series:
    half = cycles.shape[2] // 2
    parts = (cycles[:, :, :half].mean(axis=2), cycles[:, :, half:].mean(axis=2))
    return np.asarray(np.log(np.maximum(np.concatenate(parts, axis=1), _FLOOR)))


def _named(vectors: Series, label: NDArray[np.intp], one: Series, count: int) -> int:
    """Return the class that linear discriminant analysis gives one vector."""
    centres = np.stack([vectors[label == k].mean(axis=0) for k in range(count)])
    away = vectors - centres[label]
    spread = away.T @ away / max(len(vectors) - count, 1)
    size = max(float(np.trace(spread)) / len(spread), _FLOOR)
    spread = (1.0 - _SHRINK) * spread + _SHRINK * size * np.eye(len(spread))
    off = one - centres
    return int(np.argmin(np.sum(off * np.linalg.solve(spread, off.T).T, axis=1)))
