"""The BNO08x motion sensor in its simplest mode, where it sends orientation unasked."""

from collections.abc import Callable, Sequence

from sensors.device_clock import DeviceClock
from sensors.device_settings import Bno08xRvcSettings
from sensors.drivers.imu_samples import stamped
from sensors.drivers.port_search import BOARDS
from sensors.drivers.serial_device import SerialDevice
from sensors.drivers.serial_port import SerialPort
from sensors.packets.bno08x_rvc import RvcParser
from sensors.packets.counts import PacketCounts
from sensors.sample import Sample
from sensors.stream import DeviceSensor


class _Bno08x(SerialDevice):
    name = "The BNO08x sensor"
    kinds = BOARDS
    quiet_sentence = (
        "The BNO08x sends nothing that can be read: check its cable, and that its PS0 pin is high "
        "and PS1 low, which is UART-RVC"
    )

    def __init__(self, settings: Bno08xRvcSettings, clock: Callable[[], float]) -> None:
        super().__init__(port=settings.port, baud=settings.baud, clock=clock)
        self._parser = RvcParser()
        self._device_clock = DeviceClock()

    @property
    def counts(self) -> PacketCounts:
        return self._parser.counts

    def _begin(self, port: SerialPort) -> str:
        self._parser = RvcParser()
        self._device_clock = DeviceClock()
        return "UART-RVC at 100 Hz"

    def _take(self, data: bytes, arrived_at_s: float) -> Sequence[Sample]:
        return stamped(self._parser.feed(data), self._device_clock, arrived_at_s)


class Bno08xRvc(DeviceSensor):
    """Orientation and acceleration 100 times a second; see `sensors.packets.bno08x_rvc`."""

    def __init__(self, settings: Bno08xRvcSettings, clock: Callable[[], float]) -> None:
        super().__init__(driver="bno08x_rvc", device=_Bno08x(settings, clock), clock=clock)
