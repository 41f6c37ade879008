"""Motion sensors through their emulators: set up as asked, in SI units, stamped twice."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from sensors.device_settings import Bno055Settings, Bno08xRvcSettings, WitMotionSettings
from sensors.drivers.bno055 import Bno055
from sensors.errors import SensorNotFoundError, SensorSettingsError
from sensors.orientation import yaw_pitch_roll
from sensors.registry import create_sensor
from sensors.stream import DeviceSensor
from tests.fakes.bno055_chip import Bno055Chip, DamagedBno055
from tests.fakes.emg_board import EmgBoard
from tests.fakes.rvc_sensor import RvcSensor
from tests.fakes.wit_sensor import WitSensor

from .listening import heard, imu_of

_QUARTER_TURN = [np.sqrt(0.5), 0, 0, np.sqrt(0.5)]


def test_a_witmotion_sensor_is_told_what_to_send(tmp_path: Path) -> None:
    with WitSensor(tmp_path) as device:
        sensor = create_sensor(WitMotionSettings(port=device.port))
        sensor.open()
        told = imu_of(heard(sensor, lambda samples: len(samples) > 30))
        sensor.close()
        assert device.registers == {0x02: 0x020F, 0x03: 0x09, 0x24: 1}
    last = told[-1]
    assert last.orientation_wxyz == pytest.approx(_QUARTER_TURN, abs=1e-4)
    assert last.accel_m_s2 == pytest.approx([0, 0, 9.80665])
    assert last.gyro_rad_s == pytest.approx([0, 0, np.radians(1000)])
    times_s = [each.device_time_s for each in told[-10:]]
    assert np.diff(np.array(times_s, dtype=float)) == pytest.approx(0.01)
    assert all(each.taken_at_s <= each.arrived_at_s for each in told)


def test_a_witmotion_sensor_may_be_left_as_it_is(tmp_path: Path) -> None:
    with WitSensor(tmp_path) as device:
        sensor = create_sensor(WitMotionSettings(port=device.port, configure=False))
        sensor.open()
        told = imu_of(heard(sensor, lambda samples: len(samples) > 1))
        sensor.close()
        assert device.heard == b""
    assert told[0].device_time_s is None
    assert told[0].taken_at_s == told[0].arrived_at_s


def test_more_readings_than_the_line_carries_are_refused(tmp_path: Path) -> None:
    with (
        WitSensor(tmp_path) as device,
        pytest.raises(SensorSettingsError, match="choose a lower rate_hz"),
    ):
        create_sensor(WitMotionSettings(port=device.port, baud=9600)).open()


def test_a_bno08x_tells_orientation_and_acceleration(tmp_path: Path) -> None:
    with RvcSensor(tmp_path) as device:
        sensor = create_sensor(Bno08xRvcSettings(port=device.port))
        sensor.open()
        told = imu_of(heard(sensor, lambda samples: len(samples) > 30))
        sensor.close()
    for each in told:
        assert each.orientation_wxyz is not None
        assert each.device_time_s is not None
        yaw, pitch, roll = np.degrees(yaw_pitch_roll(each.orientation_wxyz))
        assert [yaw, pitch, roll] == pytest.approx([each.device_time_s, 0, 45], abs=1e-6)
        assert each.accel_m_s2 == pytest.approx([0, 0, 9.80665])
        assert each.gyro_rad_s is None


def test_a_bno055_is_set_up_and_asked_again_when_it_is_too_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However long a busy machine takes to let the chip's thread answer.
    monkeypatch.setattr("sensors.drivers.bno055._ANSWERS_WITHIN_S", 10.0)
    with Bno055Chip(tmp_path) as chip:
        sensor = create_sensor(Bno055Settings(port=chip.port))
        assert isinstance(sensor, DeviceSensor)
        sensor.open()
        told = imu_of(heard(sensor, lambda samples: len(samples) > 40))
        sensor.close()
        assert chip.registers[0x3D] == 0x08
        assert chip.registers[0x3B] == 0x80
        assert sensor.counts.damaged == 0
    last = told[-1]
    assert last.orientation_wxyz == pytest.approx(_QUARTER_TURN, abs=1e-4)
    assert last.accel_m_s2 == pytest.approx([0, 0, 9.81])
    assert last.gyro_rad_s == pytest.approx([0, 0, np.radians(1)])


def test_a_damaged_answer_of_a_bno055_is_not_waited_for(tmp_path: Path) -> None:
    looks = itertools.count()

    def clock() -> float:
        return next(looks) / 1000

    with DamagedBno055(tmp_path) as chip:
        sensor = Bno055(Bno055Settings(port=chip.port), clock)
        device = sensor._device
        device.connect()
        chip.damages = True
        began = next(looks)
        for _ in range(5):
            assert device.read() == ()
        # Of a time that passes only as the driver looks at it, an answer given up takes 100.
        assert next(looks) - began < 100
        assert device.counts.damaged == 5
        chip.damages = False
        assert len(device.read()) == 1
        device.disconnect()


def test_a_bno055_is_asked_no_more_often_than_it_should_be(tmp_path: Path) -> None:
    with Bno055Chip(tmp_path) as chip:
        sensor = create_sensor(Bno055Settings(port=chip.port, rate_hz=50))
        sensor.open()
        told = imu_of(heard(sensor, lambda samples: len(samples) > 25))
        sensor.close()
    assert np.diff([each.taken_at_s for each in told]).mean() > 0.019


def test_what_answers_like_no_bno055_is_told(tmp_path: Path) -> None:
    with (
        EmgBoard(tmp_path, rate_hz=1) as device,
        pytest.raises(SensorNotFoundError, match="does not answer: check its power"),
    ):
        create_sensor(Bno055Settings(port=device.port)).open()
