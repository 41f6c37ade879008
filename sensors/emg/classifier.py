"""Feature vectors to movements: linear discriminants with calibrated probabilities.

All fits end in the same linear rule, so a decision costs one matrix product:

- `fit_lda`: Fisher's linear discriminant from class means and one shrunk covariance;
- `fit_softmax`: multinomial logistic regression in the space where the spread within classes is
  the unit sphere, with an L2 penalty. It makes no claim about the shape of a class, which suits
  rest (half of all data, and not one cloud), and keeps better from session to session;
- `fit_blend`: both opinions multiplied, the default; better than either within a session.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensors.errors import SensorDataError

Array = NDArray[np.float64]
Labels = NDArray[np.int64]
PriorChoice: TypeAlias = Literal["training", "equal"]
Fit: TypeAlias = "Callable[[TrainingSet], LinearDecoder]"

# Share of the pooled covariance replaced by its mean variance.
LDA_SHRINKAGE = 0.01
# L2 penalty in units of the spread within classes; 0.01 to 0.1 decide alike on recorded sessions.
SOFTMAX_PENALTY = 0.03
# Of LDA's scores in a blend: held out, they are 3 to 8 times too sure and the regression's are not.
LDA_SHARE = 0.1
# Spread added to cosine waves, in units of a wave's own: without, directions in which they hardly
# vary weigh as much as any, and a person whose electrodes shifted loses 16 points instead of 1.
WAVE_RIDGE = 2.0
_SOFTMAX_STEPS = 60
_BATCH, _GRAM_BATCH = 256, 32


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Feature vectors with their movement; what every fit takes."""

    features: Array
    """Shape (windows, features)."""
    label: Labels
    """Index into `classes`."""
    group: Labels
    """Windows of one repetition share a number; calibration holds whole groups out."""
    weight: Array
    """How much each window counts; 1 is usual."""
    classes: tuple[str, ...]
    waves: int = 0
    """How many of the last features are cosine waves (`sensors.emg.covariance`)."""


@dataclass(frozen=True, slots=True)
class LinearDecoder:
    """Scores are ``features @ weights + bias``; probabilities their softmax over a temperature."""

    classes: tuple[str, ...]
    weights: Array
    """Shape (features, classes)."""
    bias: Array
    temperature: float = 1.0

    def scores(self, features: Array) -> Array:
        """Return one score for each class, before the temperature."""
        scores: Array = features @ self.weights + self.bias
        return scores

    def probabilities(self, features: Array) -> Array:
        """Return calibrated probabilities; (..., features) -> (..., classes)."""
        return softmax(self.scores(features) / self.temperature)


def softmax(scores: Array) -> Array:
    """Return the softmax over the last axis."""
    grown = np.exp(scores - np.maximum.reduce(scores, -1, keepdims=True))
    shares: Array = grown / np.add.reduce(grown, -1, keepdims=True)
    return shares


def fit_lda(
    data: TrainingSet, *, shrinkage: float = LDA_SHRINKAGE, prior: PriorChoice = "training"
) -> LinearDecoder:
    """Fit the linear discriminant; equal priors suit use where rest was over-recorded.

    Raises:
        SensorDataError: fewer than two movements were recorded.
    """
    spread = _Spread.of(data, shrinkage)
    weights: Array = np.linalg.solve(spread.covariance, spread.means.T).astype(np.float64)
    bias = -0.5 * np.einsum("kf,fk->k", spread.means, weights)
    if prior == "training":
        bias = bias + np.log(spread.prior)
    return spread.decoder(data.classes, weights, bias)


def fit_softmax(data: TrainingSet, *, penalty: float = SOFTMAX_PENALTY) -> LinearDecoder:
    """Fit penalised multinomial logistic regression by accelerated gradient steps.

    Raises:
        SensorDataError: fewer than two movements were recorded.
    """
    spread = _Spread.of(data, LDA_SHRINKAGE)
    value, vector = np.linalg.eigh(spread.covariance)
    whiten = vector / np.sqrt(value)
    inputs = np.empty((len(data.label), len(value) + 1))
    inputs[:, :-1] = (data.features - spread.mean) @ (whiten / spread.deviation[:, None])
    inputs[:, -1] = 1.0
    weight = data.weight / data.weight.sum()
    wanted = (data.label[:, None] == spread.present).astype(np.float64)
    wanted = np.column_stack([wanted, weight])
    punish = np.full((inputs.shape[1], 1), penalty)
    punish[-1] = 0.0
    # Half the largest curvature of the data, plus the penalty: a step of 1/rate never overshoots.
    rate = 0.5 * float(np.linalg.norm(_weighted_gram(inputs, weight), 2)) + penalty
    found = np.zeros((inputs.shape[1], len(spread.present)))
    ahead, momentum = found, 1.0
    for _ in range(_SOFTMAX_STEPS):
        stepped = ahead - (_slope(inputs, wanted, ahead) + punish * ahead) / rate
        grown = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = stepped + (momentum - 1) / grown * (stepped - found)
        found, momentum = stepped, grown
    return spread.decoder(data.classes, whiten @ found[:-1], found[-1])


def fit_blend(data: TrainingSet) -> LinearDecoder:
    """Pool softmax regression and LDA: the product of their probabilities, LDA's cooled down.

    Raises:
        SensorDataError: fewer than two movements were recorded.
    """
    regression, lda = fit_softmax(data), fit_lda(data)
    weights = regression.weights + LDA_SHARE * lda.weights
    return LinearDecoder(data.classes, weights, regression.bias + LDA_SHARE * lda.bias)


def _slope(inputs: Array, wanted: Array, weights: Array) -> Array:
    """Gradient of the weighted log-loss; `wanted` has the windows' weights in its last column.

    In batches that stay in cache, and that the linear algebra library does not hand to threads:
    on a busy machine its threads wait for each other far longer than they work.
    """
    total = np.zeros(weights.shape)
    for at in range(0, len(inputs), _BATCH):
        part, target = inputs[at : at + _BATCH], wanted[at : at + _BATCH]
        error = (softmax(part @ weights) - target[:, :-1]) * target[:, -1:]
        total += part.T @ error
    return total


def _weighted_gram(inputs: Array, weight: Array) -> Array:
    """Sum of weighted outer products; in batches for the same reason."""
    total = np.zeros((inputs.shape[1], inputs.shape[1]))
    for at in range(0, len(inputs), _GRAM_BATCH):
        part = inputs[at : at + _GRAM_BATCH]
        total += (part * weight[at : at + _GRAM_BATCH, None]).T @ part
    return total


@dataclass(frozen=True, slots=True)
class Decision:
    """What one window was taken for."""

    movement: str
    confidence: float
    """Calibrated probability of the winner, 0 to 1."""
    rejected: bool
    """Too unsure: `movement` is then rest."""


def decide(
    probabilities: Array, classes: tuple[str, ...], rest: str, reject_below: float
) -> Decision:
    """Take the likeliest movement, or rest where it is not likely enough."""
    winner = int(probabilities.argmax())
    confidence = float(probabilities[winner])
    if confidence < reject_below and classes[winner] != rest:
        return Decision(rest, confidence, rejected=True)
    return Decision(classes[winner], confidence, rejected=False)


@dataclass(frozen=True, slots=True)
class _Spread:
    """Means and the shared covariance of standardised features; classes without data left out."""

    mean: Array
    deviation: Array
    present: Labels
    means: Array
    covariance: Array
    prior: Array

    @classmethod
    def of(cls, data: TrainingSet, shrinkage: float) -> "_Spread":
        present = np.unique(data.label)
        if len(present) < 2:
            raise SensorDataError("Calibration needs at least two different movements: add one.")
        weight = data.weight / data.weight.sum()
        mean = weight @ data.features
        centred = data.features - mean
        deviation = np.sqrt(weight @ centred**2)
        deviation = np.where(deviation > 1e-9, deviation, 1.0)
        centred /= deviation
        prior = np.array([weight[data.label == k].sum() for k in present])
        means = np.array(
            [
                weight[data.label == k] @ centred[data.label == k] / p
                for k, p in zip(present, prior, strict=True)
            ]
        )
        centred -= means[np.searchsorted(present, data.label)]
        within = _weighted_gram(centred, weight)
        level = max(float(np.trace(within)) / len(within), 1e-9)
        within = (1 - shrinkage) * within + shrinkage * level * np.eye(len(within))
        if data.waves:
            ridge = np.repeat([0.0, WAVE_RIDGE], [len(within) - data.waves, data.waves])
            within += np.diag(ridge)
        return cls(mean, deviation, present, means, within, prior)

    def decoder(self, classes: tuple[str, ...], weights: Array, bias: Array) -> LinearDecoder:
        """Undo the standardisation; classes without data get a score that never wins."""
        plain = weights / self.deviation[:, None]
        all_weights = np.zeros((len(plain), len(classes)))
        all_bias = np.full(len(classes), -1e6)
        all_weights[:, self.present] = plain
        all_bias[self.present] = bias - self.mean @ plain
        return LinearDecoder(classes, all_weights, all_bias)


def thinned(data: TrainingSet, keep: NDArray[np.bool_] | Labels) -> TrainingSet:
    """Return the windows that `keep` names."""
    return TrainingSet(
        data.features[keep],
        data.label[keep],
        data.group[keep],
        data.weight[keep],
        data.classes,
        data.waves,
    )
