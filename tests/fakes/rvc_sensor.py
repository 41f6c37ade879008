"""A BNO08x strapped to UART-RVC: 19 bytes, 100 times a second."""

import struct
from pathlib import Path

from tests.fakes.pty_device import Pace, PtyDevice


def rvc_packet(
    number: int, angles: tuple[int, int, int], accel: tuple[int, int, int] = (0, 0, 1000)
) -> bytes:
    """Angles are yaw, pitch and roll in hundredths of a degree, accelerations mg."""
    body = struct.pack("<B6h3x", number % 256, *angles, *accel)
    return b"\xaa\xaa" + body + bytes([sum(body) & 0xFF])


class RvcSensor(PtyDevice):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)

    def power_up(self) -> None:
        self._pace = Pace(100.0)

    def answer(self, heard: bytes) -> bytes:
        return b""

    def due(self, now_s: float) -> bytes:
        return b"".join(
            rvc_packet(number, (number % 18000, 0, 4500)) for number in self._pace.due(now_s)
        )
