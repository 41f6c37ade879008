"""What a bad cable does to packets: a bit flipped, a byte swallowed, a packet gone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Damaged:
    """What arrives, and which packets were hit."""

    stream: bytes
    hit: frozenset[int]


def flip_a_bit(packet: bytes, random: np.random.Generator) -> bytes:
    at = int(random.integers(len(packet)))
    return packet[:at] + bytes([packet[at] ^ 1 << int(random.integers(8))]) + packet[at + 1 :]


def swallow_a_byte(packet: bytes, random: np.random.Generator) -> bytes:
    at = int(random.integers(len(packet)))
    return packet[:at] + packet[at + 1 :]


def lose_it(packet: bytes, random: np.random.Generator) -> bytes:
    return b""


def damage(
    packets: Sequence[bytes],
    share: float,
    kinds: Sequence[Callable[[bytes, np.random.Generator], bytes]],
    seed: int = 1,
) -> Damaged:
    """Hit about this share of the packets, never the first or the last."""
    random = np.random.default_rng(seed)
    stream, hit = b"", set()
    for number, packet in enumerate(packets):
        if 0 < number < len(packets) - 1 and random.random() < share:
            hit.add(number)
            packet = kinds[int(random.integers(len(kinds)))](packet, random)
        stream += packet
    return Damaged(stream, frozenset(hit))
