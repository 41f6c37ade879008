"""Rows without a number are cut out as a gap, counted, and never reach anybody."""

import dataclasses

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
    assert [b.device_time_s for b in first] == pytest.approx([0.97, 0.99])
    (after,) = finite.of([block([5, 6], 1.02)])
    assert after.lost_before == 1
    assert finite.counts == PacketCounts(-2, 2, 2)


def test_sound_blocks_pass_as_they_are() -> None:
    sound = block([1, 2], 1.0)
    assert FiniteSamples().of([sound])[0] is sound


def test_a_stream_without_a_clock_of_its_own_is_given_none() -> None:
    told = dataclasses.replace(block([1, np.nan], 1.0), device_time_s=None)
    (kept,) = FiniteSamples().of([told])
    assert kept.device_time_s is None


def test_rows_that_came_at_once_are_never_told_before_the_block_that_came_first() -> None:
    finite = FiniteSamples()
    finite.of([block([1, 2], 1.0)])
    (kept,) = finite.of([block([3, np.nan, np.nan], 1.005)])
    assert kept.taken_at_s == 1.0


def test_what_the_device_itself_lost_is_told_with_what_was_cut() -> None:
    lossy = dataclasses.replace(block([np.nan, 2, np.nan, np.nan], 1.0), lost_before=5)
    finite = FiniteSamples()
    (kept,) = finite.of([lossy])
    assert kept.lost_before == 6
    assert finite.of([block([np.nan], 1.01)]) == []
    (after,) = finite.of([dataclasses.replace(block([7], 1.02), lost_before=10)])
    assert after.lost_before == 2 + 1 + 10


GOOD = {
    "orientation_wxyz": np.array([1.0, 0, 0, 0]),
    "gyro_rad_s": np.zeros(3),
    "accel_m_s2": np.zeros(3),
}


@pytest.mark.parametrize("part", sorted(GOOD))
def test_motion_that_is_no_number_is_left_out(part: str) -> None:
    finite = FiniteSamples()
    good = ImuSample(1.0, 1.0, None, **GOOD)
    wrong = GOOD[part].copy()
    wrong[-1] = np.nan
    lacking = dataclasses.replace(good, **{part: None})
    assert finite.of([good, dataclasses.replace(good, **{part: wrong}), lacking]) == [good, lacking]
    assert finite.counts.damaged == 1
