"""The discriminants against closed forms, honest confidence and rejection."""

import numpy as np
import pytest

from sensors.emg.classifier import (
    Fit,
    TrainingSet,
    decide,
    fit_blend,
    fit_lda,
    fit_softmax,
    softmax,
)
from sensors.emg.confidence import best_temperature, log_loss, with_temperature
from sensors.emg.covariance import WAVES, waves
from sensors.errors import SensorDataError

CLASSES = ("rest", "fist", "open")


def _clouds(counts: tuple[int, ...], *, seed: int = 1, apart: float = 3.0) -> TrainingSet:
    rng = np.random.default_rng(seed)
    label = np.repeat(np.arange(len(counts)), counts)
    means = apart * np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    mix = np.array([[1.0, 0.6], [0.0, 0.8]])
    features = means[label] + rng.standard_normal((len(label), 2)) @ mix
    group = np.arange(len(label)) // 20
    return TrainingSet(features, label, group, np.ones(len(label)), CLASSES)


@pytest.mark.parametrize("prior", ["training", "equal"])
def test_lda_equals_the_closed_form(prior: str) -> None:
    data = _clouds((200, 100, 60))
    decoder = fit_lda(data, shrinkage=0.0, prior=prior)  # type: ignore[arg-type]
    means = np.array([data.features[data.label == k].mean(axis=0) for k in range(3)])
    spread = data.features - means[data.label]
    inverse = np.linalg.inv(spread.T @ spread / len(spread))
    share = np.bincount(data.label) / len(data.label) if prior == "training" else np.ones(3)
    expected = (
        data.features @ inverse @ means.T
        - 0.5 * np.einsum("kf,fg,kg->k", means, inverse, means)
        + np.log(share)
    )
    found = decoder.scores(data.features)
    # Scores are equal up to a constant for each window, which no decision sees.
    assert found - found[:, :1] == pytest.approx(expected - expected[:, :1], abs=1e-8)


def test_equal_priors_find_a_rare_movement_more_often() -> None:
    data = _clouds((2000, 30, 30), apart=1.5)
    rare = data.features[data.label == 1]
    found = {
        prior: (fit_lda(data, prior=prior).scores(rare).argmax(axis=1) == 1).mean()
        for prior in ("training", "equal")
    }
    assert found["equal"] > found["training"] + 0.2


@pytest.mark.parametrize("fit", [fit_softmax, fit_blend])
def test_regression_and_blend_decide_nearly_as_the_best_rule_of_gaussian_clouds(fit: Fit) -> None:
    train, test = _clouds((300, 300, 300)), _clouds((300, 300, 300), seed=2)
    decided = fit(train).scores(test.features).argmax(axis=1)
    best = fit_lda(train, shrinkage=0.0).scores(test.features).argmax(axis=1)
    assert (decided == test.label).mean() >= (best == test.label).mean() - 0.01


def test_a_weight_counts_as_that_many_windows() -> None:
    data = _clouds((50, 40, 30))
    twice = np.concatenate([np.arange(120), np.flatnonzero(data.label == 1)])
    repeated = TrainingSet(
        data.features[twice], data.label[twice], data.group[twice], np.ones(160), CLASSES
    )
    weighted = TrainingSet(
        data.features, data.label, data.group, np.where(data.label == 1, 2.0, 1.0), CLASSES
    )
    for fit in (fit_lda, fit_softmax, fit_blend):
        assert fit(weighted).weights == pytest.approx(fit(repeated).weights)
        assert fit(weighted).bias == pytest.approx(fit(repeated).bias)


def test_a_class_without_windows_never_wins() -> None:
    decoder = fit_softmax(_clouds((80, 80, 0)))
    chances = decoder.probabilities(np.random.default_rng(1).standard_normal((50, 2)) * 50)
    assert chances[:, 2].max() < 1e-6


def test_a_movement_that_lies_on_both_sides_of_another_is_told_apart() -> None:
    """Weak and strong fists, open in between: no straight rule over two amplitudes can do it."""
    rng = np.random.default_rng(6)

    def amplitudes(waved: bool) -> TrainingSet:
        label = np.repeat([1, 1, 2], 300)
        middle = np.repeat([-1.2, 1.2, 0.0], 300)[:, None]
        logs = middle + 0.25 * rng.standard_normal((900, 2))
        features = np.concatenate([logs, waves(logs)], axis=1) if waved else logs
        group = np.arange(900) // 20
        return TrainingSet(features, label, group, np.ones(900), CLASSES, WAVES if waved else 0)

    def right(waved: bool) -> float:
        decoder, fresh = fit_blend(amplitudes(waved)), amplitudes(waved)
        return float((decoder.scores(fresh.features).argmax(axis=1) == fresh.label).mean())

    assert right(waved=False) < 0.75
    assert right(waved=True) > 0.95


def test_one_movement_alone_is_no_calibration() -> None:
    with pytest.raises(SensorDataError, match="at least two"):
        fit_lda(_clouds((80, 0, 0)))


def test_the_temperature_undoes_scores_that_were_made_too_sure() -> None:
    rng = np.random.default_rng(4)
    honest = rng.standard_normal((20000, 3)) * 1.5
    drawn = (softmax(honest).cumsum(axis=1) < rng.random((20000, 1))).sum(axis=1)
    assert best_temperature(honest * 4.0, drawn) == pytest.approx(4.0, rel=0.06)


def test_calibrated_confidence_is_how_often_the_decoder_is_right() -> None:
    data, fresh = _clouds((400, 400, 400), apart=1.2), _clouds((999, 999, 999), seed=9, apart=1.2)
    decoder = with_temperature(fit_lda(data), data, fit_lda)
    chances = decoder.probabilities(fresh.features)
    right = (chances.argmax(axis=1) == fresh.label).mean()
    assert chances.max(axis=1).mean() == pytest.approx(right, abs=0.03)
    assert chances.sum(axis=1) == pytest.approx(np.ones(len(chances)))


def _repeated(repetitions: int, *, seed: int) -> TrainingSet:
    """Movements that come out a little differently each time, and alike within one repetition."""
    rng = np.random.default_rng(seed)
    label = np.repeat(np.arange(3), repetitions * 20)
    group = np.arange(len(label)) // 20
    each = rng.normal(0.0, 0.8, (3 * repetitions, 12))
    features = 1.5 * np.eye(3, 12)[label] + each[group] + rng.normal(0.0, 0.3, (len(label), 12))
    return TrainingSet(features, label, group, np.ones(len(label)), CLASSES)


def test_what_few_repetitions_taught_is_not_too_sure_of_the_next_one() -> None:
    data, fresh = _repeated(6, seed=0), _repeated(200, seed=100)
    plain = fit_lda(data)
    honest = with_temperature(plain, data, fit_lda)
    right = (plain.scores(fresh.features).argmax(axis=1) == fresh.label).mean()
    assert plain.probabilities(fresh.features).max(axis=1).mean() > right + 0.15
    assert honest.probabilities(fresh.features).max(axis=1).mean() < right + 0.02
    assert log_loss(honest.probabilities(fresh.features), fresh.label) < 0.9
    assert log_loss(plain.probabilities(fresh.features), fresh.label) > 1.5


def test_an_unsure_movement_is_rejected_to_rest_and_said_so() -> None:
    unsure = decide(np.array([0.3, 0.4, 0.3]), CLASSES, "rest", 0.5)
    assert (unsure.movement, unsure.rejected) == ("rest", True)
    sure = decide(np.array([0.1, 0.8, 0.1]), CLASSES, "rest", 0.5)
    assert (sure.movement, sure.confidence, sure.rejected) == ("fist", 0.8, False)


def test_rest_itself_is_never_rejected() -> None:
    assert not decide(np.array([0.4, 0.3, 0.3]), CLASSES, "rest", 0.9).rejected
