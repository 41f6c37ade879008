"""EMG devices through their emulators: every row once, in order, in microvolts, stamped twice."""

import itertools
import time
from pathlib import Path

import numpy as np
import pytest

from sensors.device_settings import (
    ArduinoTextSettings,
    CytonSettings,
    DelsysSettings,
    MyoSettings,
    SerialEmgSettings,
)
from sensors.drivers.myo import Myo
from sensors.errors import SensorBusyError, SensorNotFoundError, SensorSettingsError
from sensors.registry import create_sensor
from sensors.sample import EmgSample, Sample
from sensors.stream import DeviceSensor
from tests.fakes.cyton_board import CytonBoard
from tests.fakes.emg_board import EmgBoard
from tests.fakes.myo_armband import EMG_HANDLES, MyoArmband, motion_event
from tests.fakes.printing_arduino import PrintingArduino
from tests.fakes.trigno_utility import TrignoUtility

from .listening import emg_of, heard, imu_of, rows_in


def _first_channel(blocks: list[EmgSample]) -> list[float]:
    return np.concatenate([block.microvolts[:, 0] for block in blocks]).tolist()


def _times_are_kept(blocks: list[EmgSample]) -> None:
    for block in blocks:
        assert block.taken_at_s <= block.arrived_at_s
        assert block.device_time_s is not None
    for before, after in itertools.pairwise(blocks):
        assert before.device_time_s is not None
        assert after.device_time_s is not None
        steps = (after.device_time_s - before.device_time_s) * after.fs_hz
        assert steps == pytest.approx(len(after.microvolts) + after.lost_before)


def test_of_our_board_no_row_is_lost_and_none_comes_twice(tmp_path: Path) -> None:
    with EmgBoard(tmp_path) as board:
        sensor = create_sensor(SerialEmgSettings(port=board.port, reference_v=1.023))
        sensor.open()
        blocks = emg_of(heard(sensor, lambda samples: rows_in(samples) > 500))
        sensor.close()
    counted = np.round(np.array(_first_channel(blocks)) / 1000).astype(int).tolist()
    assert counted == list(range(counted[0], counted[0] + len(counted)))
    assert blocks[0].microvolts[0, 7] == pytest.approx(1.023e6)
    assert blocks[0].fs_hz == 1000
    _times_are_kept(blocks)


def test_a_cyton_gives_microvolts_whatever_its_gain(tmp_path: Path) -> None:
    for gain in (1, 8, 24):
        with CytonBoard(tmp_path) as board:
            sensor = create_sensor(CytonSettings(port=board.port, gain=gain))
            sensor.open()
            blocks = emg_of(heard(sensor, lambda samples: rows_in(samples) > 60))
            assert "Firmware: v3.1.2" in sensor.identity.detail
            sensor.close()
            assert board.gains[:8] == [gain] * 8
        rows = np.concatenate([block.microvolts for block in blocks])
        expected = np.arange(len(rows))[:, None] + 1000.0 * np.arange(8)
        assert rows == pytest.approx(expected, abs=0.3)
        _times_are_kept(blocks)


@pytest.mark.parametrize(("differential", "srb2"), [(True, "0"), (False, "1")])
def test_a_cyton_is_told_how_its_electrodes_are_wired(
    tmp_path: Path, differential: bool, srb2: str
) -> None:
    with CytonBoard(tmp_path) as board:
        sensor = create_sensor(CytonSettings(port=board.port, differential=differential))
        sensor.open()
        assert board.settings == [f"x{channel}0601{srb2}0X" for channel in "12345678"]
        heard(sensor, lambda samples: rows_in(samples) > 0)
        sensor.close()


def test_a_cyton_tells_its_acceleration_without_the_zeros_between(tmp_path: Path) -> None:
    with CytonBoard(tmp_path) as board:
        sensor = create_sensor(CytonSettings(port=board.port))
        sensor.open()
        samples = heard(sensor, lambda samples: len(imu_of(samples)) > 3)
        sensor.close()
    told = imu_of(samples)
    for each in told:
        assert each.accel_m_s2 is not None
        assert each.accel_m_s2 / 9.80665 == pytest.approx([0.05, -0.05, 1.0])
        assert each.orientation_wxyz is None
    times_s = [each.device_time_s for each in told]
    assert times_s[:3] == pytest.approx([0.0, 0.04, 0.08])


def test_a_cyton_with_its_daisy_gives_16_channels_at_125_hz(tmp_path: Path) -> None:
    with CytonBoard(tmp_path, daisy=True) as board:
        sensor = create_sensor(CytonSettings(port=board.port, daisy=True))
        sensor.open()
        blocks = emg_of(heard(sensor, lambda samples: rows_in(samples) > 40))
        sensor.close()
    assert {block.fs_hz for block in blocks} == {125.0}
    rows = np.concatenate([block.microvolts for block in blocks])
    number = 1 + 2.0 * np.arange(len(rows))[:, None]
    channel = np.arange(16)
    assert rows == pytest.approx(number + 1000.0 * channel + (channel >= 8), abs=0.02)
    _times_are_kept(blocks)


def test_a_cyton_without_the_daisy_that_the_settings_name_says_so(tmp_path: Path) -> None:
    with (
        CytonBoard(tmp_path) as board,
        pytest.raises(SensorSettingsError, match="has no Daisy: check"),
    ):
        create_sensor(CytonSettings(port=board.port, daisy=True)).open()


def test_a_cyton_that_is_switched_off_says_what_to_check(tmp_path: Path) -> None:
    with CytonBoard(tmp_path) as board:
        board.switched_on = False
        with pytest.raises(SensorNotFoundError, match="does not answer its dongle: check"):
            create_sensor(CytonSettings(port=board.port)).open()
        board.switched_on = True
        sensor = create_sensor(CytonSettings(port=board.port))
        sensor.open()
        sensor.close()


def test_a_second_program_is_told_that_the_port_is_in_use(tmp_path: Path) -> None:
    with EmgBoard(tmp_path) as board:
        sensor = create_sensor(SerialEmgSettings(port=board.port))
        sensor.open()
        with pytest.raises(SensorBusyError, match="in use by another program"):
            create_sensor(SerialEmgSettings(port=board.port)).open()
        sensor.close()


def test_an_arduino_s_rate_is_measured_where_it_is_not_told(tmp_path: Path) -> None:
    with PrintingArduino(tmp_path, rate_hz=200) as board:
        sensor = create_sensor(
            ArduinoTextSettings(port=board.port, starts_up_s=0, reference_v=1.023)
        )
        sensor.open()
        blocks = emg_of(heard(sensor, lambda samples: rows_in(samples) > 20))
        sensor.close()
    assert blocks[0].fs_hz == pytest.approx(200, rel=0.1)
    assert blocks[0].device_time_s is None
    counted = [round(value / 1000) for value in _first_channel(blocks)]
    assert counted == list(range(counted[0], counted[0] + len(counted)))
    assert blocks[0].microvolts[0, 1] == pytest.approx(512_000)


def test_while_an_arduino_restarts_nothing_is_taken(tmp_path: Path) -> None:
    with PrintingArduino(tmp_path) as board:
        sensor = create_sensor(
            ArduinoTextSettings(port=board.port, starts_up_s=0.5, rate_hz=200, reference_v=1.023)
        )
        sensor.open()
        blocks = emg_of(heard(sensor, lambda samples: rows_in(samples) > 0))
        sensor.close()
    assert round(_first_channel(blocks)[0] / 1000) >= 90


@pytest.mark.parametrize(("filtered", "mode"), [(True, 2), (False, 3)])
def test_a_myo_is_found_among_others_and_made_to_stream(
    tmp_path: Path, filtered: bool, mode: int
) -> None:
    with MyoArmband(tmp_path) as armband:
        sensor = create_sensor(MyoSettings(port=armband.port, filtered=filtered))
        sensor.open()
        assert "firmware 1.5.1970" in sensor.identity.detail
        assert armband.mode[2] == mode
        assert armband.subscribed >= {handle + 1 for handle in EMG_HANDLES}
        samples = heard(sensor, lambda samples: rows_in(samples) > 120)
        sensor.close()
    blocks = emg_of(samples)
    counted = _first_channel(blocks)
    assert counted == [number % 100 for number in range(len(counted))]
    assert blocks[0].microvolts[0].tolist() == [0, -1, 2, -3, 4, -5, -128, 6]
    _times_are_kept(blocks)
    motion = imu_of(samples)[0]
    assert motion.accel_m_s2 == pytest.approx([0, 0, 9.80665])
    assert motion.gyro_rad_s == pytest.approx([np.radians(10), 0, 0])
    assert motion.orientation_wxyz == pytest.approx([0.7071, 0, 0, 0.7071], abs=1e-4)


def test_a_motion_packet_of_a_myo_that_can_t_be_true_counts_as_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = motion_event()
    with MyoArmband(tmp_path) as armband:
        # The highest bit but one of the quaternion's first number.
        damaged = told[:10] + bytes([told[10] ^ 0x40]) + told[11:]
        monkeypatch.setattr("tests.fakes.myo_armband.motion_event", lambda: damaged)
        sensor = Myo(MyoSettings(port=armband.port), time.perf_counter)
        sensor.open()
        samples = heard(sensor, lambda samples: rows_in(samples) > 40)
        counts = sensor.counts
        sensor.close()
    assert imu_of(samples) == []
    assert counts.damaged > 5
    assert counts.lost == 0


def test_a_dongle_without_an_armband_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sensors.drivers.myo._FOUND_WITHIN_S", 0.2)
    monkeypatch.setattr("tests.fakes.myo_armband.UUID", bytes(17))
    with (
        MyoArmband(tmp_path) as armband,
        pytest.raises(SensorNotFoundError, match="finds no armband: check"),
    ):
        create_sensor(MyoSettings(port=armband.port)).open()


def test_of_a_trigno_no_row_is_lost_wherever_tcp_cuts_it() -> None:
    with TrignoUtility() as utility:
        sensor = create_sensor(
            DelsysSettings(command_port=utility.command_port, emg_port=utility.emg_port, channels=4)
        )
        sensor.open()
        blocks = emg_of(heard(sensor, lambda samples: rows_in(samples) > 2000))
        assert "3.6.0" in sensor.identity.detail
        sensor.close()
    rows = np.concatenate([block.microvolts for block in blocks])
    assert rows == pytest.approx(np.arange(len(rows))[:, None] + np.arange(4.0), abs=0.01)
    _times_are_kept(blocks)


def test_a_trigno_utility_that_does_not_run_is_told(tmp_path: Path) -> None:
    with TrignoUtility() as utility:
        free_port = utility.command_port
    with pytest.raises(SensorNotFoundError, match="start it, connect the base station"):
        create_sensor(DelsysSettings(command_port=free_port)).open()


def test_how_packets_came_through_is_counted(tmp_path: Path) -> None:
    with EmgBoard(tmp_path) as board:
        sensor = create_sensor(SerialEmgSettings(port=board.port))
        assert isinstance(sensor, DeviceSensor)
        sensor.open()
        samples: list[Sample] = heard(sensor, lambda samples: rows_in(samples) > 100)
        sensor.close()
        assert sensor.counts.packets >= rows_in(samples)
        assert (sensor.counts.damaged, sensor.counts.lost) == (0, 0)
