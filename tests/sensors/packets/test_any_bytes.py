"""What holds for the parser of every protocol, whatever arrives."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensors.packets.arduino_text import ArduinoTextParser
from sensors.packets.bgapi import BgapiParser, attribute_value
from sensors.packets.bno055 import AnswerParser, Content, reading
from sensors.packets.bno08x_rvc import RvcParser
from sensors.packets.cyton import CytonParser, DaisyPairs
from sensors.packets.delsys import DelsysEmgParser
from sensors.packets.emg_frame import EmgFrameParser
from sensors.packets.imu_reading import ImuReading
from sensors.packets.myo import MyoEmgTurns, motion
from sensors.packets.witmotion import WitMotionParser
from tests.fakes.cyton_board import cyton_packet
from tests.fakes.emg_board import emg_frame
from tests.fakes.myo_armband import emg_event, motion_event
from tests.fakes.rvc_sensor import rvc_packet
from tests.fakes.trigno_utility import trigno_row
from tests.fakes.wit_sensor import wit_shorts

Feed = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Protocol:
    """How to make one parser, and a sound stream of five packets for it."""

    name: str
    make: Callable[[], Feed]
    stream: bytes
    alphabet: bytes
    """Bytes that matter to it, so that random streams come near the real thing."""


def _told(records: list[ImuReading]) -> str:
    return "".join(f"{r.device_time_s} {r.orientation_wxyz} {r.accel_m_s2};" for r in records)


def _emg_frame() -> Feed:
    parser = EmgFrameParser()

    def feed(data: bytes) -> str:
        rows = parser.feed(data)
        if rows is None:
            return ""
        return "".join(f"{i}{c};" for i, c in zip(rows.indexes, rows.counts, strict=True))

    return feed


def _cyton() -> Feed:
    parser, pairs = CytonParser(), DaisyPairs()

    def feed(data: bytes) -> str:
        rows = parser.feed(data)
        if rows is None:
            return ""
        pairs.join(rows)
        told = "".join(f"{i}{c};" for i, c in zip(rows.indexes, rows.counts, strict=True))
        return told + "".join(map(str, rows.accel_g))

    return feed


def _text() -> Feed:
    parser = ArduinoTextParser(largest=1023)
    return lambda data: "".join(f"{row};" for row in parser.feed(data))


def _witmotion() -> Feed:
    parser = WitMotionParser()
    return lambda data: _told(parser.feed(data))


def _rvc() -> Feed:
    parser = RvcParser()
    return lambda data: _told(parser.feed(data))


def _bno055() -> Feed:
    parser = AnswerParser()

    def feed(data: bytes) -> str:
        answers = parser.feed(data)
        for answer in answers:
            if isinstance(answer, Content):
                reading(answer.data)
        return "".join(f"{answer};" for answer in answers)

    return feed


def _myo() -> Feed:
    parser, turns = BgapiParser(), MyoEmgTurns()

    def feed(data: bytes) -> str:
        told = ""
        for packet in parser.feed(data):
            value = attribute_value(packet)
            if value is not None:
                turned = motion(value)
                told += f"{turns.rows(value)}{'' if turned is None else _told([turned])};"
        return told

    return feed


def _delsys() -> Feed:
    parser = DelsysEmgParser()

    def feed(data: bytes) -> str:
        indexes, rows = parser.feed(data)
        return "".join(f"{i}{row};" for i, row in zip(indexes, rows, strict=True))

    return feed


_PROTOCOLS = [
    Protocol(
        "emg_frame",
        _emg_frame,
        b"".join(emg_frame(n, (n, 0xA5, 0x5AA5, -1, 1, 2, 3, 4)) for n in range(5)),
        b"\xa5\x5a",
    ),
    Protocol(
        "cyton",
        _cyton,
        b"".join(cyton_packet(n, (n, -1, 0xA0, 0x00A0C0, -8388608, 0, 0, 9)) for n in range(5)),
        b"\xa0\xc0\xc1",
    ),
    Protocol(
        "arduino_text", _text, b"7,7\r\n12,34\r\n13\t35\nEMG:14 B=36\r\n15;37\r", b"0123,.:-\r\ne "
    ),
    Protocol(
        "witmotion",
        _witmotion,
        b"".join(
            wit_shorts(0x51, 0, 0, 2048, n) + wit_shorts(0x53, 0x55, n, 0x5555, 0) for n in range(5)
        ),
        b"\x55\x51\x53\x50\x59",
    ),
    Protocol(
        "bno08x_rvc",
        _rvc,
        b"".join(rvc_packet(n, (n, 0x55AA, -2), (n, 0, 0x2AAA)) for n in range(5)),
        b"\xaa",
    ),
    Protocol(
        "bno055",
        _bno055,
        b"\xee\x01\xbb\x01\xa0\xee\x07\xbb\x03\xbb\xee\x01\xee\x03",
        b"\xbb\xee\x01\x20",
    ),
    Protocol(
        "myo",
        _myo,
        b"".join(emg_event(n) + motion_event() for n in range(3)),
        b"\x80\x00\x04\x05\x15\x10\x2b",
    ),
    Protocol("delsys", _delsys, b"".join(map(trigno_row, range(5))), b"\x00\x7f\x80\xff"),
]


@pytest.fixture(params=_PROTOCOLS, ids=lambda protocol: protocol.name)
def protocol(request: pytest.FixtureRequest) -> Protocol:
    assert isinstance(request.param, Protocol)
    return request.param


def test_a_stream_cut_at_every_place_tells_the_same(protocol: Protocol) -> None:
    whole = protocol.make()(protocol.stream)
    assert whole.count(";") >= 3
    for at in range(len(protocol.stream) + 1):
        feed = protocol.make()
        assert feed(protocol.stream[:at]) + feed(protocol.stream[at:]) == whole


def test_a_stream_that_comes_byte_by_byte_tells_the_same(protocol: Protocol) -> None:
    feed = protocol.make()
    told = "".join(feed(bytes([byte])) for byte in protocol.stream)
    assert told == protocol.make()(protocol.stream)


@given(data=st.data())
def test_no_bytes_make_a_parser_raise(data: st.DataObject) -> None:
    protocol = data.draw(st.sampled_from(_PROTOCOLS), label="protocol")
    near = st.lists(st.sampled_from(protocol.alphabet), max_size=80).map(bytes)
    at = st.integers(0, len(protocol.stream))
    part = st.tuples(at, at).map(lambda ends: protocol.stream[min(ends) : max(ends)])
    feed = protocol.make()
    with np.errstate(all="raise"):
        for chunk in data.draw(st.lists(st.binary(max_size=80) | near | part, max_size=8)):
            feed(chunk)


@given(noise=st.binary(max_size=300))
def test_after_any_noise_a_sound_stream_is_heard_again(noise: bytes) -> None:
    for protocol in _PROTOCOLS:
        if protocol.name in ("delsys", "bno055"):
            continue  # TCP brings no noise; BNO055's answers are read one question at a time.
        feed = protocol.make()
        feed(noise)
        ends = [feed(protocol.stream) for _ in range(20)]
        assert ends[-1].count(";") >= 3, protocol.name
