"""Every device driver with a device at hand: its emulator, and the settings that find it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sensors.device_settings import (
    ArduinoTextSettings,
    Bno055Settings,
    Bno08xRvcSettings,
    BrainFlowSettings,
    CytonSettings,
    DelsysSettings,
    DriverSettings,
    LslSettings,
    MyoSettings,
    SerialEmgSettings,
    WitMotionSettings,
)
from tests.fakes.bno055_chip import Bno055Chip
from tests.fakes.cyton_board import CytonBoard
from tests.fakes.emg_board import EmgBoard
from tests.fakes.lsl_outlet import LslOutlet
from tests.fakes.myo_armband import MyoArmband
from tests.fakes.printing_arduino import PrintingArduino
from tests.fakes.pty_device import PtyDevice
from tests.fakes.rvc_sensor import RvcSensor
from tests.fakes.trigno_utility import TrignoUtility
from tests.fakes.wit_sensor import WitSensor

ON_A_PORT = (
    "arduino_text",
    "bno055",
    "bno08x_rvc",
    "cyton",
    "myo",
    "serial_emg",
    "witmotion",
)


@contextmanager
def on_a_port(driver: str, folder: Path) -> Iterator[tuple[PtyDevice, DriverSettings]]:
    """Plug the driver's device in; take it away at the end."""
    device, settings = _plugged(driver, folder)
    with device:
        yield device, settings


def _plugged(driver: str, folder: Path) -> tuple[PtyDevice, DriverSettings]:
    device: PtyDevice
    match driver:
        case "arduino_text":
            device = PrintingArduino(folder)
            return device, ArduinoTextSettings(port=device.port, rate_hz=200, starts_up_s=0)
        case "bno055":
            device = Bno055Chip(folder)
            return device, Bno055Settings(port=device.port)
        case "bno08x_rvc":
            device = RvcSensor(folder)
            return device, Bno08xRvcSettings(port=device.port)
        case "cyton":
            device = CytonBoard(folder)
            return device, CytonSettings(port=device.port)
        case "myo":
            device = MyoArmband(folder)
            return device, MyoSettings(port=device.port)
        case "serial_emg":
            device = EmgBoard(folder)
            return device, SerialEmgSettings(port=device.port)
        case "witmotion":
            device = WitSensor(folder)
            return device, WitMotionSettings(port=device.port)
        case _:
            raise ValueError(f"there is no emulator for {driver}")


@contextmanager
def at_hand(driver: str, folder: Path) -> Iterator[DriverSettings]:
    """Have the driver's device running, on a port or wherever else it is; yield its settings."""
    match driver:
        case "delsys":
            with TrignoUtility() as utility:
                yield DelsysSettings(command_port=utility.command_port, emg_port=utility.emg_port)
        case "lsl":
            with LslOutlet(folder) as outlet:
                yield LslSettings(name=outlet.name)
        case "brainflow":
            reason = "BrainFlow, an optional extra, is not installed"
            pytest.importorskip("brainflow", reason=reason)
            yield BrainFlowSettings(board="SYNTHETIC_BOARD")
        case _:
            with on_a_port(driver, folder) as (_, settings):
                yield settings
