"""When a sample was taken, from a device's count and from when its bytes came."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensors.device_clock import DeviceClock


def _taken(device_s: list[float], arrived_s: list[float]) -> list[float]:
    clock = DeviceClock()
    taken = []
    for device, arrived in zip(device_s, arrived_s, strict=True):
        clock.hear(device, arrived)
        taken.append(clock.taken_at_s(device))
    return taken


def test_bursts_of_an_adapter_are_smoothed_away() -> None:
    # 250 samples a second that an adapter holds back for up to 16 ms.
    device_s = np.arange(1000) / 250
    arrived_s = 50 + np.ceil(device_s / 0.016) * 0.016 + 0.001
    taken = np.array(_taken(device_s.tolist(), arrived_s.tolist()))
    assert np.diff(taken[100:]) == pytest.approx(0.004, abs=1e-9)
    assert taken[100:] - device_s[100:] == pytest.approx(50.001, abs=1e-9)


def test_a_clock_that_runs_one_in_a_thousand_slow_is_followed() -> None:
    device_s = np.arange(20_000) / 1000
    arrived_s = 10 + device_s * 1.001
    taken = np.array(_taken(device_s.tolist(), arrived_s.tolist()))
    assert (arrived_s - taken).max() < 0.003


def test_a_count_that_is_set_back_begins_anew() -> None:
    taken = _taken([9.9, 10.0, 0.0, 0.1], [20.0, 20.1, 22.0, 22.1])
    assert taken == pytest.approx([20.0, 20.1, 22.0, 22.1])


@given(steps=st.lists(st.tuples(st.floats(-300, 300), st.floats(0, 2)), min_size=1, max_size=60))
def test_nothing_is_taken_after_it_arrived_or_before_the_last(
    steps: list[tuple[float, float]],
) -> None:
    device_s = [step[0] for step in steps]
    arrived_s = np.cumsum([step[1] for step in steps]).tolist()
    taken = _taken(device_s, arrived_s)
    assert taken == sorted(taken)
    assert all(t <= a for t, a in zip(taken, arrived_s, strict=True))
