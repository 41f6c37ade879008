"""Lag and likeness of movements whose lag is known."""

import numpy as np
import pytest

from sessions.analysis.phase import phase_locking, phase_match

RATE_HZ, CYCLE_S = 50.0, 4.0
T = np.arange(round(2 * CYCLE_S * RATE_HZ)) / RATE_HZ


def wave(lag_share: float, size: float = 1.0) -> np.ndarray:
    return size * np.sin(2 * np.pi * (T / CYCLE_S - lag_share))


@pytest.mark.parametrize("lag_share", [-0.2, -0.05, 0.0, 0.1, 0.3])
def test_a_shifted_movement_has_its_lag_and_is_alike(lag_share: float) -> None:
    match = phase_match(wave(0.0), wave(lag_share, 0.3) + 7.0, RATE_HZ, CYCLE_S)
    assert match is not None
    assert match.lag_share == pytest.approx(lag_share, abs=0.015)
    assert match.likeness > 0.99


def test_a_hand_that_stands_still_is_not_alike_and_noise_is_little_alike() -> None:
    still = phase_match(wave(0.0), np.ones(len(T)), RATE_HZ, CYCLE_S)
    assert still is not None
    assert still.likeness == 0.0
    noise = np.random.default_rng(2).normal(size=len(T))
    match = phase_match(wave(0.0), noise, RATE_HZ, CYCLE_S)
    assert match is not None
    assert match.likeness < 0.5


def test_too_little_to_compare_gives_nothing() -> None:
    assert phase_match(wave(0.0)[:40], wave(0.0)[:40], RATE_HZ, CYCLE_S) is None
    assert phase_match(np.zeros(400), wave(0.0), RATE_HZ, CYCLE_S) is None


def test_locking_is_one_for_equal_lags_and_low_for_scattered_ones() -> None:
    assert phase_locking(np.full(6, 0.12)) == pytest.approx(1.0)
    assert phase_locking(np.arange(4) / 4.0) == pytest.approx(0.0, abs=1e-12)
    assert phase_locking(np.array([0.1])) is None
