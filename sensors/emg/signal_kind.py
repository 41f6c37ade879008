"""Is a channel raw EMG or a smoothed envelope? Told from the recording itself.

Raw EMG swings both ways about its offset and its activity shows in how far. An envelope (MyoWare
ENV, prosthesis electrodes) stands above a floor and its activity shows in its level.
"""

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensors.emg.windows import window_count

SignalKind: TypeAlias = Literal["raw", "envelope"]

_WINDOW_S = 0.2
_LOW_PERCENT, _HIGH_PERCENT = 0.5, 99.5
# Share of the whole spread that may lie below the typical value: 0.5 for a symmetric signal.
_ONE_SIDED = 0.35
# Variance between window means over variance inside windows: far below 1 for raw EMG.
_LEVEL_CARRIES = 0.5


def detect_kind(samples: NDArray[np.float64], rate_hz: float) -> SignalKind:
    """Return "envelope" where most channels are one-sided and carry activity in their level."""
    length = max(2, round(_WINDOW_S * rate_hz))
    count = window_count(len(samples), length, length)
    if count < 2:
        return "raw"
    blocks = samples[: count * length].reshape(count, length, -1)
    between = blocks.mean(axis=1).var(axis=0)
    within = blocks.var(axis=1).mean(axis=0)
    low, high = np.percentile(samples, [_LOW_PERCENT, _HIGH_PERCENT], axis=0)
    # The middle of raw EMG is its offset even where rest is rare; an envelope lies near its floor.
    centre = np.median(samples, axis=0)
    one_sided = (centre - low) < _ONE_SIDED * (high - low)
    by_level = between > _LEVEL_CARRIES * within
    alive = high > low
    votes = (one_sided & by_level)[alive]
    return "envelope" if len(votes) > 0 and float(votes.mean()) > 0.5 else "raw"
