"""A Myo armband behind its dongle: enough of BGAPI to be found, connected and made to stream.

After Thalmic's myohw.h and Bluegiga's BGAPI reference; LibEMG's (pyomyo's) driver accepts it.
"""

import struct
from pathlib import Path

from tests.fakes.pty_device import Pace, PtyDevice

UUID = bytes.fromhex("064248124A7F2C4847B9DE04A9010006D5")
ADDRESS = bytes([1, 2, 3, 4, 5, 6])
EMG_HANDLES = (0x2B, 0x2E, 0x31, 0x34)


def bgapi(kind: int, group: int, command: int, payload: bytes = b"") -> bytes:
    return bytes([kind, len(payload), group, command]) + payload


def value_event(handle: int, value: bytes, kind: int = 1) -> bytes:
    return bgapi(0x80, 4, 5, struct.pack("<BHBB", 0, handle, kind, len(value)) + value)


def emg_event(number: int) -> bytes:
    """Notification `number`: the rows' first channel counts 2n, 2n + 1 modulo 100."""
    rows = [((2 * number + row) % 100, -1, 2, -3, 4, -5, -128, 6) for row in (0, 1)]
    return value_event(EMG_HANDLES[number % 4], struct.pack("<16b", *rows[0], *rows[1]))


def motion_event() -> bytes:
    """Upside up, turned a quarter about z, 1 g up, turning by 10 degrees a second about x."""
    return value_event(0x1C, struct.pack("<10h", 11585, 0, 0, 11585, 0, 0, 2048, 160, 0, 0))


class MyoArmband(PtyDevice):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)

    def power_up(self) -> None:
        self._pending = b""
        self._pace: Pace | None = None
        self.subscribed: set[int] = set()
        self.mode = b""

    def answer(self, heard: bytes) -> bytes:
        self._pending += heard
        said = b""
        while len(self._pending) >= 4 and len(self._pending) >= 4 + self._pending[1]:
            _, length, group, command = self._pending[:4]
            payload = self._pending[4 : 4 + length]
            self._pending = self._pending[4 + length :]
            said += self._one(group, command, payload)
        return said

    def _one(self, group: int, command: int, payload: bytes) -> bytes:
        match group, command:
            case 3, 0:
                self._pace = None
                return bgapi(0, 3, 0, payload[:1] + b"\x86\x01")
            case 6, 2:
                other = b"\xc9\x00" + bytes(6) + b"\x00\xff\x03\x02\x01\x06"
                found = b"\xce\x00" + ADDRESS + b"\x00\xff" + bytes([len(UUID) + 1, 0x11]) + UUID
                return bgapi(0, 6, 2, b"\0\0") + bgapi(0x80, 6, 0, other) + bgapi(0x80, 6, 0, found)
            case 6, 3:
                assert payload[:6] == ADDRESS
                status = bytes([0, 5]) + ADDRESS + b"\0" + struct.pack("<HHH", 6, 64, 0) + b"\xff"
                return bgapi(0, 6, 3, b"\0\0\0") + bgapi(0x80, 3, 0, status)
            case 4, 4:
                (_, handle) = struct.unpack("<BH", payload)
                value = struct.pack("<4H", 1, 5, 1970, 2)
                return bgapi(0, 4, 4, b"\0\0\0") + value_event(handle, value, 0)
            case 4, 5:
                return self._written(payload)
            case _:
                return bgapi(0, group, command, b"\0\0")

    def _written(self, payload: bytes) -> bytes:
        _, handle, length = struct.unpack("<BHB", payload[:4])
        value = payload[4 : 4 + length]
        if handle == 0x19 and value[:2] == b"\x01\x03":
            self.mode, self._pace = value, Pace(100.0)
        elif value in (b"\x01\x00", b"\x02\x00"):
            self.subscribed.add(handle)
        return bgapi(0, 4, 5, b"\0\0\0") + bgapi(0x80, 4, 1, struct.pack("<BHH", 0, 0, handle))

    def due(self, now_s: float) -> bytes:
        if self._pace is None:
            return b""
        said = b""
        for number in self._pace.due(now_s):
            if EMG_HANDLES[number % 4] + 1 in self.subscribed:
                said += emg_event(number)
            if number % 2 == 0 and 0x1D in self.subscribed:
                said += motion_event()
        return said
