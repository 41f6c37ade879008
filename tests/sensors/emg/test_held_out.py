"""A calibration is judged by what it had not seen: repetitions, or stretches of a single one."""

import numpy as np

from sensors.emg.classifier import Array, LinearDecoder, TrainingSet, fit_lda
from sensors.emg.confidence import held_out_scores

CLASSES = ("rest", "fist")


class Judged:
    """Learns as LDA does, and keeps which windows it learnt from and which it was asked about."""

    def __init__(self) -> None:
        self.learnt: list[Array] = []
        self.asked: list[Array] = []

    def fit(self, data: TrainingSet) -> LinearDecoder:
        self.learnt.append(data.features)
        found, asked = fit_lda(data), self.asked

        class Told(LinearDecoder):
            def scores(self, features: Array) -> Array:
                asked.append(features)
                return super().scores(features)

        return Told(found.classes, found.weights, found.bias)


def windows(repetitions: int, each: int = 12) -> TrainingSet:
    """Each window tells by its features of which repetition it is, and which one of it."""
    rng = np.random.default_rng(1)
    group = np.repeat(np.arange(2 * repetitions), each)
    number = np.tile(np.arange(each), 2 * repetitions)
    label = group % 2
    strength = 10.0 * label + rng.standard_normal(len(group))
    features = np.stack([strength, group, number], axis=1).astype(np.float64)
    return TrainingSet(features, label, group, np.ones(len(group)), CLASSES)


def test_no_repetition_is_judged_by_a_decoder_that_saw_any_of_it() -> None:
    judged = Judged()
    scores, labels = held_out_scores(windows(4), judged.fit, CLASSES)
    assert len(judged.learnt) == len(judged.asked) == 3
    for learnt, asked in zip(judged.learnt, judged.asked, strict=True):
        assert not set(learnt[:, 1]) & set(asked[:, 1])
        assert set(learnt[:, 1]) | set(asked[:, 1]) == set(range(8))
    assert len(scores) == len(labels) == 8 * 12
    assert (scores.argmax(axis=1) == labels).all()


def test_a_single_repetition_is_judged_by_stretches_of_it() -> None:
    judged = Judged()
    held_out_scores(windows(1), judged.fit, CLASSES)
    for k, (learnt, asked) in enumerate(zip(judged.learnt, judged.asked, strict=True)):
        assert set(asked[:, 2]) == set(range(4 * k, 4 * k + 4))
        assert not set(learnt[:, 2]) & set(asked[:, 2])
