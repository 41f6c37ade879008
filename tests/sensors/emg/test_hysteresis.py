"""One or two electrodes: thresholds, holds, double pulse and difference."""

import numpy as np
import pytest

from sensors.emg.hysteresis import (
    DoublePulse,
    Envelope,
    HysteresisSwitch,
    Thresholds,
    calibrate,
)
from sensors.errors import SensorDataError

THRESHOLDS = Thresholds(0, rest=1.0, active=11.0, on=4.5, off=3.0, separation=9.0)


def test_the_envelope_reaches_63_percent_of_a_step_in_its_time_constant() -> None:
    envelope = Envelope(1000.0, 1, np.array([5.0]), tau_s=0.1)
    envelope.push(np.full((10, 1), 5.0))
    found = envelope.push(np.where(np.arange(300)[:, None] % 2, 7.0, 3.0))
    assert found[99, 0] == pytest.approx(2 * (1 - np.exp(-1)), rel=1e-3)


def test_calibration_takes_the_channel_that_tells_squeeze_from_rest_best() -> None:
    rng = np.random.default_rng(1)
    rest = 1.0 + 0.1 * rng.standard_normal((500, 3))
    active = 1.0 + 0.1 * rng.standard_normal((300, 3)) + np.array([0.05, 2.0, 0.4])
    found = calibrate(rest, active)
    assert found.channel == 1
    assert found.on == pytest.approx(1.0 + 0.35 * 2.0, abs=0.03)
    assert found.off == pytest.approx(1.0 + 0.20 * 2.0, abs=0.03)


def test_lively_rest_raises_the_upper_threshold() -> None:
    rng = np.random.default_rng(2)
    rest = np.abs(rng.normal(1.0, 0.8, (2000, 1)))
    active = np.full((500, 1), 5.0)
    assert calibrate(rest, active).on == pytest.approx(1.2 * np.percentile(rest, 95))


def test_a_squeeze_that_cannot_be_told_from_rest_is_refused() -> None:
    rng = np.random.default_rng(3)
    with pytest.raises(SensorDataError, match="calibrate again"):
        calibrate(rng.random((500, 2)), rng.random((300, 2)) + 0.1)


def test_the_switch_needs_its_hold_times_and_ignores_what_lies_between() -> None:
    switch = HysteresisSwitch(THRESHOLDS, on_s=0.05, off_s=0.1)
    states = [switch.update(level, 0.01) for level in [5.0] * 4 + [4.0] + [5.0] * 5]
    assert states == [False] * 9 + [True]
    states = [switch.update(level, 0.01) for level in [3.5] * 30 + [2.9] * 10]
    assert states == [True] * 39 + [False]


def test_strength_runs_from_the_lower_threshold_to_a_full_squeeze() -> None:
    assert [THRESHOLDS.strength(level) for level in (0.0, 3.0, 7.0, 11.0, 50.0)] == [
        0,
        0,
        0.5,
        1,
        1,
    ]


def test_two_quick_squeezes_are_a_double_pulse_and_slow_ones_are_not() -> None:
    pulse = DoublePulse(within_s=0.6)
    seen = [pulse.update(on, t / 10) for t, on in enumerate([0, 1, 1, 0, 1, 1, 0, 1])]
    assert seen == [False] * 4 + [True] + [False] * 3
    slow = DoublePulse(within_s=0.6)
    assert not any(slow.update(t % 10 == 0, t / 10) for t in range(40))


def test_a_squeeze_that_comes_and_goes_or_is_near_the_liveliest_rest_is_refused() -> None:
    rng = np.random.default_rng(4)
    quiet = np.abs(rng.normal(1.0, 0.05, (1000, 1)))
    comes_and_goes = np.where(np.arange(1000) % 5 < 3, 100.0, 0.0)[:, None]
    with pytest.raises(SensorDataError, match="calibrate again"):
        calibrate(quiet, comes_and_goes)
    with pytest.raises(SensorDataError, match="calibrate again"):
        calibrate(quiet, np.full((300, 1), 1.25))
    assert calibrate(quiet, np.full((300, 1), 1.5)).on < 1.5
