"""A cable pulled out is told of within a second; put back, the session goes on within another."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sensors.device_settings import DelsysSettings, DriverSettings
from sensors.errors import SensorLostError
from sensors.registry import create_sensor
from tests.fakes.cyton_board import CytonBoard
from tests.fakes.devices import ON_A_PORT, on_a_port
from tests.fakes.pty_device import PtyDevice
from tests.fakes.trigno_utility import TrignoUtility

from .listening import is_lost, speaks, until


@pytest.fixture(params=ON_A_PORT)
def plugged(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[PtyDevice, DriverSettings]]:
    with on_a_port(request.param, tmp_path) as device_and_settings:
        yield device_and_settings


def test_unplugging_is_told_within_a_second_and_replugging_goes_on_within_another(
    plugged: tuple[PtyDevice, DriverSettings],
) -> None:
    device, settings = plugged
    sensor = create_sensor(settings)
    sensor.open()
    for _ in range(2):
        until(lambda: speaks(sensor))
        device.unplug()
        assert until(lambda: is_lost(sensor)) < 1.0
        with pytest.raises(SensorLostError, match="plug it in again, and it goes on by itself"):
            sensor.drain()
        device.plug()
        assert until(lambda: speaks(sensor)) < 1.0
    sensor.close()


def test_draining_never_waits_while_the_device_is_away_and_comes_back(
    plugged: tuple[PtyDevice, DriverSettings],
) -> None:
    device, settings = plugged
    sensor = create_sensor(settings)
    sensor.open()
    until(lambda: speaks(sensor))
    longest_s = 0.0

    def look() -> bool:
        nonlocal longest_s
        began_s = time.perf_counter()
        came = speaks(sensor)
        longest_s = max(longest_s, time.perf_counter() - began_s)
        return came

    device.unplug()
    until(lambda: not look() and is_lost(sensor))
    device.plug()
    until(look)
    assert longest_s < 0.25
    sensor.close()


def test_closing_while_the_device_is_away_takes_no_time(tmp_path: Path) -> None:
    with on_a_port("serial_emg", tmp_path) as (device, settings):
        sensor = create_sensor(settings)
        sensor.open()
        until(lambda: speaks(sensor))
        device.unplug()
        until(lambda: is_lost(sensor))
        began_s = time.perf_counter()
        sensor.close()
        assert time.perf_counter() - began_s < 1.0


def test_a_cyton_that_is_switched_off_and_on_goes_on(tmp_path: Path) -> None:
    with on_a_port("cyton", tmp_path) as (device, settings):
        assert isinstance(device, CytonBoard)
        sensor = create_sensor(settings)
        sensor.open()
        until(lambda: speaks(sensor))
        device.switched_on = False
        until(lambda: not speaks(sensor))
        assert until(lambda: is_lost(sensor)) < 1.0
        with pytest.raises(SensorLostError, match="switched on, charged and near its dongle"):
            sensor.drain()
        device.switched_on = True
        until(lambda: speaks(sensor))
        sensor.close()


def test_a_trigno_utility_that_is_closed_and_started_again_goes_on() -> None:
    with TrignoUtility() as utility:
        sensor = create_sensor(
            DelsysSettings(command_port=utility.command_port, emg_port=utility.emg_port)
        )
        sensor.open()
        until(lambda: speaks(sensor))
        utility.stop()
        assert until(lambda: is_lost(sensor)) < 1.0
        with pytest.raises(SensorLostError, match="start it again"):
            sensor.drain()
        utility.start()
        assert until(lambda: speaks(sensor)) < 1.0
        sensor.close()
