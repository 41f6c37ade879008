"""An Uno that prints two analogue readings a line, with what its boot loader leaves before them."""

from pathlib import Path

from tests.fakes.pty_device import Pace, PtyDevice


class PrintingArduino(PtyDevice):
    def __init__(self, folder: Path, rate_hz: float = 200.0) -> None:
        self._rate_hz = rate_hz
        super().__init__(folder)

    def power_up(self) -> None:
        self._pace = Pace(self._rate_hz)

    def answer(self, heard: bytes) -> bytes:
        return b""

    def due(self, now_s: float) -> bytes:
        lines = [b"%d,%d\r\n" % (n % 1000, 512) for n in self._pace.due(now_s)]
        return b"".join(lines)
