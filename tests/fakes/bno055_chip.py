"""A BNO055 on its UART: registers, modes, and now and then the refusal that it is too busy."""

import struct
from pathlib import Path

from tests.fakes.pty_device import PtyDevice

BUSY_EVERY = 7


class Bno055Chip(PtyDevice):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)

    def power_up(self) -> None:
        self.registers = bytearray(128)
        self.registers[0x00] = 0xA0
        self._pending = b""
        self._questions = 0

    def answer(self, heard: bytes) -> bytes:
        self._pending += heard
        said = b""
        while len(self._pending) >= 4:
            start, write, register, length = self._pending[:4]
            end = 4 + (0 if write else length)
            said += self._one(write == 1, register, length, self._pending[4:end])
            self._pending = self._pending[4 + (length if write == 0 else 0) :]
            assert start == 0xAA
        return said

    def _one(self, read: bool, register: int, length: int, data: bytes) -> bytes:
        self._questions += 1
        if self._questions % BUSY_EVERY == 0:
            return b"\xee\x07"
        if not read:
            self.registers[register : register + length] = data
            return b"\xee\x01"
        self._measure()
        return bytes([0xBB, length]) + bytes(self.registers[register : register + length])

    def _measure(self) -> None:
        """In fusion mode: level, turned to a yaw of 90 degrees, turning by 1 degree a second."""
        fuses = self.registers[0x3D] == 0x08
        numbers = (0, 0, 981, 0, 0, 0, 0, 0, 16, 1440, 0, 0, 11585, 0, 0, 11585)
        self.registers[0x08:0x28] = struct.pack("<16h", *numbers) if fuses else bytes(32)

    def due(self, now_s: float) -> bytes:
        return b""


class DamagedBno055(Bno055Chip):
    """A bit of the length that each answer tells is flipped while `damages` is set."""

    def __init__(self, folder: Path) -> None:
        self.damages = False
        super().__init__(folder)

    def answer(self, heard: bytes) -> bytes:
        said = super().answer(heard)
        if self.damages and said[:1] == b"\xbb":
            said = said[:1] + bytes([said[1] ^ 1]) + said[2:]
        return said
