"""Does an electrode hear only its own noise while the others hear muscles work?

A dead channel's noise is as strong in one half second as in the next, whatever the muscles do, and
less than what an electrode on skin hears of a muscle at rest. So it is told from a weak muscle, and
from one that was not used, although all are small, which their size alone does not allow.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MEMORY_S = 12.0
"""How much is looked at: long enough for a contraction and a rest."""
_BLOCK_S = 0.5
_FEWEST_BLOCKS = 23
# Noise measured on n samples varies by 1 / sqrt(2 n) by chance: the bound below is for these.
_RATE_HZ = 200.0
_LOUD, _QUIET = 90.0, 10.0
# Of 25,192 stretches of 13 people's sound channels none fulfilled all four, of 12,596 with every
# other electrode alone none either.
_STEADY = 1.4
_WORKED = 2.0
_FAINT = 0.25
_BELOW_REST = 0.9


def only_noise(memory: Array, rate_hz: float) -> NDArray[np.bool_]:
    """Return for each channel whether it hears less all the time than the others do at rest.

    Args:
        memory: Shape (samples, channels), the newest `MEMORY_S` of raw EMG, unfiltered; of less
            nothing is told.
        rate_hz: Sampling rate.
    """
    blocks = _blocks(memory, rate_hz)
    if len(blocks) < _FEWEST_BLOCKS:
        return np.zeros(memory.shape[1], np.bool_)
    worked, noise = _heard(blocks)
    return worked & noise


def every_channel_works(memory: Array, rate_hz: float) -> bool:
    """Return whether muscles worked in this time, however short, and no channel missed it."""
    blocks = _blocks(memory, rate_hz)
    if len(blocks) < 2:
        return False
    worked, noise = _heard(blocks)
    return worked and not noise.any()


def _blocks(memory: Array, rate_hz: float) -> Array:
    """Return each block's strength, shape (blocks, channels)."""
    thinned = memory[:: max(1, round(rate_hz / _RATE_HZ))]
    length = max(2, round(_BLOCK_S * rate_hz * len(thinned) / max(1, len(memory))))
    count = len(thinned) // length
    newest = thinned[len(thinned) - count * length :]
    strength: Array = newest.reshape(count, length, memory.shape[1]).std(axis=1)
    return strength


def _heard(blocks: Array) -> tuple[bool, NDArray[np.bool_]]:
    loud, quiet = np.percentile(blocks, [_LOUD, _QUIET], axis=0)
    typical = float(np.median(loud))
    still = (loud < _STEADY * quiet) & (loud < _FAINT * typical)
    rest = float(quiet[~still].min()) if not still.all() else 0.0
    noise: NDArray[np.bool_] = still & (loud < _BELOW_REST * rest)
    return typical > _WORKED * float(np.median(quiet)), noise
