"""Rows without a number are cut out as a gap, counted, and never reach anybody."""

import numpy as np
import pytest

from sensors.finite_samples import FiniteSamples
from sensors.packets.counts import PacketCounts
from sensors.sample import EmgSample, ImuSample


def block(values: list[float], taken_at_s: float) -> EmgSample:
    rows = np.array(values, np.float32)[:, None] * np.ones((1, 2), np.float32)
    return EmgSample(taken_at_s, taken_at_s + 0.01, taken_at_s, rows, 100.0)


def test_what_is_no_number_is_a_gap_before_the_next_block() -> None:
    finite = FiniteSamples()
    first = finite.of([block([1, np.nan, 3, np.inf], 1.0)])
    assert [b.microvolts[:, 0].tolist() for b in first] == [[1.0], [3.0]]
    assert [b.lost_before for b in first] == [0, 1]
    assert [b.taken_at_s for b in first] == pytest.approx([0.97, 0.99])
    (after,) = finite.of([block([5, 6], 1.02)])
    assert after.lost_before == 1
    assert finite.counts == PacketCounts(-2, 2, 2)


def test_sound_blocks_pass_as_they_are() -> None:
    sound = block([1, 2], 1.0)
    assert FiniteSamples().of([sound])[0] is sound


def test_motion_that_is_no_number_is_left_out() -> None:
    finite = FiniteSamples()
    bad = ImuSample(1.0, 1.0, None, None, np.array([np.nan, 0, 0]), None)
    assert finite.of([bad]) == []
    assert finite.counts.damaged == 1
