"""Waiting for what a device says, in real time, with an end."""

import threading
import time
from collections.abc import Callable

from sensors.errors import SensorLostError
from sensors.sample import EmgSample, ImuSample, Sample
from sensors.sensor import Sensor

_LOOK_EVERY_S = 0.004
_AT_MOST_S = 20.0


def until(happens: Callable[[], bool]) -> float:
    """Give other threads their turn until something happens; return how long it took."""
    began_s = time.perf_counter()
    pause = threading.Event()
    while not happens():
        took_s = time.perf_counter() - began_s
        assert took_s < _AT_MOST_S, "it never happened"
        pause.wait(_LOOK_EVERY_S)
    return time.perf_counter() - began_s


def heard(sensor: Sensor, enough: Callable[[list[Sample]], bool]) -> list[Sample]:
    """Drain until there is enough; a lost sensor is an error."""
    samples: list[Sample] = []

    def look() -> bool:
        samples.extend(sensor.drain())
        return enough(samples)

    until(look)
    return samples


def rows_in(samples: list[Sample]) -> int:
    return sum(len(sample.microvolts) for sample in samples if isinstance(sample, EmgSample))


def emg_of(samples: list[Sample]) -> list[EmgSample]:
    return [sample for sample in samples if isinstance(sample, EmgSample)]


def imu_of(samples: list[Sample]) -> list[ImuSample]:
    return [sample for sample in samples if isinstance(sample, ImuSample)]


def is_lost(sensor: Sensor) -> bool:
    try:
        sensor.drain()
    except SensorLostError:
        return True
    return False


def speaks(sensor: Sensor) -> bool:
    try:
        return len(sensor.drain()) > 0
    except SensorLostError:
        return False
