"""Ports that vanish, ports that are not there, and which port a device is at."""

import errno
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import serial

from sensors.device_settings import CytonSettings, MyoSettings, SerialEmgSettings
from sensors.drivers.serial_port import SerialPort
from sensors.errors import SensorBusyError, SensorLostError, SensorNotFoundError
from sensors.registry import create_sensor
from tests.fakes.cyton_board import CytonBoard
from tests.fakes.emg_board import EmgBoard

from .listening import is_lost, speaks, until


@pytest.mark.parametrize(
    "use",
    [
        lambda port: port.read(),
        lambda port: port.write(b"v"),
        lambda port: port.forget_input(),
        lambda port: port.read_until(b"$$$", 1.0),
    ],
    ids=["read", "write", "forget_input", "read_until"],
)
def test_whatever_is_done_with_a_port_that_was_pulled_out_it_is_told_in_a_sentence(
    tmp_path: Path, use: Callable[[SerialPort], object]
) -> None:
    with EmgBoard(tmp_path) as board:
        port = SerialPort(board.port, baud=115_200, device="The board", clock=time.perf_counter)
        board.unplug()
        with pytest.raises(SensorLostError, match="The board is unplugged: plug it in again"):
            use(port)
        port.close()
        port.close()


def test_an_answer_that_never_ends_is_given_up(tmp_path: Path) -> None:
    with CytonBoard(tmp_path) as board:
        port = SerialPort(board.port, baud=115_200, device="The board", clock=time.perf_counter)
        port.write(b"v")
        assert port.read_until(b"$$$", 5.0).endswith(b"$$$")
        assert port.read_until(b"$$$", 0.1) == b""
        port.close()


@dataclass(frozen=True, slots=True)
class _Plugged:
    device: str
    vid: int | None
    pid: int | None
    serial_number: str | None = None


def _plug(monkeypatch: pytest.MonkeyPatch, *ports: _Plugged) -> None:
    monkeypatch.setattr("sensors.drivers.port_search.list_ports.comports", lambda: list(ports))


def test_a_device_is_found_by_what_it_says_of_itself_on_usb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with CytonBoard(tmp_path) as board:
        mouse = _Plugged("/dev/ttyACM9", 0x046D, 0xC077)
        built_in = _Plugged("/dev/ttyS0", None, None)
        _plug(monkeypatch, mouse, built_in, _Plugged(board.port, 0x0403, 0x6015))
        sensor = create_sensor(CytonSettings())
        sensor.open()
        assert sensor.identity.device == Path(board.port).name
        sensor.close()


def test_a_device_that_is_not_plugged_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _plug(monkeypatch, _Plugged("COM3", 0x0403, 0x6015))
    with pytest.raises(SensorNotFoundError, match="The Myo's dongle is not plugged in: plug it in"):
        create_sensor(MyoSettings()).open()


def test_where_there_are_two_the_settings_must_say_which(monkeypatch: pytest.MonkeyPatch) -> None:
    _plug(monkeypatch, _Plugged("COM3", 0x0403, 0x6015), _Plugged("COM4", 0x0403, 0x6001))
    with pytest.raises(SensorNotFoundError, match=r'COM3 or COM4: name its port.*port = "COM3"'):
        create_sensor(CytonSettings()).open()


def test_a_device_that_comes_back_under_another_name_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with EmgBoard(tmp_path) as board, EmgBoard(tmp_path, name="ttyOther") as other:
        named = SerialEmgSettings(port=board.port)
        another = _Plugged(str(tmp_path / "ttyThird"), 0x1A86, 0x7523, "B")
        _plug(monkeypatch, _Plugged(board.port, 0x1A86, 0x7523, "A"), another)
        sensor = create_sensor(named)
        sensor.open()
        until(lambda: speaks(sensor))
        board.unplug()
        _plug(monkeypatch, another)
        until(lambda: is_lost(sensor))
        _plug(monkeypatch, _Plugged(other.port, 0x1A86, 0x7523, "A"), another)
        assert until(lambda: speaks(sensor)) < 1.0
        assert sensor.identity.device == "ttyOther"
        sensor.close()


def test_a_port_that_this_account_may_not_use_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise serial.SerialException(errno.EACCES, "could not open port: Permission denied")

    monkeypatch.setattr("sensors.drivers.serial_port.serial.Serial", refused)
    with pytest.raises(SensorBusyError, match=r"may not use /dev/ttyUSB0.*group dialout"):
        create_sensor(CytonSettings(port="/dev/ttyUSB0")).open()
