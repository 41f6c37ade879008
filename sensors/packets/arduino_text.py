"""Numbers as text, one line a sample: what an Arduino's `Serial.println` gives.

Taken are `512`, `12,34`, `12 34`, `12;34`, tabs, labels as in `EMG:12` or `A0=12`, and any line
end. A line that holds anything else is damaged, and so is one with another number of channels or
with a number that the converter can't give: two lines whose line end was lost read as one number.
"""

import re

from sensors.packets.counts import PacketCounts

_LONGEST_LINE = 512
_AGREE = 8
_LINE_END = re.compile(rb"[\r\n]+")
_SEPARATOR = re.compile(r"[,;\s]+")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?")
_LABEL = re.compile(r"[A-Za-z_]\w*\s*[:=]\s*")


def _numbers(line: bytes) -> tuple[float, ...] | None:
    try:
        text = line.decode("ascii")
    except UnicodeDecodeError:
        return None
    fields = [field for field in _SEPARATOR.split(_LABEL.sub(" ", text)) if field]
    if not fields or not all(map(_NUMBER.fullmatch, fields)):
        return None
    return tuple(float(field) for field in fields)


class ArduinoTextParser:
    """Bytes in, rows of numbers out.

    The number of channels is that of the first sound line, until eight lines in a row agree on
    another: the first one may have been a greeting.
    """

    def __init__(self, *, channels: int | None = None, largest: float = float("inf")) -> None:
        """Start in the middle of a line, which is left out.

        Args:
            channels: how many numbers a line must have, where that is known.
            largest: largest size of a number that the converter can give.
        """
        self._given = channels is not None
        self._channels = channels
        self._others = 0
        self._other_channels = 0
        self._largest = largest
        self._pending = b""
        self._in_the_middle = True
        self._packets = 0
        self._damaged = 0

    @property
    def counts(self) -> PacketCounts:
        """How the lines came through; a line has no counter, so none is known to be lost."""
        return PacketCounts(self._packets, self._damaged)

    def feed(self, data: bytes) -> list[tuple[float, ...]]:
        """Take more bytes; return the lines complete now, one tuple each."""
        *lines, rest = _LINE_END.split(self._pending + data)
        # Of a line that never ends, no more is kept than shows that it is too long.
        self._pending = rest[: _LONGEST_LINE + 1]
        rows: list[tuple[float, ...]] = []
        for line in lines:
            if self._in_the_middle:
                self._in_the_middle = False
            elif line.strip():
                self._take(line, rows)
        return rows

    def _take(self, line: bytes, rows: list[tuple[float, ...]]) -> None:
        numbers = _numbers(line) if len(line) <= _LONGEST_LINE else None
        if numbers is None or max(map(abs, numbers)) > self._largest:
            self._damaged += 1
            return
        if len(numbers) != self._expected(len(numbers)):
            self._damaged += 1
            return
        self._packets += 1
        rows.append(numbers)

    def _expected(self, found: int) -> int | None:
        if self._given or found == self._channels:
            self._others = 0
            return self._channels
        self._others = self._others + 1 if found == self._other_channels else 1
        self._other_channels = found
        if self._channels is None or self._others >= _AGREE:
            self._channels = found
        return self._channels
