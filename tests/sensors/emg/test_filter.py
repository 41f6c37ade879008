"""Filters against the plain recursion and their corner frequencies."""

from itertools import pairwise

import numpy as np
import pytest

from sensors.emg.filter import (
    BUTTERWORTH_4_Q,
    FilterSettings,
    StreamFilter,
    high_pass,
    low_pass,
    notch,
    suggest_filter,
)

RATE_HZ = 1000.0


def _tone(frequency_hz: float, seconds: float = 4.0) -> np.ndarray:
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.stack([np.sin(2 * np.pi * frequency_hz * t), np.cos(2 * np.pi * frequency_hz * t)], 1)


def _gain(settings: FilterSettings, frequency_hz: float) -> float:
    out = StreamFilter.of(settings, RATE_HZ, 2).push(_tone(frequency_hz))
    return float(np.abs(out[2000:]).max())


def test_the_block_form_equals_the_recursion_sample_by_sample() -> None:
    sections = (high_pass(20, RATE_HZ, 0.7), notch(50, RATE_HZ), low_pass(300, RATE_HZ, 0.7))
    samples = np.random.default_rng(1).standard_normal((500, 3))
    samples[0] = 0.0
    plain = samples.copy()
    for section in sections:
        state = np.zeros((4, 3))
        out = np.empty_like(plain)
        for i, x in enumerate(plain):
            x1, x2, y1, y2 = state
            b0, b1, b2 = section.b
            a1, a2 = section.a
            out[i] = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            state = np.array([x, x1, out[i], y1])
        plain = out
    assert StreamFilter(sections, 3).push(samples) == pytest.approx(plain, abs=1e-9)


def test_chunks_of_any_size_give_what_one_chunk_gives() -> None:
    settings = FilterSettings(20.0, 400.0, 50.0)
    samples = np.random.default_rng(2).standard_normal((1000, 4)) + 5.0
    whole = StreamFilter.of(settings, RATE_HZ, 4).push(samples)
    chunked = StreamFilter.of(settings, RATE_HZ, 4)
    cuts = [0, 1, 2, 65, 66, 200, 457, 1000]
    parts = [chunked.push(samples[a:b]) for a, b in pairwise(cuts)]
    assert np.concatenate(parts) == pytest.approx(whole, abs=1e-9)


def test_corners_lie_at_minus_three_decibels_and_mains_is_gone() -> None:
    band = FilterSettings(high_pass_hz=20.0, low_pass_hz=300.0)
    assert _gain(band, 20.0) == pytest.approx(np.sqrt(0.5), abs=0.02)
    assert _gain(band, 300.0) == pytest.approx(np.sqrt(0.5), abs=0.02)
    assert _gain(band, 100.0) == pytest.approx(1.0, abs=0.02)
    assert _gain(band, 2.0) < 1e-3
    assert _gain(FilterSettings(mains_hz=50.0), 50.0) < 0.01
    assert _gain(FilterSettings(mains_hz=50.0), 80.0) > 0.95


def test_an_offset_makes_no_transient() -> None:
    samples = np.full((300, 2), 2000.0)
    assert np.abs(StreamFilter.of(FilterSettings(20.0), RATE_HZ, 2).push(samples)).max() < 1e-6


def test_filters_are_suggested_only_where_the_recording_needs_them() -> None:
    rng = np.random.default_rng(3)
    clean = np.diff(rng.standard_normal((10001, 4)), axis=0)
    assert suggest_filter(clean, RATE_HZ) == FilterSettings()
    t = np.arange(10000)[:, None] / RATE_HZ
    assert suggest_filter(clean + 3 * np.sin(2 * np.pi * 60 * t), RATE_HZ).mains_hz == 60.0
    assert suggest_filter(clean + 9 * np.sin(2 * np.pi * 0.3 * t), RATE_HZ).high_pass_hz == 20.0


def test_a_corner_beyond_what_the_rate_allows_is_left_out() -> None:
    assert len(FilterSettings(20.0, 450.0).sections(200.0)) == len(BUTTERWORTH_4_Q)
