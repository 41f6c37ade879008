"""Two movements at once: ridge regression from feature vectors to signed degrees of freedom.

Each degree of freedom runs from -1 to 1 (say wrist flexion and extension, hand closing and
opening); labels may come from the intact hand doing the same (bilateral training).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.errors import SensorDataError

Array = NDArray[np.float64]

# Below this share of full motion the limb rests (0.1 to 0.2 are usual).
DEAD_BAND = 0.15
PENALTIES = (1e-4, 1e-3, 1e-2, 1e-1, 1.0)
_FOLDS = 3


@dataclass(frozen=True, slots=True)
class Regressor:
    """Feature vector in, one signed share of full motion for each degree of freedom out."""

    weights: Array
    """Shape (features, degrees of freedom)."""
    bias: Array
    dead_band: float = DEAD_BAND
    penalty: float = 0.0
    """The ridge penalty that cross-validation chose, for the log."""

    def predict(self, features: Array) -> Array:
        """Return shares between -1 and 1, zero inside the dead band, without a jump at its edge."""
        plain = features @ self.weights + self.bias
        beyond = np.maximum(np.abs(plain) - self.dead_band, 0.0) / (1 - self.dead_band)
        shares: Array = np.sign(plain) * np.minimum(beyond, 1.0)
        return shares


def fit_regressor(
    features: Array, targets: Array, group: NDArray[np.int64], *, dead_band: float = DEAD_BAND
) -> Regressor:
    """Fit by ridge regression; the penalty is chosen on held-out repetitions.

    Args:
        features: Shape (windows, features).
        targets: Shape (windows, degrees of freedom), -1 to 1.
        group: Repetition of each window.
        dead_band: Share of full motion taken for rest, 0 to below 1.

    Raises:
        SensorDataError: too few windows, or shapes that do not fit.
    """
    if len(features) < 10 or targets.shape[:1] != features.shape[:1] or targets.ndim != 2:
        raise SensorDataError("Calibration for two movements at once is too short: record again.")
    _, nth = np.unique(group, return_inverse=True)
    fold = nth.reshape(-1) % _FOLDS
    if len(np.unique(fold)) < 2:
        fold = np.arange(len(features)) * _FOLDS // len(features)
    errors = [_held_out_error(features, targets, fold, penalty) for penalty in PENALTIES]
    best = PENALTIES[int(np.argmin(errors))]
    weights, bias = _ridge(features, targets, best)
    return Regressor(weights, bias, dead_band, best)


def _held_out_error(
    features: Array, targets: Array, fold: NDArray[np.int64], penalty: float
) -> float:
    total = 0.0
    for k in np.unique(fold):
        weights, bias = _ridge(features[fold != k], targets[fold != k], penalty)
        miss = features[fold == k] @ weights + bias - targets[fold == k]
        total += float((miss**2).sum())
    return total


def _ridge(features: Array, targets: Array, penalty: float) -> tuple[Array, Array]:
    """Penalise in units of each feature's own spread, so that units do not matter."""
    mean, wanted = features.mean(axis=0), targets.mean(axis=0)
    deviation = features.std(axis=0)
    deviation = np.where(deviation > 1e-9, deviation, 1.0)
    z = (features - mean) / deviation
    gram = z.T @ z / len(z) + penalty * np.eye(z.shape[1])
    weights = np.linalg.solve(gram, z.T @ (targets - wanted) / len(z)) / deviation[:, None]
    return weights, wanted - mean @ weights
