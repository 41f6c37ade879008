"""An OpenBCI Cyton with its dongle: its commands, its answers, its 33-byte packets.

After docs.openbci.com, "Cyton Board SDK" and "Cyton Data Format"; BrainFlow's own Cyton driver
accepts it.
"""

import struct
from pathlib import Path

from tests.fakes.pty_device import Pace, PtyDevice

GAINS = (1, 2, 4, 6, 8, 12, 24)
_CHANNELS = "12345678QWERTYUI"
GREETING = (
    "OpenBCI V3 8-16 channel\nOn Board ADS1299 Device ID: 0x3E\n{daisy}"
    "LIS3DH Device ID: 0x33\nFirmware: v3.1.2\n$$$"
)


def cyton_packet(
    number: int,
    counts: tuple[int, ...],
    accel: tuple[int, int, int] = (0, 0, 0),
    footer: int = 0xC0,
) -> bytes:
    values = b"".join(count.to_bytes(3, "big", signed=True) for count in counts)
    return bytes([0xA0, number % 256]) + values + struct.pack(">3h", *accel) + bytes([footer])


class CytonBoard(PtyDevice):
    """Channel c of packet n says `1000 * c + n % 1000` microvolts, whatever the gain."""

    def __init__(self, folder: Path, *, daisy: bool = False) -> None:
        self._daisy = daisy
        self.switched_on = True
        super().__init__(folder)

    def power_up(self) -> None:
        self._pace = Pace(250.0)
        self._pending = ""
        self.streaming = False
        self.gains = [24] * 16
        self.settings: list[str] = []

    def answer(self, heard: bytes) -> bytes:
        if not self.switched_on:
            return b""
        said = ""
        self._pending += heard.decode("ascii", "replace")
        while self._pending:
            if self._pending[0] == "x":
                if "X" not in self._pending:
                    break
                command, _, self._pending = self._pending.partition("X")
                self.gains[_CHANNELS.index(command[1])] = GAINS[int(command[3])]
                self.settings.append(command + "X")
                said += f"Success: Channel set for {command[1]}$$$"
                continue
            letter, self._pending = self._pending[0], self._pending[1:]
            said += self._answer(letter)
        return said.encode()

    def _answer(self, letter: str) -> str:
        match letter:
            case "v":
                self.streaming = False
                daisy = "On Daisy ADS1299 Device ID: 0x3E\n" if self._daisy else ""
                return GREETING.format(daisy=daisy)
            case "d":
                self.gains = [24] * 16
                return "updating channel settings to default$$$"
            case "C":
                return "16$$$" if self._daisy else "8$$$"
            case "b":
                self.streaming, self._pace = True, Pace(250.0)
            case "s":
                self.streaming = False
        return ""

    def due(self, now_s: float) -> bytes:
        if not (self.streaming and self.switched_on):
            return b""
        return b"".join(self._packet(number) for number in self._pace.due(now_s))

    def _packet(self, number: int) -> bytes:
        # With a Daisy odd packets are the board's and even ones the Daisy's.
        first = 8 if self._daisy and number % 2 == 0 else 0
        counts = tuple(
            round((1000 * channel + number % 1000) * gain * (2**23 - 1) / 4.5e6)
            for channel, gain in zip(
                range(first, first + 8), self.gains[first : first + 8], strict=True
            )
        )
        accel = (400, -400, 8000) if number % 10 == 0 else (0, 0, 0)
        return cyton_packet(number, counts, accel)
