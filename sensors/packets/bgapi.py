"""Packets of Bluegiga's BGAPI, which the Myo armband's dongle speaks over its serial port.

type | payload length | class | command | payload. Type 00 is a command or its response, 80 an
event. Source: Bluegiga, "Bluetooth Smart Software API reference".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sensors.packets.counts import PacketCounts

_HEAD = 4
_RESPONSE, _EVENT = 0x00, 0x80
_LONGEST = 64
_ATTRIBUTE_VALUE = (4, 5)
_VALUE_HEAD = 5
_SHORTEST_LISTS: Mapping[tuple[int, int, int], int] = {(_EVENT, 4, 5): 5, (_EVENT, 6, 0): 11}
"""Type, class and command of packets that end in a list, and their length without it."""
_LENGTHS: Mapping[tuple[int, int, int], int] = {
    (_RESPONSE, 3, 0): 3,
    (_RESPONSE, 4, 4): 3,
    (_RESPONSE, 4, 5): 3,
    (_RESPONSE, 6, 2): 2,
    (_RESPONSE, 6, 3): 3,
    (_RESPONSE, 6, 4): 2,
    (_EVENT, 3, 0): 16,
    (_EVENT, 3, 4): 3,
    (_EVENT, 4, 1): 5,
}


@dataclass(frozen=True, slots=True)
class BgapiPacket:
    """One response or event."""

    is_event: bool
    group: int
    """The class of commands it belongs to."""
    command: int
    payload: bytes


def command(group: int, number: int, payload: bytes = b"") -> bytes:
    """Return the bytes of a command."""
    return bytes((0, len(payload), group, number)) + payload


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """What an event says about one attribute of the connected device."""

    handle: int
    value: bytes


def attribute_value(packet: BgapiPacket) -> AttributeValue | None:
    """Return the attribute that an event tells of, or None where it tells something else."""
    if not packet.is_event or (packet.group, packet.command) != _ATTRIBUTE_VALUE:
        return None
    handle = int.from_bytes(packet.payload[1:3], "little")
    return AttributeValue(handle, packet.payload[_VALUE_HEAD:])


class BgapiParser:
    """Bytes in, packets out: those of which the Myo's driver has a use.

    There is no checksum: kind and length must agree, and a packet must not have taken the first
    byte of the next for its own last one. What is of no use counts as damaged.
    """

    def __init__(self) -> None:
        self._pending = b""
        self._packets = 0
        self._damaged = 0
        self._skipping = False

    @property
    def counts(self) -> PacketCounts:
        """How the packets came through."""
        return PacketCounts(self._packets, self._damaged)

    def feed(self, data: bytes) -> list[BgapiPacket]:
        """Take more bytes; return the packets complete now."""
        pending = self._pending + data
        packets: list[BgapiPacket] = []
        at = 0
        while len(pending) - at >= _HEAD:
            end = at + _HEAD + pending[at + 1]
            begins = _begins(pending, at)
            if begins and end > len(pending):
                break
            if begins and _plausible(pending, at):
                if _undecided(pending, end):
                    break
                if not _one_byte_short(pending, end):
                    kind, _, group, number = pending[at : at + _HEAD]
                    packets.append(
                        BgapiPacket(kind == _EVENT, group, number, pending[at + _HEAD : end])
                    )
                    at = end
                    self._skipping = False
                    continue
            self._damaged += not self._skipping
            self._skipping = True
            at += 1
        self._packets += len(packets)
        self._pending = pending[at:]
        return packets


def _begins(pending: bytes, at: int) -> bool:
    """Return whether four bytes are the head of a packet that the armband's driver has use for."""
    kind, length, group, number = pending[at : at + _HEAD]
    shortest = _SHORTEST_LISTS.get((kind, group, number))
    if shortest is not None:
        return shortest <= length <= _LONGEST
    return _LENGTHS.get((kind, group, number)) == length


def _plausible(pending: bytes, at: int) -> bool:
    """Return whether the list that ends the packet, where it has one, is as long as it says."""
    kind, length, group, number = pending[at : at + _HEAD]
    shortest = _SHORTEST_LISTS.get((kind, group, number))
    return shortest is None or pending[at + _HEAD + shortest - 1] == length - shortest


def _undecided(pending: bytes, end: int) -> bool:
    """Return whether it takes more bytes to say if the last byte is this packet's own."""
    if pending[end - 1] != _EVENT:
        return False
    return len(pending) == end or (pending[end] != _EVENT and len(pending) - end < _HEAD - 1)


def _one_byte_short(pending: bytes, end: int) -> bool:
    """Return whether this packet lost a byte and took the first one of the next for its last."""
    return (
        pending[end - 1] == _EVENT
        and end < len(pending)
        and pending[end] != _EVENT
        and _begins(pending, end - 1)
    )
