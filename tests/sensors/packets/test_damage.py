"""A bad cable: exactly the packets that were hit are missing, and they are counted."""

import numpy as np
import pytest

from sensors.packets.bgapi import BgapiParser, attribute_value
from sensors.packets.bno08x_rvc import RvcParser
from sensors.packets.cyton import CytonParser
from sensors.packets.emg_frame import EmgFrameParser
from sensors.packets.myo import MyoEmgTurns
from sensors.packets.witmotion import WitMotionParser
from tests.fakes.cyton_board import cyton_packet
from tests.fakes.emg_board import emg_frame
from tests.fakes.line_damage import damage, flip_a_bit, lose_it, swallow_a_byte
from tests.fakes.myo_armband import emg_event
from tests.fakes.rvc_sensor import rvc_packet
from tests.fakes.wit_sensor import wit_shorts

PACKETS = 5000
SHARES = [0.01, 0.05, 0.2]


def _chunks(stream: bytes) -> list[bytes]:
    """The stream as reads of all sizes give it."""
    random = np.random.default_rng(7)
    cuts = np.cumsum(random.integers(1, 70, len(stream) // 20))
    return [part.tobytes() for part in np.split(np.frombuffer(stream, np.uint8), cuts)]


def _values(seed: int) -> list[tuple[int, ...]]:
    random = np.random.default_rng(seed)
    return [tuple(row) for row in random.integers(-30000, 30000, (PACKETS, 8)).tolist()]


@pytest.mark.parametrize("share", SHARES)
def test_of_our_frames_exactly_those_hit_are_missing(share: float) -> None:
    values = _values(1)
    packets = [emg_frame(number, value) for number, value in enumerate(values)]
    damaged = damage(packets, share, [flip_a_bit, swallow_a_byte, lose_it])
    parser = EmgFrameParser()
    came = {}
    for chunk in _chunks(damaged.stream):
        rows = parser.feed(chunk)
        if rows is not None:
            came.update(zip(rows.indexes.tolist(), rows.counts.tolist(), strict=True))
    sound = set(range(PACKETS)) - damaged.hit
    assert came == {number: list(values[number]) for number in sound}
    assert parser.counts.packets == len(sound)
    assert parser.counts.lost == len(damaged.hit)


@pytest.mark.parametrize("share", SHARES)
def test_of_our_frames_those_that_arrive_broken_are_counted_as_damaged(share: float) -> None:
    packets = [emg_frame(number, value) for number, value in enumerate(_values(2))]
    damaged = damage(packets, share, [flip_a_bit])
    parser = EmgFrameParser()
    for chunk in _chunks(damaged.stream):
        parser.feed(chunk)
    assert parser.counts.damaged == len(damaged.hit)


@pytest.mark.parametrize("share", SHARES)
def test_of_cyton_packets_exactly_those_hit_are_missing(share: float) -> None:
    values = _values(3)
    packets = [cyton_packet(number, value, (1, -2, 3)) for number, value in enumerate(values)]
    damaged = damage(packets, share, [swallow_a_byte, lose_it])
    parser = CytonParser()
    came = {}
    for chunk in _chunks(damaged.stream):
        rows = parser.feed(chunk)
        if rows is not None:
            came.update(zip(rows.indexes.tolist(), rows.counts.tolist(), strict=True))
    sound = set(range(PACKETS)) - damaged.hit
    assert came == {number: list(values[number]) for number in sound}
    assert parser.counts.lost == len(damaged.hit)


@pytest.mark.parametrize("share", SHARES)
def test_of_rvc_packets_exactly_those_hit_are_missing(share: float) -> None:
    angles = np.random.default_rng(4).integers(-18000, 18000, (PACKETS, 3)).tolist()
    packets = [rvc_packet(number, tuple(each)) for number, each in enumerate(angles)]
    damaged = damage(packets, share, [flip_a_bit, lose_it])
    parser = RvcParser()
    came = [reading for chunk in _chunks(damaged.stream) for reading in parser.feed(chunk)]
    times_s = {reading.device_time_s for reading in came}
    assert times_s == {number / 100 for number in set(range(PACKETS)) - damaged.hit}
    assert parser.counts.lost == len(damaged.hit)


@pytest.mark.parametrize("share", SHARES)
def test_of_witmotion_frames_exactly_those_hit_are_missing(share: float) -> None:
    values = [tuple(value[:4]) for value in _values(5)]
    packets = [wit_shorts(0x53, *value) for value in values]
    damaged = damage(packets, share, [flip_a_bit])
    parser = WitMotionParser()
    came = [reading for chunk in _chunks(damaged.stream) for reading in parser.feed(chunk)]
    assert len(came) == PACKETS - len(damaged.hit)
    assert parser.counts.damaged == len(damaged.hit)


@pytest.mark.parametrize("share", [0.01, 0.05])
def test_of_myo_packets_exactly_those_swallowed_from_are_missing(share: float) -> None:
    # Up to three in a row, which the turn of the four attributes shows.
    packets = [emg_event(number) for number in range(PACKETS)]
    damaged = damage(packets, share, [swallow_a_byte, lose_it])
    parser, turns = BgapiParser(), MyoEmgTurns()
    came: dict[int, int] = {}
    for chunk in _chunks(damaged.stream):
        for packet in parser.feed(chunk):
            value = attribute_value(packet)
            rows = None if value is None else turns.rows(value)
            if rows is not None:
                came[rows[0]] = int(rows[1][0, 0])
    sound = set(range(PACKETS)) - damaged.hit
    assert came == {2 * number: 2 * number % 100 for number in sound}
    assert turns.lost_rows == 2 * len(damaged.hit)
