"""The verdict on latency: past 75 ms a warning, past 150 ms a clear one."""

import pytest

from sessions.latency import judge


@pytest.mark.parametrize(
    ("median_ms", "p95_ms", "verdict"),
    [
        (9.0, 20.0, "ok"),
        (75.0, 150.0, "ok"),
        (75.1, 80.0, "warn"),
        (40.0, 150.1, "warn"),
        (150.0, 200.0, "warn"),
        (150.1, 160.0, "bad"),
        (None, None, "not_measured"),
    ],
)
def test_each_latency_has_its_verdict(
    median_ms: float | None, p95_ms: float | None, verdict: str
) -> None:
    assert judge(median_ms, p95_ms) == verdict
