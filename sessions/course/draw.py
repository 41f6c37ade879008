"""Draws from a seed: the same seed and words give the same draw on every computer, for ever.

A draw is an HMAC-SHA256 of the words, so nobody can foresee one without the seed, and anybody can
check it once the seed is opened.
"""

import hashlib
import hmac
from collections.abc import Sequence
from typing import TypeVar

ItemT = TypeVar("ItemT")


def drawn_below(limit: int, seed: str, *words: str) -> int:
    """Return a number from 0 to ``limit - 1``; 256 bits leave no bias that could be measured."""
    digest = hmac.new(seed.encode(), "\x1f".join(words).encode(), hashlib.sha256).digest()
    return int.from_bytes(digest, "big") % limit


def drawn_order(items: Sequence[ItemT], seed: str, *words: str) -> tuple[ItemT, ...]:
    """Return the items in a drawn order, each order as likely as any (Fisher and Yates)."""
    order = list(items)
    for last in range(len(order) - 1, 0, -1):
        other = drawn_below(last + 1, seed, *words, str(last))
        order[last], order[other] = order[other], order[last]
    return tuple(order)
