"""Two degrees of freedom at once, on muscle activity made from known movements."""

import numpy as np
import pytest

from sensors.emg.features import measure_features
from sensors.emg.regression import Regressor, fit_regressor
from sensors.errors import SensorDataError


def _made_up(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Eight channels around the arm; four muscles, two for each degree of freedom."""
    rng = np.random.default_rng(seed)
    t = np.arange(200 * 60) / 200
    wanted = np.stack([np.sin(2 * np.pi * 0.2 * t), np.sin(2 * np.pi * 0.13 * t + 1)], 1)
    work = np.maximum(np.concatenate([wanted, -wanted], axis=1), 0)
    angle = np.subtract.outer(np.arange(8) * np.pi / 4, np.arange(4) * np.pi / 2)
    strength = 0.5 + 10 * work @ np.exp(2 * (np.cos(angle) - 1)).T
    return rng.standard_normal(strength.shape) * strength, wanted


def test_two_movements_at_once_are_followed() -> None:
    samples, wanted = _made_up(1)
    features = measure_features(samples, "raw", 40, 10)
    ends = np.arange((len(samples) - 40) // 10 + 1) * 10 + 20
    fit = fit_regressor(
        features.of_run(samples), wanted[ends], np.arange(len(ends)) // 50, dead_band=0.0
    )
    fresh, truth = _made_up(2)
    found = fit.predict(features.of_run(fresh))
    explained = 1 - ((found - truth[ends]) ** 2).sum(0) / (truth[ends] ** 2).sum(0)
    assert (explained > 0.8).all()


def test_the_dead_band_rests_without_a_jump_at_its_edge() -> None:
    plain = Regressor(np.ones((1, 1)), np.zeros(1), dead_band=0.2)
    inputs = np.array([-3.0, -1.0, -0.2, -0.1, 0.0, 0.19, 0.2001, 0.6, 1.0])[:, None]
    assert plain.predict(inputs)[:, 0] == pytest.approx([-1, -1, 0, 0, 0, 0, 0.0, 0.5, 1], abs=1e-3)


def test_ridge_regression_finds_a_linear_rule_whatever_the_units() -> None:
    rng = np.random.default_rng(3)
    features = rng.standard_normal((300, 4)) * [1e-6, 1.0, 1e3, 1.0]
    rule = np.array([[2e5, 0.0], [0.3, -0.2], [0.0, 4e-4], [0.0, 0.0]])
    found = fit_regressor(features, features @ rule + 0.1, np.arange(300) // 30)
    assert found.weights * [[1e-6], [1], [1e3], [1]] == pytest.approx(
        rule * [[1e-6], [1], [1e3], [1]], abs=1e-3
    )
    assert found.bias == pytest.approx([0.1, 0.1], abs=1e-3)


def test_noise_is_answered_with_a_strong_penalty() -> None:
    rng = np.random.default_rng(4)
    noise = fit_regressor(
        rng.standard_normal((60, 40)), rng.standard_normal((60, 1)), np.arange(60) // 10
    )
    assert noise.penalty == 1.0


def test_too_little_data_is_refused() -> None:
    with pytest.raises(SensorDataError, match="too short"):
        fit_regressor(np.zeros((5, 2)), np.zeros((5, 2)), np.zeros(5, np.int64))
