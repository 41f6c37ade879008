"""Sums over the blocks that overlapping windows share: every sample of a stretch is seen once.

Windows that begin on a common grid are whole numbers of blocks. What `sensors.emg.features` sums
over a window is summed over blocks first, and a window is then a few of those sums.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Blocks worked on at once: so few samples that they stay in the processor's cache.
_SAMPLES_AT_ONCE = 4096
_SIZE, _STEEP, _CROSSING, _TURN = range(4)


@dataclass(frozen=True, slots=True)
class BlockSums:
    """What all blocks of a stretch of EMG add up to."""

    block: int
    """Samples."""
    sums: Array
    """Shape (4, channels, blocks): sizes, lengths of steps, zero crossings, slope-sign changes."""
    beyond: Array
    """Shape (3, channels, blocks): the share of the last three that reaches past a block's end."""
    products: Array
    """Shape (blocks, channels, channels): sums of products of two channels."""

    def time_domain(self, parts: tuple[int, ...], step: int, count: int) -> Array:
        """Return each window's rows, in the order of `sensors.emg.features.time_domain`.

        Args:
            parts: Bounds of a window's parts, from 0 to its length; samples, whole blocks.
            step: Samples from one window to the next; whole blocks.
            count: How many windows.

        Returns:
            Shape (rows, count): mean sizes, then sums of what is counted.
        """
        running = np.zeros((*self.sums.shape[:2], self.sums.shape[2] + 1))
        np.cumsum(self.sums, axis=-1, out=running[..., 1:])
        apart, length = step // self.block, parts[-1]

        def at(of: Array, sample: int) -> Array:
            """What lies at the same sample of every window."""
            first = sample // self.block
            found: Array = of[..., first : first + (count - 1) * apart + 1 : apart]
            return found

        spans = ((0, length), *pairwise(parts))
        sizes = [(at(running[_SIZE], b) - at(running[_SIZE], a)) / (b - a) for a, b in spans]
        counted = at(running[_STEEP:], length) - at(running[_STEEP:], 0)
        counted -= at(self.beyond, length - 1)
        return np.concatenate([*sizes, *counted])

    def gram(self, window: int, step: int, count: int) -> Array:
        """Return each window's sums of products; shape (count, channels, channels)."""
        apart = step // self.block
        reach = (count - 1) * apart + 1
        total = self.products[:reach:apart].copy()
        for k in range(1, window // self.block):
            total += self.products[k : k + reach : apart]
        return total


def block_sums(
    samples: Array, offset: Array, gain: Array, block: int, dead_band: float
) -> BlockSums:
    """Sum a stretch of shape (samples, channels) over blocks; what is left over is not seen.

    Args:
        samples: As they come.
        offset: What each channel reads at no activity.
        gain: What a channel's swing about it is multiplied with.
        block: Samples; at least 2.
        dead_band: Smaller steps are neither crossings nor turns.
    """
    blocks, at_once = len(samples) // block, max(1, _SAMPLES_AT_ONCE // block)
    channels = samples.shape[1]
    sums, beyond = np.empty((4, channels, blocks)), np.empty((3, channels, blocks))
    products = np.empty((blocks, channels, channels))
    ones, last = np.ones(block), block - 1
    for first in range(0, blocks, at_once):
        n = min(at_once, blocks - first)
        here, length = slice(first, first + n), n * block
        # Two more than the blocks hold: a step and a turn are counted at their first sample.
        # Channels first, then scaled: along rows of eight numpy takes ten times as long.
        z = np.zeros((channels, length + 2))
        cut = samples[first * block : first * block + length + 2].T
        z[:, : cut.shape[1]] = cut
        z -= offset[:, None]
        z *= gain[:, None]
        mine = z[:, :length]
        found = np.empty((4, channels, length))
        np.abs(mine, out=found[_SIZE])
        slope = z[:, 1:] - z[:, :-1]
        steep = np.abs(slope)
        found[_STEEP] = steep[:, :length]
        big = steep > dead_band
        np.logical_and(z[:, 1:-1] * mine < 0, big[:, :length], out=found[_CROSSING])
        turns = slope[:, 1:] * slope[:, :length] < 0
        np.logical_and(turns, big[:, 1:] | big[:, :length], out=found[_TURN])
        sums[..., here] = (found.reshape(-1, block) @ ones).reshape(4, channels, n)
        beyond[..., here] = found[_STEEP:, :, last::block]
        beyond[_TURN - _STEEP, :, here] += found[_TURN, :, last - 1 :: block]
        parted = mine.reshape(channels, n, block).transpose(1, 0, 2)
        np.matmul(parted, parted.transpose(0, 2, 1), out=products[here])
    return BlockSums(block, sums, beyond, products)
