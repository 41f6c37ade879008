"""A dead channel's own noise is told from a weak muscle's signal, by its evenness."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.emg.quality import Fault, assess
from sensors.emg.steady_noise import MEMORY_S, every_channel_works, only_noise

Segments = Sequence[tuple[int, int, NDArray[np.int8]]]


def _working(rate_hz: float = 200.0, seconds: float = MEMORY_S) -> NDArray[np.float64]:
    """Five channels, three seconds of rest and three of work in turn; the third is weak."""
    rng = np.random.default_rng(4)
    samples = rng.standard_normal((round(seconds * rate_hz), 5))
    works = np.arange(len(samples)) // round(3 * rate_hz) % 2 == 1
    strength = np.where(works[:, None], [15.0, 20.0, 2.0, 12.0, 18.0], 1.0)
    return samples * strength


@pytest.mark.parametrize("rate_hz", [125.0, 200.0, 250.0, 1000.0, 2000.0])
@pytest.mark.parametrize("size", [0.2, 0.45, 0.7])
def test_noise_is_told_and_a_weak_muscle_is_not(rate_hz: float, size: float) -> None:
    samples = _working(rate_hz)
    assert not only_noise(samples, rate_hz).any()
    samples[:, 1] = np.random.default_rng(5).normal(0, size, len(samples))
    assert only_noise(samples, rate_hz).tolist() == [False, True, False, False, False]


def test_a_muscle_that_is_not_used_while_others_work_is_not_taken_for_a_dead_channel() -> None:
    samples = _working()
    samples[:, 1] = np.random.default_rng(5).normal(0, 1, len(samples))
    assert not only_noise(samples, 200.0).any()


def test_two_dead_channels_do_not_hide_each_other() -> None:
    samples = _working()
    samples[:, [1, 2]] = np.random.default_rng(5).normal(0, 0.5, (len(samples), 2))
    assert only_noise(samples, 200.0).tolist() == [False, True, True, False, False]


def test_nothing_is_told_of_an_arm_at_rest_or_of_too_short_a_time() -> None:
    samples = _working()
    samples[:, 1] = np.random.default_rng(5).normal(0, 0.5, len(samples))
    for few in (0, 1, 50, 600):
        assert not only_noise(samples[:few], 200.0).any()
        assert not every_channel_works(samples[:few], 200.0)
    assert not only_noise(np.tile(samples[:600], (4, 1)), 200.0).any()


def test_what_was_dead_while_the_others_worked_is_dead_while_they_rest() -> None:
    samples = np.roll(_working(), 600, axis=0)
    samples[:, 1] = np.random.default_rng(5).normal(0, 0.5, len(samples))
    resting = samples[-600:]
    assert {one.fault for one in assess(resting, 200.0)} == {None}
    found = assess(resting, 200.0, memory=samples)
    assert [one.fault for one in found] == [None, Fault.DEAD, None, None, None]


def test_two_channels_are_too_few_to_compare() -> None:
    samples = _working()[:, :2]
    samples[:, 1] = np.random.default_rng(5).normal(0, 0.5, len(samples))
    assert {one.fault for one in assess(samples[-600:], 200.0, memory=samples)} == {None}


def test_of_real_people_noise_is_found_and_none_of_their_muscles_taken_for_it(
    people: Mapping[int, Sequence[Segments]],
) -> None:
    found, looked_at = 0, 0
    for first, _, third in people.values():
        for session in (first, third):
            signal = np.concatenate([part[2] for part in session]).astype(np.float64)
            for at in range(0, len(signal) - 2400, 2400):
                memory = signal[at : at + 2400].copy()
                assert not only_noise(memory, 200.0).any()
                memory[:, 3] = np.round(np.random.default_rng(at).normal(0, 0.6, len(memory)))
                told = only_noise(memory, 200.0)
                assert not np.delete(told, 3).any()
                found, looked_at = found + int(told[3]), looked_at + 1
    assert found > 0.65 * looked_at
