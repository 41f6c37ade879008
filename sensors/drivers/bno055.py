"""Bosch's BNO055 on a UART: it speaks only when asked, so its reader asks in time."""

import time
from collections.abc import Callable, Sequence

from sensors.device_clock import DeviceClock
from sensors.device_settings import Bno055Settings
from sensors.drivers.imu_samples import stamped
from sensors.drivers.port_search import BOARDS
from sensors.drivers.serial_device import SerialDevice
from sensors.drivers.serial_port import READ_WAITS_S, SerialPort
from sensors.errors import SensorLostError, SensorNotFoundError
from sensors.packets.bno055 import (
    ANDROID_SI_DEGREES,
    CHIP_ID,
    CHIP_ID_VALUE,
    CONFIGURE,
    DONE,
    FIRST_OF_READING,
    FUSE_WITHOUT_MAGNETOMETER,
    HEAD,
    OPERATION_MODE,
    READING_LENGTH,
    TRY_AGAIN,
    UNITS,
    AnswerParser,
    Content,
    Status,
    ask,
    length_asked,
    reading,
    write,
)
from sensors.packets.counts import PacketCounts
from sensors.sample import Sample
from sensors.stream import DeviceSensor

_BUSY_TRIES = 4
_ANSWERS_WITHIN_S = 0.1
# Data sheet, table "operating mode switching time": 19 ms to configure, 7 ms back.
_MODE_SWITCH_S = 0.03


class _Bno055(SerialDevice):
    name = "The BNO055 sensor"
    kinds = BOARDS
    begins_again_when_quiet = True
    quiet_sentence = "The BNO055 does not answer any more: check its cable and its power"

    def __init__(self, settings: Bno055Settings, clock: Callable[[], float]) -> None:
        super().__init__(port=settings.port, baud=settings.baud, clock=clock)
        self._period_s = 1.0 / settings.rate_hz
        self._answers = AnswerParser()
        self._due_at_s = 0.0
        self._readings = 0
        self._damaged = 0

    @property
    def counts(self) -> PacketCounts:
        return PacketCounts(self._readings, self._damaged)

    def _begin(self, port: SerialPort) -> str:
        self._answers = AnswerParser()
        self._readings = self._damaged = 0
        identity = self._answer(port, ask(CHIP_ID, 1))
        if identity != Content(bytes([CHIP_ID_VALUE])):
            raise SensorNotFoundError(
                f"{self.name} does not answer: check its power, its RX and TX wires, and that its "
                "PS1 pin is high, which is UART"
            )
        for register, value in (
            (OPERATION_MODE, CONFIGURE),
            (UNITS, ANDROID_SI_DEGREES),
            (OPERATION_MODE, FUSE_WITHOUT_MAGNETOMETER),
        ):
            if self._answer(port, write(register, value)) != Status(DONE):
                raise SensorNotFoundError(f"{self.name} refuses its settings: check its power")
            time.sleep(_MODE_SWITCH_S)
        self._due_at_s = self._clock()
        return "fused without magnetometer"

    def _answer(self, port: SerialPort, question: bytes) -> Content | Status | None:
        """Ask, and ask again while the chip says that it is too busy."""
        answer = self._answer_once(port, question)
        for _ in range(_BUSY_TRIES):
            if not (isinstance(answer, Status) and answer.code in TRY_AGAIN):
                break
            answer = self._answer_once(port, question)
        return answer

    def _answer_once(self, port: SerialPort, question: bytes) -> Content | Status | None:
        self._answers.clear()
        port.forget_input()
        port.write(question)
        length = length_asked(question)
        missing = HEAD + length
        ends_s = self._clock() + _ANSWERS_WITHIN_S
        while self._clock() < ends_s:
            data = port.read()
            answers = self._answers.feed(data, length)
            if answers:
                return answers[0]
            missing -= len(data)
            if missing <= 0 and not self._answers.waits:
                # All of it has come, and it is damaged: the next reading is due before this ends.
                return None
        return None

    def read(self) -> Sequence[Sample]:
        """Wait until the next reading is due, and ask for it."""
        port = self._port
        if port is None:
            raise SensorLostError(f"{self.name} is not connected: open it first")
        wait_s = self._due_at_s - self._clock()
        if wait_s > READ_WAITS_S:
            time.sleep(READ_WAITS_S)
            return ()
        if wait_s > 0:
            time.sleep(wait_s)
        # A late reading is not made up for: the chip has no older ones.
        self._due_at_s = max(self._due_at_s + self._period_s, self._clock())
        answer = self._answer(port, ask(FIRST_OF_READING, READING_LENGTH))
        if isinstance(answer, Content) and not any(answer.data):
            # After a power cut the chip waits in its configuration, where it measures nothing.
            return ()
        told = reading(answer.data) if isinstance(answer, Content) else None
        if told is None:
            self._damaged += 1
            return ()
        self._readings += 1
        return stamped([told], DeviceClock(), self._clock())

    def _take(self, data: bytes, arrived_at_s: float) -> Sequence[Sample]:
        return ()


class Bno055(DeviceSensor):
    """Orientation, turning and acceleration, by default 100 times a second."""

    def __init__(self, settings: Bno055Settings, clock: Callable[[], float]) -> None:
        super().__init__(driver="bno055", device=_Bno055(settings, clock), clock=clock)
