"""Every driver by name; a driver's own packages are imported only when it is chosen."""

import importlib
import time
from collections.abc import Callable, Mapping
from typing import cast

from sensors.sensor import Sensor
from sensors.settings import SensorSettings

DRIVERS: Mapping[str, tuple[str, str]] = {
    "arduino_text": ("sensors.drivers.arduino_text", "ArduinoText"),
    "bno055": ("sensors.drivers.bno055", "Bno055"),
    "bno08x_rvc": ("sensors.drivers.bno08x_rvc", "Bno08xRvc"),
    "brainflow": ("sensors.drivers.brainflow_board", "BrainFlowBoard"),
    "cyton": ("sensors.drivers.cyton", "Cyton"),
    "delsys": ("sensors.drivers.delsys", "Delsys"),
    "lsl": ("sensors.drivers.lsl_stream", "LslStream"),
    "myo": ("sensors.drivers.myo", "Myo"),
    "pointer": ("sensors.drivers.pointer", "PointerSensor"),
    "replay": ("sensors.drivers.replay", "ReplaySensor"),
    "serial_emg": ("sensors.drivers.serial_emg", "SerialEmg"),
    "simulated": ("sensors.drivers.simulated", "SimulatedSensor"),
    "simulated_emg": ("sensors.drivers.simulated_emg", "SimulatedMuscles"),
    "two_imu": ("sensors.drivers.two_imu", "TwoImu"),
    "webcam": ("sensors.drivers.webcam", "Webcam"),
    "witmotion": ("sensors.drivers.witmotion", "WitMotion"),
}


MOVES_THE_LIMB = frozenset({"pointer", "replay", "simulated", "two_imu", "webcam"})
"""Drivers whose samples give a pose of the arm; the others can be watched and recorded."""


MOVES_A_LEG = MOVES_THE_LIMB - {"webcam"} | {"bno055", "bno08x_rvc", "witmotion"}
"""The same of a leg: one motion sensor on the foot is enough, and a webcam sees hands only."""


READS_MUSCLES = frozenset(
    {
        "arduino_text",
        "brainflow",
        "cyton",
        "delsys",
        "lsl",
        "myo",
        "replay",
        "serial_emg",
        "simulated_emg",
    }
)
"""Drivers that may give muscle signal: after calibration it moves the limb."""


def create_sensor(
    settings: SensorSettings, clock: Callable[[], float] = time.perf_counter
) -> Sensor:
    """Return the sensor that the settings describe, not yet open.

    Args:
        settings: which driver, and what it needs to know.
        clock: seconds on the program's one monotonic clock.
    """
    module, name = DRIVERS[settings.driver]
    driver = getattr(importlib.import_module(module), name)
    return cast(Sensor, driver(settings, clock))
