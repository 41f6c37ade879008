"""A board that prints its readings as text, one line a sample."""

from collections.abc import Callable, Sequence

import numpy as np

from sensors.device_settings import ArduinoTextSettings
from sensors.drivers.port_search import BOARDS
from sensors.drivers.serial_device import SerialDevice
from sensors.drivers.serial_port import SerialPort
from sensors.packets.arduino_text import ArduinoTextParser
from sensors.packets.counts import PacketCounts
from sensors.sample import EmgSample, Sample
from sensors.stream import DeviceSensor

_RATE_MEASURED_OVER_S = 1.0


class _RateMeter:
    """Counts rows over a second, to learn how many a second there are."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._rows = 0

    def rate_hz(self, rows: int, arrived_at_s: float) -> float | None:
        if self._since_s is None:
            self._since_s = arrived_at_s
            return None
        self._rows += rows
        over_s = arrived_at_s - self._since_s
        return self._rows / over_s if over_s >= _RATE_MEASURED_OVER_S else None


class _ArduinoBoard(SerialDevice):
    name = "The Arduino"
    kinds = BOARDS
    quiet_sentence = (
        "The Arduino sends no numbers: check that its sketch prints them, and the same speed (baud)"
    )

    def __init__(self, settings: ArduinoTextSettings, clock: Callable[[], float]) -> None:
        super().__init__(port=settings.port, baud=settings.baud, clock=clock)
        measured_for_s = _RATE_MEASURED_OVER_S if settings.rate_hz is None else 0.0
        self.settles_s = settings.starts_up_s + measured_for_s
        self._settings = settings
        self._make_anew()

    def _make_anew(self) -> None:
        settings = self._settings
        self._parser = ArduinoTextParser(channels=settings.channels, largest=2.0**settings.bits - 1)
        self._rate_hz = settings.rate_hz
        self._meter = _RateMeter()
        self._ready_at_s = self._clock() + settings.starts_up_s

    @property
    def counts(self) -> PacketCounts:
        return self._parser.counts

    def _begin(self, port: SerialPort) -> str:
        self._make_anew()
        rate = "a rate yet to be measured" if self._rate_hz is None else f"{self._rate_hz:g} Hz"
        return f"text at {self._baud} baud, {rate}"

    def _take(self, data: bytes, arrived_at_s: float) -> Sequence[Sample]:
        if arrived_at_s < self._ready_at_s:
            return ()
        rows = self._parser.feed(data)
        if not rows:
            return ()
        if self._rate_hz is None:
            self._rate_hz = self._meter.rate_hz(len(rows), arrived_at_s)
            return ()
        counts = np.array(rows, dtype=np.float64)
        return [
            EmgSample(
                taken_at_s=arrived_at_s,
                arrived_at_s=arrived_at_s,
                device_time_s=None,
                microvolts=(counts * self._settings.microvolts_per_count).astype(np.float32),
                fs_hz=self._rate_hz,
            )
        ]


class ArduinoText(DeviceSensor):
    """Whatever numbers an Arduino prints, e.g. of MyoWare sensors; see the parser for its lines."""

    def __init__(self, settings: ArduinoTextSettings, clock: Callable[[], float]) -> None:
        super().__init__(driver="arduino_text", device=_ArduinoBoard(settings, clock), clock=clock)
