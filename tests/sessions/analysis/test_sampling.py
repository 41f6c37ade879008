"""Stamped samples become even ones; smoothing takes out the fast and delays nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.analysis.sampling import evenly, smoothed, speeds


def test_uneven_stamps_of_a_straight_line_give_the_same_line() -> None:
    times_s = np.array([1.0, 1.013, 1.05, 1.05, 1.09, 1.2])
    even_s, values = evenly(times_s, np.stack((2 * times_s, -times_s), axis=1), 50.0)
    assert np.allclose(np.diff(even_s), 0.02)
    assert values == pytest.approx(np.stack((2 * even_s, -even_s), axis=1))
    assert even_s[-1] == pytest.approx(1.2)


@pytest.mark.parametrize(
    ("times_s", "rate_hz"), [([1.0], 10.0), ([2.0, 1.0], 10.0), ([1.0, 1.0], 10.0), ([0, 1], 0.0)]
)
def test_times_that_cannot_be_a_recording_are_refused(times_s: list[float], rate_hz: float) -> None:
    with pytest.raises(ValueError, match=r"times|rate"):
        evenly(np.array(times_s, dtype=float), np.zeros(len(times_s)), rate_hz)


@pytest.mark.parametrize(("frequency_hz", "share"), [(1.0, 1.0), (6.0, 0.5), (20.0, 0.01)])
def test_the_gain_is_that_of_a_butterworth_run_both_ways(frequency_hz: float, share: float) -> None:
    t = np.arange(600) / 100.0
    wave = np.sin(2 * np.pi * frequency_hz * t)
    passed = smoothed(wave, 100.0, 6.0)[200:400]
    assert np.max(np.abs(passed)) == pytest.approx(share, abs=0.03)
    # Nothing is late: what is left lies exactly under what was there.
    if share > 0.1:
        assert np.corrcoef(passed, wave[200:400])[0, 1] == pytest.approx(1.0, abs=1e-3)


@given(st.floats(-5, 5), st.floats(-3, 3), st.integers(3, 200))
def test_a_straight_line_passes_unchanged(start: float, slope: float, count: int) -> None:
    line = start + slope * np.arange(count)
    assert smoothed(line, 60.0) == pytest.approx(line, abs=1e-9)


def test_speed_takes_the_parts_together() -> None:
    t = np.arange(50) / 50.0
    assert speeds(np.stack((3 * t, 4 * t), axis=1), 50.0) == pytest.approx(np.full(50, 5.0))
    assert speeds(-2 * t, 50.0) == pytest.approx(np.full(50, 2.0))
