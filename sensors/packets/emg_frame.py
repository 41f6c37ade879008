"""Our own framed EMG protocol: 22 bytes a sample, with a counter and a checksum.

========  ==================================================================
bytes     meaning
========  ==================================================================
0..1      A5 5A
2..3      counter, unsigned 16 bits, little-endian, one step a sample
4..19     8 channels, signed 16 bits, little-endian, converter counts; the last ones are
          8000 where nothing is connected, and left out
20..21    CRC-16/CCITT (polynomial 1021, start FFFF) of bytes 2..19, little-endian
========  ==================================================================

The sketch that sends it is `assets/firmware/emg_frame/emg_frame.ino`.
"""

import binascii
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.packets.counter import PacketCounter
from sensors.packets.counts import PacketCounts
from sensors.packets.frame_cutter import FrameCutter

CHANNELS = 8
_NOT_CONNECTED = -0x8000
LENGTH = 22
_SYNC = b"\xa5\x5a"
_FIELDS = np.dtype(
    [("sync", "<u2"), ("number", "<u2"), ("counts", "<i2", (CHANNELS,)), ("crc", "<u2")]
)


@dataclass(frozen=True, slots=True)
class CountedRows:
    """Consecutive packets, each with its place on the device's count."""

    indexes: NDArray[np.int64]
    """Shape (k,), rising; a step of more than one is a loss."""
    counts: NDArray[np.int16]
    """Shape (k, channels), converter counts."""


def _whole(frame: bytes) -> bool:
    return binascii.crc_hqx(frame[2:20], 0xFFFF) == frame[20] | frame[21] << 8


class EmgFrameParser:
    """Bytes in, rows out; loses exactly the broken frames and counts them."""

    def __init__(self) -> None:
        self._cutter = FrameCutter(sync=_SYNC, length=LENGTH, whole=_whole)
        self._counter = PacketCounter(65536)
        self._packets = 0
        self._connected: int | None = None

    @property
    def counts(self) -> PacketCounts:
        """How the frames came through."""
        return PacketCounts(self._packets, self._cutter.damaged, self._counter.lost)

    def feed(self, data: bytes) -> CountedRows | None:
        """Take more bytes; return the rows complete now, or None where there are none."""
        frames = self._cutter.feed(data)
        if not frames:
            return None
        self._packets += len(frames)
        fields = np.frombuffer(b"".join(frames), dtype=_FIELDS)
        places = [self._counter.place(number) for number in fields["number"].tolist()]
        counts = fields["counts"]
        if self._connected is None:
            # In all that came at once: a 16-bit converter's own lowest value lasts no time.
            heard = np.flatnonzero((counts != _NOT_CONNECTED).any(axis=0))
            self._connected = int(heard[-1]) + 1 if len(heard) else CHANNELS
        return CountedRows(np.array(places, dtype=np.int64), counts[:, : self._connected])
