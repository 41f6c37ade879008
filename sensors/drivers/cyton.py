"""The OpenBCI Cyton, with or without its Daisy, through its USB dongle."""

from collections.abc import Callable, Sequence

import numpy as np

from sensors.device_clock import DeviceClock
from sensors.device_settings import CytonSettings
from sensors.drivers.port_search import FTDI
from sensors.drivers.serial_device import SerialDevice
from sensors.drivers.serial_port import SerialPort
from sensors.emg_blocks import EmgBlocks
from sensors.errors import SensorNotFoundError, SensorSettingsError
from sensors.packets.counts import PacketCounts
from sensors.packets.cyton import (
    GAINS,
    RATE_HZ,
    CytonParser,
    CytonRows,
    DaisyPairs,
    microvolts_per_count,
)
from sensors.packets.imu_reading import G_M_S2
from sensors.sample import ImuSample, Sample
from sensors.stream import DeviceSensor

_BAUD = 115_200
_ANSWERS_END = b"$$$"
_ANSWERS_WITHIN_S = 2.0
_MAY_NOT_ANSWER_S = 0.15
_BOARD_CHANNELS, _DAISY_CHANNELS = b"12345678", b"QWERTYUI"


class _CytonBoard(SerialDevice):
    name = "The Cyton's dongle"
    kinds = (FTDI,)
    begins_again_when_quiet = True
    quiet_sentence = (
        "The Cyton has gone quiet: check that the board is switched on, charged and near its dongle"
    )

    def __init__(self, settings: CytonSettings, clock: Callable[[], float]) -> None:
        super().__init__(port=settings.port, baud=_BAUD, clock=clock)
        self._settings = settings
        self._scale = microvolts_per_count(settings.gain)
        self._make_anew()

    def _make_anew(self) -> None:
        self._parser = CytonParser()
        self._pairs = DaisyPairs()
        self._device_clock = DeviceClock()
        rate_hz = RATE_HZ / 2 if self._settings.daisy else RATE_HZ
        self._blocks = EmgBlocks(rate_hz, self._device_clock)

    @property
    def counts(self) -> PacketCounts:
        return self._parser.counts

    def _begin(self, port: SerialPort) -> str:
        self._make_anew()
        # A board that is still sending from before would bury its answers.
        port.write(b"s")
        port.read_until(_ANSWERS_END, _MAY_NOT_ANSWER_S)
        port.forget_input()
        greeting = self._answer(port, b"v")
        if self._settings.daisy and b"Daisy" not in greeting:
            raise SensorSettingsError(
                "This Cyton has no Daisy: check that it sits on the board, "
                "or set daisy = false in the settings file"
            )
        if b"Daisy" in greeting:
            # Not every firmware answers this one where nothing has to change.
            port.write(b"C" if self._settings.daisy else b"c")
            port.read_until(_ANSWERS_END, _MAY_NOT_ANSWER_S)
        gain, srb2 = GAINS.index(self._settings.gain), 0 if self._settings.differential else 1
        channels = _BOARD_CHANNELS + (_DAISY_CHANNELS if self._settings.daisy else b"")
        for channel in channels:
            # x CHANNEL POWER_DOWN GAIN INPUT BIAS SRB2 SRB1 X
            self._answer(port, b"x%c0%d01%d0X" % (channel, gain, srb2))
        port.write(b"b")
        return f"{len(channels)} channels, gain {self._settings.gain}, {_firmware(greeting)}"

    def _answer(self, port: SerialPort, command: bytes) -> bytes:
        port.write(command)
        answer = port.read_until(_ANSWERS_END, _ANSWERS_WITHIN_S)
        if _ANSWERS_END not in answer:
            raise SensorNotFoundError(
                "The Cyton does not answer its dongle: check that the board is switched to PC, "
                "charged and near"
            )
        return answer

    def _end(self, port: SerialPort) -> None:
        port.write(b"s")

    def _take(self, data: bytes, arrived_at_s: float) -> Sequence[Sample]:
        rows = self._parser.feed(data)
        if rows is None:
            return ()
        indexes, counts = (
            self._pairs.join(rows) if self._settings.daisy else (rows.indexes, rows.counts)
        )
        microvolts = (counts * self._scale).astype(np.float32)
        return [
            *self._blocks.cut(indexes, microvolts, arrived_at_s),
            *self._accel(rows, arrived_at_s),
        ]

    def _accel(self, rows: CytonRows, arrived_at_s: float) -> list[ImuSample]:
        if rows.accel_g and self._settings.daisy:
            self._device_clock.hear(int(rows.indexes[-1]) / RATE_HZ, arrived_at_s)
        return [
            ImuSample(
                taken_at_s=self._device_clock.taken_at_s(index / RATE_HZ),
                arrived_at_s=arrived_at_s,
                device_time_s=index / RATE_HZ,
                orientation_wxyz=None,
                gyro_rad_s=None,
                accel_m_s2=np.array([x, y, z]) * G_M_S2,
            )
            for index, x, y, z in rows.accel_g
        ]


def _firmware(greeting: bytes) -> str:
    text = greeting.decode("ascii", "replace")
    return next(
        (line.strip() for line in text.splitlines() if line.startswith("Firmware")),
        "firmware not told",
    )


class Cyton(DeviceSensor):
    """8 channels at 250 Hz, or 16 at 125 Hz with a Daisy, and the board's accelerometer."""

    def __init__(self, settings: CytonSettings, clock: Callable[[], float]) -> None:
        super().__init__(driver="cyton", device=_CytonBoard(settings, clock), clock=clock)
