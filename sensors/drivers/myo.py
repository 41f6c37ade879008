"""The Myo armband through its Bluetooth dongle, which speaks BGAPI on a serial port."""

from collections.abc import Callable, Sequence

import numpy as np

from sensors.device_clock import DeviceClock
from sensors.device_settings import MyoSettings
from sensors.drivers.imu_samples import stamped
from sensors.drivers.port_search import BLED112
from sensors.drivers.serial_device import SerialDevice
from sensors.drivers.serial_port import SerialPort
from sensors.emg_blocks import EmgBlocks
from sensors.errors import SensorLostError, SensorNotFoundError
from sensors.packets.bgapi import (
    AttributeValue,
    BgapiPacket,
    BgapiParser,
    attribute_value,
    command,
)
from sensors.packets.counts import PacketCounts
from sensors.packets.myo import (
    EMG_RATE_HZ,
    FIRMWARE_HANDLE,
    MOTION_HANDLE,
    SERVICE_UUID,
    MyoEmgTurns,
    firmware_version,
    motion,
)
from sensors.sample import Sample
from sensors.stream import DeviceSensor

_BAUD = 115_200
_ANSWERS_WITHIN_S = 1.0
_FOUND_WITHIN_S = 5.0

_DISCONNECT, _CONNECTED, _DISCONNECTED = (3, 0), (3, 0), (3, 4)
_READ_ATTRIBUTE, _WRITE_ATTRIBUTE, _WRITTEN, _VALUE = (4, 4), (4, 5), (4, 1), (4, 5)
_DISCOVER, _FOUND, _CONNECT, _END_SEARCH = (6, 2), (6, 0), (6, 3), (6, 4)

_NOTIFY = b"\x01\x00"
_SUBSCRIPTIONS = (
    (0x1D, _NOTIFY),  # motion
    (0x24, b"\x02\x00"),  # what the armband thinks of its wearer; it sends EMG only with it
    (0x2C, _NOTIFY),
    (0x2F, _NOTIFY),
    (0x32, _NOTIFY),
    (0x35, _NOTIFY),
)
_COMMANDS_HANDLE = 0x19
_NEVER_SLEEP = b"\x09\x01\x01"


class _MyoArmband(SerialDevice):
    name = "The Myo's dongle"
    kinds = (BLED112,)
    begins_again_when_quiet = True
    quiet_sentence = (
        "The armband has gone quiet: check that it is charged, worn and near its dongle"
    )

    def __init__(self, settings: MyoSettings, clock: Callable[[], float]) -> None:
        super().__init__(port=settings.port, baud=_BAUD, clock=clock)
        self._settings = settings
        self._make_anew()

    def _make_anew(self) -> None:
        self._parser = BgapiParser()
        self._turns = MyoEmgTurns()
        self._blocks = EmgBlocks(EMG_RATE_HZ, DeviceClock())
        self._heard: list[BgapiPacket] = []
        self._connection = 0
        self._refused = 0

    @property
    def counts(self) -> PacketCounts:
        heard = self._parser.counts
        return PacketCounts(heard.packets, heard.damaged + self._refused, self._turns.lost_rows)

    def _begin(self, port: SerialPort) -> str:
        self._make_anew()
        self._end_what_was_before(port)
        address = self._found(port)
        self._command(port, _END_SEARCH)
        # Address of type public; 7.5 ms between connection events, 640 ms until it is given up.
        self._command(port, _CONNECT, address + b"\x00" + _shorts(6, 6, 64, 0))
        connected = self._wait(port, _CONNECTED, event=True, within_s=_FOUND_WITHIN_S)
        self._connection = connected.payload[0] if connected.payload else 0
        firmware = self._firmware(port)
        for handle, value in _SUBSCRIPTIONS:
            self._write(port, handle, value)
        self._write(port, _COMMANDS_HANDLE, _NEVER_SLEEP)
        emg_mode = b"\x02" if self._settings.filtered else b"\x03"
        self._write(port, _COMMANDS_HANDLE, b"\x01\x03" + emg_mode + b"\x01\x01")
        return f"8 channels at 200 Hz, motion at 50 Hz, firmware {firmware or 'not told'}"

    def _end_what_was_before(self, port: SerialPort) -> None:
        port.forget_input()
        self._command(port, _END_SEARCH)
        for connection in range(3):
            self._command(port, _DISCONNECT, bytes([connection]))

    def _found(self, port: SerialPort) -> bytes:
        """Return the address of the first armband that announces itself."""
        self._command(port, _DISCOVER, b"\x01")
        ends_s = self._clock() + _FOUND_WITHIN_S
        while self._clock() < ends_s:
            announced = self._wait(port, _FOUND, event=True, within_s=ends_s - self._clock())
            if announced.payload.endswith(b"\x06" + SERVICE_UUID):
                return announced.payload[2:8]
        raise self._absent()

    def _firmware(self, port: SerialPort) -> str:
        self._command(port, _READ_ATTRIBUTE, bytes([self._connection]) + _shorts(FIRMWARE_HANDLE))
        told = self._wait(port, _VALUE, event=True, within_s=_ANSWERS_WITHIN_S)
        value = attribute_value(told)
        return "" if value is None else firmware_version(value.value)

    def _write(self, port: SerialPort, handle: int, value: bytes) -> None:
        head = bytes([self._connection]) + _shorts(handle) + bytes([len(value)])
        self._command(port, _WRITE_ATTRIBUTE, head + value)
        self._wait(port, _WRITTEN, event=True, within_s=_ANSWERS_WITHIN_S)

    def _command(self, port: SerialPort, which: tuple[int, int], payload: bytes = b"") -> None:
        port.write(command(*which, payload))
        self._wait(port, which, event=False, within_s=_ANSWERS_WITHIN_S)

    def _wait(
        self, port: SerialPort, which: tuple[int, int], *, event: bool, within_s: float
    ) -> BgapiPacket:
        """Return the first packet of this kind; what comes before it is of no use any more."""
        ends_s = self._clock() + within_s
        while True:
            while self._heard:
                packet = self._heard.pop(0)
                if packet.is_event == event and (packet.group, packet.command) == which:
                    return packet
            if self._clock() >= ends_s:
                raise self._absent()
            self._heard.extend(self._parser.feed(port.read()))

    def _absent(self) -> SensorNotFoundError:
        return SensorNotFoundError(
            "The dongle finds no armband: check that it is charged and worn, move it to wake it, "
            "and close other programs that use it"
        )

    def _end(self, port: SerialPort) -> None:
        port.write(command(*_DISCONNECT, bytes([self._connection])))

    def _take(self, data: bytes, arrived_at_s: float) -> Sequence[Sample]:
        rows: list[tuple[int, np.ndarray[tuple[int, ...], np.dtype[np.int32]]]] = []
        motions: list[AttributeValue] = []
        # What came together with the last answer is already part of the stream.
        packets = [*self._heard, *self._parser.feed(data)]
        self._heard.clear()
        for packet in packets:
            if packet.is_event and (packet.group, packet.command) == _DISCONNECTED:
                raise SensorLostError(self.quiet_sentence)
            value = attribute_value(packet)
            if value is None:
                continue
            row = self._turns.rows(value)
            if row is not None:
                rows.append(row)
            elif value.handle == MOTION_HANDLE:
                motions.append(value)
        readings = [told for told in map(motion, motions) if told is not None]
        self._refused += len(motions) - len(readings)
        return [*self._emg(rows, arrived_at_s), *stamped(readings, DeviceClock(), arrived_at_s)]

    def _emg(
        self,
        rows: list[tuple[int, np.ndarray[tuple[int, ...], np.dtype[np.int32]]]],
        arrived_at_s: float,
    ) -> Sequence[Sample]:
        if not rows:
            return ()
        indexes = np.array([[first, first + 1] for first, _ in rows], dtype=np.int64).ravel()
        counts = np.concatenate([pair for _, pair in rows])
        microvolts = (counts * self._settings.microvolts_per_count).astype(np.float32)
        return self._blocks.cut(indexes, microvolts, arrived_at_s)


def _shorts(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(2, "little") for number in numbers)


class Myo(DeviceSensor):
    """8 channels at 200 Hz and the arm's orientation at 50 Hz."""

    def __init__(self, settings: MyoSettings, clock: Callable[[], float]) -> None:
        super().__init__(driver="myo", device=_MyoArmband(settings, clock), clock=clock)
