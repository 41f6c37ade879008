"""Faults put into one channel are named there and nowhere else; raw is told from envelope."""

import numpy as np
import pytest

from sensors.emg.hysteresis import Envelope
from sensors.emg.quality import ADVICE, CalibratedLevels, Fault, assess
from sensors.emg.signal_kind import detect_kind

RATE_HZ = 1000.0
SECONDS = 6


def _emg(seed: int = 1, channels: int = 6) -> np.ndarray:
    """Band-limited noise, working every other second."""
    rng = np.random.default_rng(seed)
    n = round(SECONDS * RATE_HZ)
    spectrum = np.fft.rfft(rng.standard_normal((n, channels)), axis=0)
    frequency_hz = np.fft.rfftfreq(n, 1 / RATE_HZ)[:, None]
    spectrum *= np.where((frequency_hz > 20) & (frequency_hz < 400), 1.0, 0.0)
    work = np.where(np.arange(n)[:, None] // 1000 % 2 == 0, 5.0, 50.0)
    noise = np.fft.irfft(spectrum, n, axis=0)
    return noise * work + rng.standard_normal((n, channels))


LEVELS = CalibratedLevels("raw", channels=6, quietest=2.0, strongest=40.0)
"""Between what `_emg` lies: noise of 4 that works in bursts of 30, mean absolute value."""


def _with(fault: Fault) -> np.ndarray:
    samples = _emg()
    t = np.arange(len(samples)) / RATE_HZ
    if fault is Fault.FLAT:
        samples[:, 2] = 3.0
    elif fault is Fault.SATURATED:
        samples[:, 2] = np.clip(samples[:, 2] * 10, -127, 127)
    elif fault is Fault.MAINS_HUM:
        samples[:, 2] += 100 * np.sin(2 * np.pi * 50 * t)
    elif fault is Fault.LOOSE:
        samples[:, 2] += 200 * np.sin(2 * np.pi * 2.3 * t)
    elif fault is Fault.DEAD:
        samples[:, 2] *= 0.005
    else:
        samples[:, 2] *= 20
    return samples


@pytest.mark.parametrize("fault", list(Fault))
def test_each_fault_is_named_at_its_channel_and_nowhere_else(fault: Fault) -> None:
    found = assess(_with(fault), RATE_HZ, calibrated=LEVELS)
    assert [one.fault for one in found] == [None, None, fault, None, None, None]
    assert found[2].advice == ADVICE[fault]
    assert found[0].advice == ""


def test_a_known_limit_of_the_device_is_used() -> None:
    samples = np.clip(_emg(), -60, 60)
    found = assess(samples, RATE_HZ, limits=(-60.0, 60.0))
    assert {one.fault for one in found} == {Fault.SATURATED}


def test_sixty_hertz_is_hum_too() -> None:
    samples = _emg() + 100 * np.sin(2 * np.pi * 60 * np.arange(6000)[:, None] / RATE_HZ)
    assert {one.fault for one in assess(samples, RATE_HZ)} == {Fault.MAINS_HUM}


def test_an_arm_at_rest_is_no_wrong_gain() -> None:
    resting = _emg()[100:900]
    assert {one.fault for one in assess(resting, RATE_HZ, calibrated=LEVELS)} == {None}


@pytest.mark.parametrize("gain", [0.05, 20.0])
def test_another_gain_is_told_from_rest_and_work_alike(gain: float) -> None:
    found = assess(gain * _emg(), RATE_HZ, calibrated=LEVELS)
    told = {one.fault for one in found}
    assert told == ({None} if gain < 1 else {Fault.WRONG_GAIN})
    resting = assess(gain * _emg()[100:900], RATE_HZ, calibrated=LEVELS)
    assert {one.fault for one in resting} == ({Fault.WRONG_GAIN} if gain < 1 else {None})


def test_strong_contractions_that_touch_the_range_now_and_then_are_not_saturated() -> None:
    samples = np.clip(_emg(), -100, 100)
    share = float((np.abs(samples) == 100).mean())
    assert 0.005 < share < 0.03
    assert {one.fault for one in assess(samples, RATE_HZ)} == {None}


def test_too_short_a_signal_is_not_judged() -> None:
    assert assess(_emg()[:400], RATE_HZ) == ()


def test_every_fault_has_its_advice() -> None:
    assert set(ADVICE) == set(Fault)


@pytest.mark.parametrize("offset", [0.0, 512.0, -30000.0])
def test_raw_emg_is_told_from_an_envelope_whatever_its_offset(offset: float) -> None:
    raw = _emg()
    assert detect_kind(raw + offset, RATE_HZ) == "raw"
    envelope = Envelope(RATE_HZ, 6, np.zeros(6)).push(raw)
    assert detect_kind(envelope + abs(offset), RATE_HZ) == "envelope"


def test_raw_emg_that_drifts_is_still_raw() -> None:
    drift = 300 * np.sin(2 * np.pi * 0.2 * np.arange(6000)[:, None] / RATE_HZ)
    assert detect_kind(_emg() + drift, RATE_HZ) == "raw"
