"""EMG devices' packets as their documents print them, and counters that turn over."""

import numpy as np
import pytest

from sensors.packets.arduino_text import ArduinoTextParser
from sensors.packets.counter import PacketCounter
from sensors.packets.cyton import CytonParser, DaisyPairs, microvolts_per_count
from sensors.packets.delsys import DelsysEmgParser
from sensors.packets.emg_frame import EmgFrameParser
from tests.fakes.cyton_board import cyton_packet
from tests.fakes.emg_board import crc16_ccitt, emg_frame
from tests.fakes.trigno_utility import trigno_row


def test_a_frame_written_out_by_hand_reads_as_it_says() -> None:
    # 29B1 is the published check value of CRC-16/CCITT-FALSE.
    assert crc16_ccitt(b"123456789") == 0x29B1
    frame = bytes.fromhex("a55a34120100ffffff7f00800000000000002a006bd7")
    rows = EmgFrameParser().feed(frame)
    assert rows is not None
    assert rows.indexes.tolist() == [0x1234]
    assert rows.counts.tolist() == [[1, -1, 32767, -32768, 0, 0, 0, 42]]


def test_channels_that_a_board_has_no_pin_for_are_left_out_from_the_first_frame_on() -> None:
    parser = EmgFrameParser()
    nothing = -0x8000
    first = parser.feed(emg_frame(1, (5, nothing, 0, *(nothing,) * 5)))
    later = parser.feed(emg_frame(2, (6, 7, nothing, *(nothing,) * 5)))
    assert first is not None
    assert later is not None
    assert first.counts.tolist() == [[5, nothing, 0]]
    assert later.counts.tolist() == [[6, 7, nothing]]


def test_a_last_channel_that_begins_at_the_converter_s_lowest_value_is_not_left_out() -> None:
    frames = [emg_frame(1, (5,) * 7 + (-0x8000,)), emg_frame(2, (6,) * 7 + (-0x7FFF,))]
    rows = EmgFrameParser().feed(b"".join(frames))
    assert rows is not None
    assert rows.counts[:, -1].tolist() == [-0x8000, -0x7FFF]


def test_cyton_s_24_bit_numbers_have_their_sign_and_its_accelerations_their_scale() -> None:
    counts = (0x1DCB7E, -0x623482, -1, 2**23 - 1, -(2**23), 0, 1, 0xA0)
    rows = CytonParser().feed(cyton_packet(7, counts, (400, -400, 8000)))
    assert rows is not None
    assert rows.counts.tolist() == [list(counts)]
    ((number, *accel_g),) = rows.accel_g
    assert number == 7
    assert accel_g == pytest.approx([0.05, -0.05, 1.0])


def test_one_count_of_the_cyton_is_0_02235_microvolts_at_gain_24() -> None:
    assert microvolts_per_count(24) == pytest.approx(0.02235, abs=5e-6)


@pytest.mark.parametrize("footer", [0xC1, 0xC3, 0xC4, 0xC5, 0xC6])
def test_auxiliary_bytes_of_other_kinds_are_no_acceleration(footer: int) -> None:
    rows = CytonParser().feed(cyton_packet(1, (1,) * 8, (1, 2, 3), footer))
    assert rows is not None
    assert rows.accel_g == ()


def test_a_gap_in_the_counter_is_counted_as_lost_samples() -> None:
    parser = CytonParser()
    stream = b"".join(cyton_packet(n, (n,) * 8) for n in range(600) if n not in (254, 255, 256))
    rows = parser.feed(stream)
    assert rows is not None
    assert rows.indexes.tolist() == [n for n in range(600) if n not in (254, 255, 256)]
    assert parser.counts.lost == 3


def test_board_and_daisy_are_joined_and_a_pair_that_lost_a_half_is_left_out() -> None:
    packets = [cyton_packet(n, (n,) * 8) for n in range(1, 11) if n not in (4, 7)]
    rows = CytonParser().feed(b"".join(packets))
    assert rows is not None
    indexes, counts = DaisyPairs().join(rows)
    assert indexes.tolist() == [1, 3, 5]
    assert counts[:, [0, 8]].tolist() == [[1, 2], [5, 6], [9, 10]]


def test_a_counter_that_is_set_back_is_not_a_loss() -> None:
    counter = PacketCounter(65536)
    assert [counter.place(number) for number in (100, 101, 0)][:2] == [100, 101]
    assert counter.lost == 0


def test_places_rise_and_agree_with_the_numbers() -> None:
    counter = PacketCounter(256)
    numbers = np.random.default_rng(3).integers(0, 256, 500).tolist()
    places = [counter.place(number) for number in numbers]
    assert places == sorted(set(places))
    assert [place % 256 for place in places] == numbers


@pytest.mark.parametrize(
    "line",
    [b"12,34", b"12 34", b"12\t34", b"12;34", b"EMG:12,B:34", b"a0=12 a1=34", b" 12.0, +34 "],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_are_taken_as_people_print_them(line: bytes, end: bytes) -> None:
    assert ArduinoTextParser().feed(b"4" + end + line + end) == [(12.0, 34.0)]


@pytest.mark.parametrize(
    "line",
    [b"nan,3", b"inf,3", b"I am ready", b"12,,x", b"12,1_0", b"\xff\xfe", b"1" * 600, b"9,1025"],
)
def test_a_line_that_is_no_reading_is_left_out_alone_and_counted(line: bytes) -> None:
    parser = ArduinoTextParser(largest=1023)
    rows = parser.feed(b"\n1,2\n" + line + b"\n3,4\n")
    assert rows == [(1.0, 2.0), (3.0, 4.0)]
    assert parser.counts.damaged == 1


def test_the_first_line_may_be_cut_and_is_never_taken() -> None:
    parser = ArduinoTextParser()
    assert parser.feed(b"23\n512\n") == [(512.0,)]
    assert parser.counts.damaged == 0


def test_a_line_with_fewer_numbers_is_damaged() -> None:
    parser = ArduinoTextParser()
    assert parser.feed(b"\n1,2\n3\n4,5\n") == [(1.0, 2.0), (4.0, 5.0)]
    assert parser.counts.damaged == 1


def test_a_greeting_with_a_number_does_not_decide_how_many_channels_there_are() -> None:
    rows = ArduinoTextParser().feed(b"\n115200\n" + b"1,2\n" * 20)
    assert rows[0] == (115200.0,)
    assert rows[-10:] == [(1.0, 2.0)] * 10


def test_trigno_s_volts_become_microvolts() -> None:
    indexes, rows = DelsysEmgParser().feed(trigno_row(0) + trigno_row(1))
    assert indexes.tolist() == [0, 1]
    assert rows[1] == pytest.approx(np.arange(1, 17))


def test_a_trigno_row_that_is_no_voltage_is_left_out_alone() -> None:
    parser = DelsysEmgParser()
    indexes, _ = parser.feed(trigno_row(0) + b"\x00\x00\xc0\x7f" * 16 + trigno_row(2))
    assert indexes.tolist() == [0, 2]
    assert parser.counts.damaged == 1
