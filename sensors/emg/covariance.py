"""The log-covariance of a window: how strong each channel is and which channels move together.

The covariance matrix of a window is positive definite, and differences between such matrices are
best taken between their matrix logarithms (Barachant et al. 2012). Three forms:

- ``pairs``: the log of each channel's standard deviation and, for each pair, the matrix logarithm
  of its 2 x 2 correlation matrix, which is ``atanh(r)``. No decomposition is needed, one bad
  channel does not spoil the others, and on the recordings measured it decides as well.
- ``curved``: the same, and after them cosine waves over the logs of the deviations. A straight rule
  over waves of random directions is a curved one over what they run across, near to a Gaussian
  kernel's (Rahimi and Recht 2007): a movement goes from weak to strong along a bend, not a line.
- ``matrix``: the upper triangle of the full matrix logarithm, off-diagonal times sqrt 2.
"""

from functools import cache
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
CovarianceForm: TypeAlias = Literal["pairs", "curved", "matrix"]

# Correlations are shrunk by this share towards zero: a window has few independent samples.
SHRINKAGE = 0.05
# Added variance, in units of a channel's own over the calibration: a converter's last bit.
VARIANCE_FLOOR = 1e-3
# Beyond this many channels only near neighbours are paired; the vector would outgrow the data.
ALL_PAIRS_UP_TO = 16
_NEIGHBOURS = 2
WAVES = 64
# Of a wave, radians for a step of one in the logs of all channels, drawn about this: chosen with
# WAVES and `sensors.emg.classifier.WAVE_RIDGE` on recorded people (docs/electrodes.md).
_BEND_RAD = 2.0
_WAVE_SEED = 0


def log_covariance(covariance: Array, form: CovarianceForm) -> Array:
    """Return the log-covariance vector of matrices of shape (..., channels, channels)."""
    if form == "matrix":
        return _matrix(covariance)
    pairs = _pairs(covariance)
    if form == "pairs":
        return pairs
    return np.concatenate([pairs, waves(pairs[..., : covariance.shape[-1]])], axis=-1)


def waves(log_deviation: Array) -> Array:
    """Return the height of every wave at logs of deviations; (..., channels) -> (..., WAVES)."""
    directions, phases = _wave_shapes(log_deviation.shape[-1])
    heights = log_deviation @ directions
    heights += phases
    # Short numbers are plenty for a cosine, and many times quicker.
    return np.cos(heights.astype(np.float32)).astype(np.float64)


@cache
def _wave_shapes(channels: int) -> tuple[Array, Array]:
    """Draw directions and phases, from the generator's raw numbers by Box and Muller (1958).

    A model learnt today is read years later, and numpy promises that these numbers stay the same,
    but not that what it makes of them does.
    """
    raw = np.random.PCG64(_WAVE_SEED).random_raw((2 * channels + 1) * WAVES)
    chances = ((raw >> np.uint64(11)) * 2.0**-53).reshape(2 * channels + 1, WAVES)
    far, turn, phase = chances[:channels], chances[channels:-1], chances[-1]
    directions = np.sqrt(-2.0 * np.log1p(-far)) * np.cos(2 * np.pi * turn)
    return directions * (_BEND_RAD / np.sqrt(channels)), 2 * np.pi * phase


@cache
def pair_index(channels: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which channels are paired: all, or where there are many only near neighbours."""
    first, second = np.triu_indices(channels, 1)
    if channels > ALL_PAIRS_UP_TO:
        near = second - first <= _NEIGHBOURS
        first, second = first[near], second[near]
    return first.astype(np.int64), second.astype(np.int64)


@cache
def _flat_pairs(channels: int) -> NDArray[np.int64]:
    first, second = pair_index(channels)
    return first * channels + second


def _pairs(covariance: Array) -> Array:
    channels = covariance.shape[-1]
    first, second = pair_index(channels)
    deviation = np.sqrt(covariance.diagonal(0, -2, -1) + VARIANCE_FLOOR)
    flat = covariance.reshape(*covariance.shape[:-2], channels * channels)
    # Only the pairs, taken from flat rows: several times quicker than indexing the matrices.
    correlation = flat.take(_flat_pairs(channels), -1)
    correlation /= deviation.take(first, -1) * deviation.take(second, -1)
    correlation *= 1 - SHRINKAGE
    return np.concatenate([np.log(deviation), np.arctanh(correlation)], axis=-1)


def _matrix(covariance: Array) -> Array:
    channels = covariance.shape[-1]
    eye = np.eye(channels)
    mean = np.trace(covariance, axis1=-2, axis2=-1)[..., None, None] / channels
    shrunk = (1 - SHRINKAGE) * covariance + (SHRINKAGE * mean + VARIANCE_FLOOR) * eye
    value, vector = np.linalg.eigh(shrunk)
    logarithm = (vector * np.log(value)[..., None, :]) @ np.swapaxes(vector, -1, -2)
    row, column = np.triu_indices(channels)
    weight = np.where(row == column, 1.0, np.sqrt(2.0))
    triangle: Array = logarithm[..., row, column] * weight
    return triangle
