"""Tapping measures on trials made up so that the answers are known."""

import numpy as np
import pytest

from sessions.analysis.tapping import decrement_share, find_taps, measure_presses, measure_tapping

RATE_HZ = 60.0
TIMES_S = 100.0 + np.arange(900) / RATE_HZ


def trial(frequency_hz: float = 3.0, width_m: float = 0.06, fall: float = 0.0) -> np.ndarray:
    """15 s of aperture: closed at first, opening `frequency_hz` times a second."""
    t = TIMES_S - TIMES_S[0]
    width = width_m * (1.0 - fall * t / t[-1])
    return 0.01 + width * 0.5 * (1.0 - np.cos(2 * np.pi * frequency_hz * t))


def test_a_steady_trial_has_its_frequency_width_and_speed() -> None:
    measures = measure_tapping(TIMES_S, trial(), RATE_HZ)
    assert measures.taps == pytest.approx(45, abs=1)
    assert measures.frequency_hz == pytest.approx(3.0, rel=0.01)
    assert measures.amplitude == pytest.approx(0.06, rel=0.03)
    # Each tap goes there and back: twice its width, three times a second.
    assert measures.velocity == pytest.approx(2 * 0.06 * 3.0, rel=0.05)
    assert measures.arrests == 0
    assert measures.decrement_share == pytest.approx(0.0, abs=0.02)
    assert measures.interval_variation == pytest.approx(0.0, abs=0.03)


def test_taps_that_shrink_have_a_decrement() -> None:
    measures = measure_tapping(TIMES_S, trial(fall=0.5), RATE_HZ)
    assert measures.decrement_share == pytest.approx(0.5, abs=0.04)
    assert decrement_share(np.array([4.0, 3.5, 3.0, 2.5, 2.0])) == pytest.approx(0.5)
    assert decrement_share(np.array([1.0, 1.0, 1.0, 1.0])) is None


def test_two_halts_are_two_arrests() -> None:
    aperture = trial()
    aperture[200:260] = aperture[200]
    aperture[600:660] = aperture[600]
    assert measure_tapping(TIMES_S, aperture, RATE_HZ).arrests == 2


def test_trembling_while_open_is_no_tap() -> None:
    aperture = trial(frequency_hz=1.0)
    shake = aperture + 0.003 * np.sin(2 * np.pi * 9 * (TIMES_S - TIMES_S[0]))
    assert len(find_taps(TIMES_S, shake).closed_s) == pytest.approx(15, abs=1)


def test_no_tap_is_told_from_few() -> None:
    still = measure_tapping(TIMES_S, np.full(900, 0.04), RATE_HZ)
    assert still.taps == 0
    assert still.frequency_hz is None
    assert still.amplitude is None


def test_presses_have_a_rhythm_and_no_width() -> None:
    measures = measure_presses(np.array([0.0, 0.5, 1.0, 1.5, 3.0, 3.5]))
    assert measures.taps == 6
    assert measures.frequency_hz == pytest.approx(5 / 3.5)
    assert measures.arrests == 1
    assert measures.amplitude is None
    assert measures.interval_sd_s == pytest.approx(np.std([0.5, 0.5, 0.5, 1.5, 0.5], ddof=1))
    assert measure_presses(np.empty(0)).frequency_hz is None
    assert measure_presses(np.array([3.0])).taps == 1
