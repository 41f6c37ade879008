"""A board with our own sketch on a serial port: framed, counted, checked EMG."""

from collections.abc import Callable, Sequence

import numpy as np

from sensors.device_clock import DeviceClock
from sensors.device_settings import SerialEmgSettings
from sensors.drivers.port_search import BOARDS
from sensors.drivers.serial_device import SerialDevice
from sensors.drivers.serial_port import SerialPort
from sensors.emg_blocks import EmgBlocks
from sensors.packets.counts import PacketCounts
from sensors.packets.emg_frame import EmgFrameParser
from sensors.sample import Sample
from sensors.stream import DeviceSensor


class _SerialEmgBoard(SerialDevice):
    name = "The EMG board"
    kinds = BOARDS
    # Opening the port restarts many boards.
    settles_s = 2.0
    gathers_s = 0.004
    quiet_sentence = (
        "The EMG board sends nothing that can be read: check that it has the mirrorlimb sketch, "
        "and the same speed as the settings"
    )

    def __init__(self, settings: SerialEmgSettings, clock: Callable[[], float]) -> None:
        super().__init__(port=settings.port, baud=settings.baud, clock=clock)
        self._settings = settings
        self._scale = np.float32(settings.microvolts_per_count)
        self._parser = EmgFrameParser()
        self._blocks = EmgBlocks(settings.rate_hz, DeviceClock())

    @property
    def counts(self) -> PacketCounts:
        came = self._parser.counts
        return PacketCounts(came.packets, came.damaged, self._blocks.lost)

    def _begin(self, port: SerialPort) -> str:
        self._parser = EmgFrameParser()
        self._blocks = EmgBlocks(self._settings.rate_hz, DeviceClock())
        return f"our sketch at {self._settings.rate_hz:g} Hz"

    def _take(self, data: bytes, arrived_at_s: float) -> Sequence[Sample]:
        rows = self._parser.feed(data)
        if rows is None:
            return ()
        microvolts = rows.counts * self._scale
        return self._blocks.cut(rows.indexes, microvolts, arrived_at_s)


class SerialEmg(DeviceSensor):
    """Our own framed protocol; see `sensors.packets.emg_frame`."""

    def __init__(self, settings: SerialEmgSettings, clock: Callable[[], float]) -> None:
        super().__init__(driver="serial_emg", device=_SerialEmgBoard(settings, clock), clock=clock)
