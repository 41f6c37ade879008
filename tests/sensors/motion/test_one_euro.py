"""The filter halves jitter, lags little, and does nothing to what stands still."""

import numpy as np
import pytest

from sensors.motion.one_euro import OneEuroFilter

RATE_HZ = 30.0


def _filtered(values: np.ndarray, beta: float = 2.9) -> np.ndarray:
    one_euro = OneEuroFilter(min_cutoff_hz=1.0, beta=beta)
    return np.array([one_euro.update(i / RATE_HZ, value) for i, value in enumerate(values)])


def test_a_constant_stays_as_it_is() -> None:
    assert np.allclose(_filtered(np.full((50, 3), 0.7)), 0.7)


def test_jitter_at_rest_is_at_least_halved() -> None:
    noise = np.radians(1.5) * np.random.default_rng(3).standard_normal((600, 4))
    assert _filtered(noise)[60:].std() < 0.5 * noise[60:].std()


@pytest.mark.parametrize(("amplitude_deg", "most_ms"), [(40.0, 30.0), (15.0, 45.0)])
def test_the_lag_behind_a_slow_movement_is_bounded(amplitude_deg: float, most_ms: float) -> None:
    frequency_hz = 0.5
    times_s = np.arange(600) / RATE_HZ
    wave = np.radians(amplitude_deg) * np.sin(2 * np.pi * frequency_hz * times_s)
    turning = np.exp(-2j * np.pi * frequency_hz * times_s[60:])
    phases = [
        np.angle((each[60:] * turning).sum()) for each in (wave, _filtered(wave[:, None])[:, 0])
    ]
    lag_ms = (phases[0] - phases[1]) / (2 * np.pi * frequency_hz) * 1000
    assert 0.0 < lag_ms < most_ms


def test_a_sample_that_is_not_later_changes_nothing() -> None:
    one_euro = OneEuroFilter(min_cutoff_hz=1.0, beta=1.0)
    first = one_euro.update(1.0, np.array([1.0]))
    assert np.array_equal(one_euro.update(1.0, np.array([5.0])), first)
    assert np.array_equal(one_euro.update(0.5, np.array([5.0])), first)
