"""Motion sensors' packets as their data sheets print them."""

import math
import struct

import numpy as np
import pytest

from sensors.orientation import from_yaw_pitch_roll, yaw_pitch_roll
from sensors.packets.bno055 import AnswerParser, Content, Status, ask, reading, write
from sensors.packets.bno08x_rvc import RvcParser
from sensors.packets.witmotion import UNLOCK, WitMotionParser, write_register
from tests.fakes.wit_sensor import wit_frame, wit_shorts


def test_the_example_in_the_bno08x_data_sheet_reads_as_it_says() -> None:
    (told,) = RvcParser().feed(bytes.fromhex("AAAADE010092FF25088DFEECFFD103000000E7"))
    assert told.orientation_wxyz is not None
    angles = np.degrees(yaw_pitch_roll(told.orientation_wxyz))
    assert angles == pytest.approx([0.01, -1.10, 20.85], abs=1e-9)
    assert told.accel_m_s2 is not None
    assert told.accel_m_s2 / 9.80665 == pytest.approx([-0.371, -0.020, 0.977])
    assert told.device_time_s == 2.22


def test_a_witmotion_reading_is_put_together_from_its_frames() -> None:
    stream = (
        wit_frame(0x50, struct.pack("<6BH", 26, 3, 4, 5, 6, 7, 89))
        + wit_shorts(0x51, 2048, -2048, 1024, 0)
        + wit_shorts(0x52, 16384, 0, -16384, 0)
        + wit_shorts(0x53, 8192, 0, -16384, 0)
    )
    (told,) = WitMotionParser().feed(stream)
    assert told.device_time_s == pytest.approx(4 * 86400 + 5 * 3600 + 6 * 60 + 7.089)
    assert told.accel_m_s2 is not None
    assert told.accel_m_s2 / 9.80665 == pytest.approx([1, -1, 0.5])
    assert told.gyro_rad_s is not None
    assert np.degrees(told.gyro_rad_s) == pytest.approx([1000, 0, -1000])
    assert told.orientation_wxyz is not None
    assert np.degrees(yaw_pitch_roll(told.orientation_wxyz)) == pytest.approx([-90, 0, 45])


def test_where_a_quaternion_is_sent_it_is_taken_and_the_reading_handed_over_once() -> None:
    angle = wit_shorts(0x53, 0, 0, 0, 0)
    quaternion = wit_shorts(0x59, 23170, 23170, 0, 0)
    parser = WitMotionParser()
    parser.feed(angle + quaternion)
    told = parser.feed((angle + quaternion) * 3)
    assert len(told) == 3
    for each in told:
        assert each.orientation_wxyz == pytest.approx([math.sqrt(0.5), math.sqrt(0.5), 0, 0])


def test_values_of_two_witmotion_readings_are_never_mixed() -> None:
    whole = wit_shorts(0x51, 2048, 0, 0, 0) + wit_shorts(0x53, 0, 0, 0, 0)
    without_accel = wit_shorts(0x53, 0, 0, 0, 0)
    first, second = WitMotionParser().feed(whole + without_accel)
    assert first.accel_m_s2 is not None
    assert second.accel_m_s2 is None


def test_witmotion_commands_are_those_of_its_manual() -> None:
    assert UNLOCK.hex() == "ffaa6988b5"
    assert write_register(0x03, 0x09).hex() == "ffaa030900"
    assert write_register(0x02, 0x020F).hex() == "ffaa020f02"


def test_bno055_questions_and_answers_are_those_of_its_data_sheet() -> None:
    assert ask(0x00, 1).hex() == "aa010001"
    assert write(0x3D, 0x08).hex() == "aa003d0108"
    parser = AnswerParser()
    assert parser.feed(bytes.fromhex("bb01a0ee01ee07")) == [
        Content(b"\xa0"),
        Status(1),
        Status(7),
    ]


def test_a_bno055_reading_is_in_si_units() -> None:
    numbers = (0, 0, 981, 1, 2, 3, -160, 0, 1440, 4, 5, 6, 11585, 0, 0, -11585)
    told = reading(struct.pack("<16h", *numbers))
    assert told is not None
    assert told.accel_m_s2 == pytest.approx([0, 0, 9.81])
    assert told.gyro_rad_s is not None
    assert np.degrees(told.gyro_rad_s) == pytest.approx([-10, 0, 90])
    assert told.orientation_wxyz == pytest.approx([math.sqrt(0.5), 0, 0, -math.sqrt(0.5)])


def test_a_bno055_quaternion_of_another_length_than_one_is_damage() -> None:
    assert reading(struct.pack("<16h", *[0] * 12, 16384, 16384, 0, 0)) is None
    assert reading(b"\x00" * 31) is None


def test_no_flipped_bit_turns_a_bno055_by_more_than_8_degrees_and_no_sound_reading_is_refused() -> (
    None
):
    turns = np.random.default_rng(3).standard_normal((200, 4))
    for turn in turns / np.linalg.norm(turns, axis=1)[:, None]:
        quaternion = struct.pack("<4h", *np.rint(turn * 16384).astype(int))
        sound = reading(bytes(24) + quaternion)
        assert sound is not None
        assert sound.orientation_wxyz == pytest.approx(turn, abs=1e-4)
        for bit in range(64):
            hit = bytearray(quaternion)
            hit[bit // 8] ^= 1 << bit % 8
            told = reading(bytes(24) + bytes(hit))
            if told is not None and told.orientation_wxyz is not None:
                turned = 2 * np.arccos(min(1.0, abs(np.dot(told.orientation_wxyz, turn))))
                assert np.degrees(turned) < 8


@pytest.mark.parametrize("head", ["ba20", "bb21", "bb00", "fb20"])
def test_an_answer_with_another_head_than_was_asked_for_is_damage_at_once(head: str) -> None:
    parser = AnswerParser()
    assert parser.feed(bytes.fromhex(head) + bytes(32), 32) == []
    assert not parser.waits
    assert parser.damaged == 1
    assert parser.feed(bytes.fromhex("bb20") + bytes(31), 32) == []
    assert parser.waits
    assert parser.feed(b"\x07", 32) == [Content(bytes(31) + b"\x07")]


def test_a_bno055_that_has_not_begun_to_fuse_tells_no_orientation() -> None:
    told = reading(struct.pack("<16h", 0, 0, 981, *[0] * 13))
    assert told is not None
    assert told.orientation_wxyz is None


@pytest.mark.parametrize("yaw", [-170, -30, 0, 100])
@pytest.mark.parametrize("pitch", [-80, 0, 45])
@pytest.mark.parametrize("roll", [-150, 0, 20])
def test_angles_become_a_quaternion_and_back(yaw: float, pitch: float, roll: float) -> None:
    turned = from_yaw_pitch_roll(*np.radians([yaw, pitch, roll]))
    assert np.linalg.norm(turned) == pytest.approx(1)
    assert np.degrees(yaw_pitch_roll(turned)) == pytest.approx([yaw, pitch, roll])


@pytest.mark.parametrize("pitch", [-90, 90])
def test_straight_up_the_turn_is_all_yaw(pitch: float) -> None:
    turned = from_yaw_pitch_roll(*np.radians([30, pitch, 0]))
    assert np.degrees(yaw_pitch_roll(turned)) == pytest.approx([30, pitch, 0])
