"""A WitMotion sensor: registers behind a lock, frames of 11 bytes, as its protocol says."""

import struct
from pathlib import Path

from tests.fakes.pty_device import Pace, PtyDevice

_RATES_HZ = {0x06: 10, 0x07: 20, 0x08: 50, 0x09: 100, 0x0B: 200}
_BODIES = {0x01: 0x50, 0x02: 0x51, 0x04: 0x52, 0x08: 0x53, 0x10: 0x54, 0x200: 0x59}


def wit_frame(kind: int, body: bytes) -> bytes:
    frame = bytes([0x55, kind]) + body
    return frame + bytes([sum(frame) & 0xFF])


def wit_shorts(kind: int, *values: int) -> bytes:
    return wit_frame(kind, struct.pack("<4h", *values))


class WitSensor(PtyDevice):
    """Held level and turned to a yaw of 90 degrees; its own clock counts its readings.

    `held_wxyz` turns it, `mute` lets it say nothing more, with its cable in.
    """

    held_wxyz = (0.5**0.5, 0.0, 0.0, 0.5**0.5)
    mute = False

    def power_up(self) -> None:
        self.registers = {0x02: 0x1E, 0x03: 0x06, 0x24: 0}
        self._unlocked = False
        self._pending = b""
        self._pace = Pace(10.0)

    def __init__(self, folder: Path, name: str = "ttyDevice") -> None:
        super().__init__(folder, name)

    def answer(self, heard: bytes) -> bytes:
        self._pending += heard
        while len(self._pending) >= 5:
            command, self._pending = self._pending[:5], self._pending[5:]
            if command == bytes.fromhex("FFAA6988B5"):
                self._unlocked = True
            elif self._unlocked and command[:2] == b"\xff\xaa":
                self.registers[command[2]] = command[3] | command[4] << 8
                if command[2] == 0x03:
                    self._pace = Pace(_RATES_HZ[command[3]])
        return b""

    def due(self, now_s: float) -> bytes:
        due = self._pace.due(now_s)
        return b"" if self.mute else b"".join(self._reading(number) for number in due)

    def _reading(self, number: int) -> bytes:
        milliseconds = number * 1000 // _RATES_HZ[self.registers[0x03]]
        second, millisecond = divmod(milliseconds, 1000)
        bodies = {
            0x50: wit_frame(0x50, struct.pack("<6BH", 26, 1, 1, 0, 0, second % 60, millisecond)),
            0x51: wit_shorts(0x51, 0, 0, 2048, 2500),
            0x52: wit_shorts(0x52, 0, 0, 16384, 0),
            0x53: wit_shorts(0x53, 0, 0, 16384, 0),
            0x54: wit_shorts(0x54, 0, 0, 0, 0),
            0x59: wit_shorts(0x59, *(round(32767 * part) for part in self.held_wxyz)),
        }
        wanted = self.registers[0x02]
        return b"".join(bodies[kind] for bit, kind in _BODIES.items() if wanted & bit)
