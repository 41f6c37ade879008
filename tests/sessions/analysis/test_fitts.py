"""Fitts' law by ISO 9241-411, on movements whose numbers can be worked out by hand."""

import math

import numpy as np
import pytest

from sessions.analysis.fitts import Aimed, aim, difficulty_bits, measure_fitts


def aimed(end_x: float, movement_s: float | None = 1.0, width: float = 0.2) -> Aimed:
    """From the left towards a target 0.6 to the right."""
    return Aimed((-0.3, 0.0), (0.3, 0.0), width, (end_x, 0.0), movement_s, 1.0, 0)


def test_the_index_of_difficulty_is_shannons() -> None:
    assert difficulty_bits(3.0, 1.0) == 2.0
    assert difficulty_bits(0.6, 0.2) == pytest.approx(2.0)


def test_throughput_by_nominal_and_by_effective_width() -> None:
    # Ends 0.02 short, at the middle and 0.02 beyond: a standard deviation of 0.02.
    measures = measure_fitts([("near", aimed(x)) for x in (0.28, 0.30, 0.32)])
    assert measures is not None
    (condition,) = measures.conditions
    assert condition.effective_width == pytest.approx(4.133 * 0.02)
    assert condition.effective_bits == pytest.approx(math.log2(0.6 / (4.133 * 0.02) + 1))
    assert condition.throughput_bits_s == pytest.approx(2.0)
    assert measures.effective_throughput_bits_s == pytest.approx(3.0459, abs=1e-3)


def test_a_persons_throughput_is_the_mean_of_the_conditions_means() -> None:
    # 2 bits in 1 s, and 2 bits in 4 s, of which the second has more movements.
    movements = [("a", aimed(0.3, 1.0))] + [("b", aimed(0.3, 4.0))] * 3
    measures = measure_fitts(movements)
    assert measures is not None
    assert measures.throughput_bits_s == pytest.approx((2.0 + 0.5) / 2)


def test_a_time_out_is_an_error_and_has_no_time() -> None:
    measures = measure_fitts([("a", aimed(0.3)), ("a", aimed(0.0, None))])
    assert measures is not None
    assert measures.error_share == 0.5
    assert measures.conditions[0].movement_s == 1.0
    assert measure_fitts([]) is None
    only_missed = measure_fitts([("a", aimed(0.0, None))])
    assert only_missed is not None
    assert only_missed.throughput_bits_s is None


def test_a_path_gives_its_efficiency_and_its_overshoots() -> None:
    # There, 0.2 beyond the middle, and back: 0.6 of 1.0; the target was left once.
    path = np.array([[-0.3, 0.0], [0.25, 0.0], [0.5, 0.0], [0.3, 0.0]])
    one = aim(path, (0.3, 0.0), 0.2, 2.0)
    assert one.path_efficiency == pytest.approx(0.6)
    assert one.overshoots == 1
    assert one.gone == pytest.approx(0.6)
    assert aim(path, (0.3, 0.0), 0.2, None).path_efficiency is None
    # An end beside the line counts by how far along the line it is.
    beside = aim(np.array([[0.0, 0.0], [3.0, 4.0]]), (10.0, 0.0), 0.2, 1.0)
    assert beside.gone == pytest.approx(3.0)


def test_the_stopping_distance_is_the_way_gone_while_staying() -> None:
    path = np.array([[0.0, 0.0], [0.5, 0.0]])
    # In by 0.1, back by 0.05: 0.15 in a circle that is 0.3 wide.
    stay = np.array([[0.5, 0.0], [0.6, 0.0], [0.55, 0.0]])
    one = aim(path, (0.6, 0.0), 0.3, 1.0, stay)
    assert one.stopping_distance == pytest.approx(0.15)
    assert one.stopping_share == pytest.approx(0.5)
    stood = aim(path, (0.6, 0.0), 0.3, 1.0, stay[:1])
    assert stood.stopping_share == 0.0
    # Nothing was chosen: nothing stopped.
    missed = aim(path, (0.6, 0.0), 0.3, None, stay)
    assert missed.stopping_share is None
    measures = measure_fitts([("a", one), ("a", stood), ("a", missed)])
    assert measures is not None
    assert measures.stopping_share == pytest.approx(0.25)
