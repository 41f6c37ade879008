"""WitMotion's motion sensors on a cable."""

from collections.abc import Callable, Sequence

from sensors.device_clock import DeviceClock
from sensors.device_settings import WitMotionSettings
from sensors.drivers.imu_samples import stamped
from sensors.drivers.port_search import BOARDS
from sensors.drivers.serial_device import SerialDevice
from sensors.drivers.serial_port import SerialPort
from sensors.errors import SensorSettingsError
from sensors.packets.counts import PacketCounts
from sensors.packets.witmotion import (
    LENGTH,
    RATE,
    RATE_CODES,
    REPORT,
    REPORT_ALL,
    SIX_AXES,
    UNLOCK,
    WitMotionParser,
    write_register,
)
from sensors.sample import Sample
from sensors.stream import DeviceSensor

_FRAMES_A_READING = REPORT_ALL.bit_count()
_BITS_A_BYTE = 10


class _WitMotion(SerialDevice):
    name = "The WitMotion sensor"
    kinds = BOARDS
    begins_again_when_quiet = True
    quiet_sentence = (
        "The WitMotion sensor sends nothing that can be read: check its cable, and that it is set "
        "to the same speed (baud) as the settings"
    )

    def __init__(self, settings: WitMotionSettings, clock: Callable[[], float]) -> None:
        super().__init__(port=settings.port, baud=settings.baud, clock=clock)
        self._settings = settings
        self._parser = WitMotionParser()
        self._device_clock = DeviceClock()

    @property
    def counts(self) -> PacketCounts:
        return self._parser.counts

    def _begin(self, port: SerialPort) -> str:
        self._parser = WitMotionParser()
        self._device_clock = DeviceClock()
        if not self._settings.configure:
            return "as it was set up"
        rate_hz = self._settings.rate_hz
        if rate_hz * _FRAMES_A_READING * LENGTH * _BITS_A_BYTE > self._baud:
            raise SensorSettingsError(
                f"{rate_hz} readings a second don't fit through {self._baud} baud: choose a lower "
                "rate_hz, or a higher baud both here and with the maker's program"
            )
        # No magnetometer: iron and cables of a home would turn the limb by themselves.
        registers = ((REPORT, REPORT_ALL), (RATE, RATE_CODES[rate_hz]), (SIX_AXES, 1))
        for register, value in registers:
            port.write(UNLOCK + write_register(register, value))
        return f"{rate_hz} Hz, without magnetometer"

    def _take(self, data: bytes, arrived_at_s: float) -> Sequence[Sample]:
        return stamped(self._parser.feed(data), self._device_clock, arrived_at_s)


class WitMotion(DeviceSensor):
    """Orientation, turning and acceleration; see `sensors.packets.witmotion`."""

    def __init__(self, settings: WitMotionSettings, clock: Callable[[], float]) -> None:
        super().__init__(driver="witmotion", device=_WitMotion(settings, clock), clock=clock)
