"""Sums over blocks: the same as over windows cut out one by one, wherever a piece of work ends."""

import numpy as np
import pytest

from sensors.emg import block_sums as module
from sensors.emg.block_sums import block_sums


@pytest.mark.parametrize("at_once", [7, 40, 4096])
def test_where_the_work_is_cut_changes_no_sum(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    samples = np.random.default_rng(5).standard_normal((400, 3))
    offset, gain = np.array([0.1, -0.2, 0.0]), np.array([1.0, 2.0, 0.5])
    whole = block_sums(samples, offset, gain, 5, 0.3)
    monkeypatch.setattr(module, "_SAMPLES_AT_ONCE", at_once)

    cut = block_sums(samples, offset, gain, 5, 0.3)

    assert np.allclose(cut.sums, whole.sums)
    assert np.array_equal(cut.beyond, whole.beyond)
    assert np.allclose(cut.products, whole.products)


def test_a_step_out_of_a_window_is_not_counted_in_it() -> None:
    # One channel, blocks of two: +1 -1 | +1 -1 crosses zero at each step, thrice within a window.
    samples = np.array([[1.0], [-1.0], [1.0], [-1.0], [1.0], [-1.0]])

    rows = block_sums(samples, np.zeros(1), np.ones(1), 2, 0.1).time_domain((0, 2, 4), 2, 2)

    mean_size, first_half, second_half, length, crossings, turns = rows
    assert mean_size.tolist() == first_half.tolist() == second_half.tolist() == [1.0, 1.0]
    assert length.tolist() == [6.0, 6.0]
    assert crossings.tolist() == [3.0, 3.0]
    assert turns.tolist() == [2.0, 2.0]


def test_products_of_a_window_are_those_of_its_samples() -> None:
    samples = np.random.default_rng(6).standard_normal((60, 4))

    gram = block_sums(samples, np.zeros(4), np.ones(4), 5, 0.0).gram(20, 10, 5)

    for nth in range(5):
        window = samples[10 * nth : 10 * nth + 20]
        assert np.allclose(gram[nth], window.T @ window)
