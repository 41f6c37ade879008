"""Packets of the OpenBCI Cyton board: 8 channels of 24 bits at 250 Hz, 33 bytes each.

A0 | number | 8 x signed 24 bits, big-endian | 6 bytes | footer C0 to C6. With footer C0 the six
bytes are the accelerometer, 3 x signed 16 bits, big-endian, zero where there is nothing new.
Source: docs.openbci.com, "Cyton Data Format". There is no checksum: what can be checked is the
first byte and the footer, and after a broken packet the number or that another packet follows. A
bit that flips inside the values can't be noticed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.packets.counter import PacketCounter
from sensors.packets.counts import PacketCounts
from sensors.packets.frame_cutter import FrameCutter

CHANNELS = 8
LENGTH = 33
RATE_HZ = 250.0
GAINS = (1, 2, 4, 6, 8, 12, 24)
_G_PER_COUNT = 0.002 / 16
# So few packets are lost in a row that a number beyond is more likely chance; a quarter second.
_FEW = 64
_FOOTERS = range(0xC0, 0xC7)


def microvolts_per_count(gain: int) -> float:
    """Return the size of one step of the ADS1299 with its 4.5 V reference."""
    return 4.5e6 / (2**23 - 1) / gain


@dataclass(frozen=True, slots=True)
class CytonRows:
    """Consecutive packets of the board."""

    indexes: NDArray[np.int64]
    """Shape (k,): the packet number on an endless count."""
    counts: NDArray[np.int32]
    """Shape (k, 8)."""
    accel_g: tuple[tuple[int, float, float, float], ...]
    """Index of the packet and x, y, z, for the packets that brought a new acceleration."""


def _whole(packet: bytes) -> bool:
    return packet[32] in _FOOTERS


def _follows(before: bytes, packet: bytes) -> bool:
    return 1 <= (packet[1] - before[1]) % 256 <= _FEW


def _accel(index: int, packet: bytes) -> tuple[int, float, float, float] | None:
    if packet[32] != 0xC0 or not any(packet[26:32]):
        return None
    x, y, z = (int.from_bytes(packet[at : at + 2], "big", signed=True) for at in (26, 28, 30))
    return index, x * _G_PER_COUNT, y * _G_PER_COUNT, z * _G_PER_COUNT


class CytonParser:
    """Bytes in, rows out."""

    def __init__(self) -> None:
        self._counter = PacketCounter(256)
        self._cutter = FrameCutter(sync=b"\xa0", length=LENGTH, whole=_whole, sure=_follows)
        self._packets = 0

    @property
    def counts(self) -> PacketCounts:
        """How the packets came through."""
        return PacketCounts(self._packets, self._cutter.damaged, self._counter.lost)

    def feed(self, data: bytes) -> CytonRows | None:
        """Take more bytes; return the packets complete now, or None where there are none."""
        packets = self._cutter.feed(data)
        if not packets:
            return None
        self._packets += len(packets)
        places = [self._counter.place(packet[1]) for packet in packets]
        told = (_accel(place, packet) for place, packet in zip(places, packets, strict=True))
        accel_g = tuple(each for each in told if each is not None)
        return CytonRows(np.array(places, dtype=np.int64), _counts(packets), accel_g)


def _counts(packets: list[bytes]) -> NDArray[np.int32]:
    whole = np.frombuffer(b"".join(packets), dtype=np.uint8).reshape(-1, LENGTH)
    parts = whole[:, 2:26].reshape(-1, CHANNELS, 3).astype(np.int32)
    unsigned = parts[..., 0] << 16 | parts[..., 1] << 8 | parts[..., 2]
    counts: NDArray[np.int32] = (unsigned ^ 0x800000) - 0x800000
    return counts


class DaisyPairs:
    """Joins the packets of a board with its Daisy: odd numbers are the board's, even the Daisy's.

    16 channels at 125 Hz; a pair of which one half was lost is lost as a whole.
    """

    def __init__(self) -> None:
        self._board: tuple[int, NDArray[np.int32]] | None = None

    def join(self, rows: CytonRows) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return the index of each pair, shape (k,), and its counts, shape (k, 16)."""
        indexes: list[int] = []
        joined: list[NDArray[np.int32]] = []
        for index, counts in zip(rows.indexes.tolist(), rows.counts, strict=True):
            if index % 2:
                self._board = index, counts
            elif self._board is not None and self._board[0] == index - 1:
                indexes.append(index // 2)
                joined.append(np.concatenate((self._board[1], counts)))
        shape = (len(joined), 2 * CHANNELS)
        return np.array(indexes, dtype=np.int64), np.array(joined, dtype=np.int32).reshape(shape)
