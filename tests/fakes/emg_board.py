"""A board with our sketch: 8 channels, the first of which counts."""

import struct
from pathlib import Path

from tests.fakes.pty_device import Pace, PtyDevice


def crc16_ccitt(data: bytes) -> int:
    """The checksum bit by bit, as the sketch computes it."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
            crc &= 0xFFFF
    return crc


def emg_frame(number: int, counts: tuple[int, ...]) -> bytes:
    body = struct.pack("<H8h", number % 65536, *counts)
    return b"\xa5\x5a" + body + struct.pack("<H", crc16_ccitt(body))


class EmgBoard(PtyDevice):
    def __init__(self, folder: Path, rate_hz: float = 1000.0, name: str = "ttyDevice") -> None:
        self._rate_hz = rate_hz
        super().__init__(folder, name)

    def power_up(self) -> None:
        self._pace = Pace(self._rate_hz)

    def answer(self, heard: bytes) -> bytes:
        return b""

    def due(self, now_s: float) -> bytes:
        return b"".join(
            emg_frame(n, (n % 1000, n % 7, 3, 4, -5, 6, 7, 1023)) for n in self._pace.due(now_s)
        )
