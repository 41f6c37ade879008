"""Sample to flip, summed up."""

import pytest

from game.recorder.latency import LatencyMeter


def test_the_summary_gives_median_p95_and_max_of_sample_to_flip() -> None:
    meter = LatencyMeter()
    for i in range(100):
        meter.add(sample_taken_s=i * 0.1, latched_s=i * 0.1 + 0.010, flip_s=i * 0.1 + 0.020)
    meter.add(sample_taken_s=20.0, latched_s=20.1, flip_s=20.2)
    summary = meter.summary(dropped_frames=3, refresh_hz=60.0)
    assert summary.to_flip is not None
    assert summary.to_flip.median_s == pytest.approx(0.020)
    assert summary.to_flip.p95_s == pytest.approx(0.020)
    assert summary.to_flip.max_s == pytest.approx(0.2)
    assert summary.sample_age is not None
    assert summary.sample_age.median_s == pytest.approx(0.010)
    assert (summary.frames, summary.dropped_frames) == (101, 3)


def test_frames_that_no_sensor_moved_are_counted_but_have_no_latency() -> None:
    meter = LatencyMeter()
    meter.add(sample_taken_s=None, latched_s=1.0, flip_s=1.01)
    summary = meter.summary(dropped_frames=0, refresh_hz=60.0)
    assert summary.frames == 1
    assert summary.to_flip is None


def test_an_hour_of_frames_is_kept() -> None:
    meter = LatencyMeter()
    for i in range(60 * 60 * 60):
        meter.add(sample_taken_s=float(i), latched_s=i + 0.01, flip_s=i + 0.02)
    summary = meter.summary(dropped_frames=0, refresh_hz=60.0)
    assert summary.frames == 216_000
    assert summary.to_flip is not None
    assert summary.to_flip.max_s == pytest.approx(0.02)
