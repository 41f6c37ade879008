"""Ports that vanish, ports that are not there, and which port a device is at."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sensors.device_settings import CytonSettings, MyoSettings
from sensors.drivers.serial_port import SerialPort
from sensors.errors import SensorLostError, SensorNotFoundError
from sensors.registry import create_sensor
from tests.fakes.cyton_board import CytonBoard
from tests.fakes.emg_board import EmgBoard


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
