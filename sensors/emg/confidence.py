"""How sure a decoder may be: the temperature that makes its probabilities honest."""

from dataclasses import replace

import numpy as np

from sensors.emg.classifier import Array, Fit, Labels, LinearDecoder, TrainingSet, softmax, thinned

_FOLDS = 3
_CALIBRATION_WINDOWS = 3000


def with_temperature(decoder: LinearDecoder, data: TrainingSet, fit: Fit) -> LinearDecoder:
    """Return the decoder with the temperature that makes its confidence honest.

    The scores it is judged by come from decoders that had not seen the repetition in question.
    """
    scores, label = held_out_scores(data, fit, decoder.classes)
    if len(label) == 0:
        return decoder
    return replace(decoder, temperature=best_temperature(scores, label))


def best_temperature(scores: Array, label: Labels) -> float:
    """Return the temperature of least log-loss, by golden section between 1/8 and 20."""
    shrink = (np.sqrt(5) - 1) / 2
    low, high = np.log(0.125), np.log(20.0)
    for _ in range(24):
        left, right = high - shrink * (high - low), low + shrink * (high - low)
        if log_loss(softmax(scores / np.exp(left)), label) < log_loss(
            softmax(scores / np.exp(right)), label
        ):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2))


def log_loss(probabilities: Array, label: Labels) -> float:
    """Return the mean negative log-probability of what was asked for."""
    given = probabilities[np.arange(len(label)), label]
    return float(-np.log(np.maximum(given, 1e-12)).mean())


def held_out_scores(data: TrainingSet, fit: Fit, classes: tuple[str, ...]) -> tuple[Array, Labels]:
    """Return scores by decoders that had not seen the repetition in question, and the labels."""
    every = max(1, len(data.label) // _CALIBRATION_WINDOWS)
    thin = thinned(data, np.arange(0, len(data.label), every))
    fold = _folds(thin)
    scores, labels = [np.zeros((0, len(classes)))], [np.zeros(0, np.int64)]
    for k in range(_FOLDS):
        learn, held = thinned(thin, fold != k), thinned(thin, fold == k)
        known = np.isin(held.label, learn.label)
        if len(np.unique(learn.label)) < 2 or not known.any():
            continue
        scores.append(fit(learn).scores(held.features[known]))
        labels.append(held.label[known])
    return np.concatenate(scores), np.concatenate(labels)


def _folds(data: TrainingSet) -> Labels:
    """Deal each movement's repetitions out to the folds; a single one is cut in stretches."""
    fold = np.zeros(len(data.label), np.int64)
    for k in np.unique(data.label):
        mine = np.flatnonzero(data.label == k)
        groups, nth = np.unique(data.group[mine], return_inverse=True)
        if len(groups) >= _FOLDS:
            fold[mine] = nth.reshape(-1) % _FOLDS
        else:
            fold[mine] = np.arange(len(mine)) * _FOLDS // len(mine)
    return fold
