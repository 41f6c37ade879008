"""The EMG stream of Delsys' Trigno Control Utility: 16 floats a sample, in volts, over TCP.

Source: Delsys, "Trigno SDK user guide", and the open client pytrigno. TCP neither loses nor damages
bytes, but it may cut them anywhere; so samples are put together again from whatever arrives.
"""

import numpy as np
from numpy.typing import NDArray

from sensors.packets.counts import PacketCounts

CHANNELS = 16
RATE_HZ = 2000.0
ROW_BYTES = 4 * CHANNELS
_MICROVOLTS_PER_VOLT = 1e6
_MORE_THAN_SKIN_GIVES_V = 1.0


class DelsysEmgParser:
    """Bytes in, rows of microvolts out."""

    def __init__(self) -> None:
        self._pending = b""
        self._packets = 0
        self._damaged = 0

    @property
    def counts(self) -> PacketCounts:
        """How many rows came, and how many held something that is no number."""
        return PacketCounts(self._packets, self._damaged)

    @property
    def rows_so_far(self) -> int:
        """Rows that have come, sound or not: the device's own count."""
        return self._packets + self._damaged

    def feed(self, data: bytes) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Take more bytes.

        Returns:
            The place of each row in the stream, shape (k,), and the rows, shape (k, 16).
        """
        pending = self._pending + data
        whole = len(pending) // ROW_BYTES * ROW_BYTES
        self._pending = pending[whole:]
        volts = np.frombuffer(pending[:whole], dtype="<f4").reshape(-1, CHANNELS)
        first = self.rows_so_far
        with np.errstate(invalid="ignore"):
            sound = (np.abs(volts) < _MORE_THAN_SKIN_GIVES_V).all(axis=1)
        self._packets += int(sound.sum())
        self._damaged += int((~sound).sum())
        microvolts = (volts[sound] * np.float32(_MICROVOLTS_PER_VOLT)).astype(np.float32)
        return first + np.flatnonzero(sound), microvolts
