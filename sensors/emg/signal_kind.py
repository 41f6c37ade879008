"""Is a channel raw EMG or a smoothed envelope? Told from the recording itself.

Raw EMG swings quickly both ways about its offset and its activity shows in how far. An envelope
(MyoWare ENV, prosthesis electrodes) shows activity in its level, and is smooth or stands above a
floor. Raw EMG on a drifting offset has a wandering level too, but is neither.
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
# Correlation of a signal with itself this much later; raw EMG (20 Hz and up) has none left.
_LATER_S, _SMOOTH = 0.01, 0.5


def detect_kind(samples: NDArray[np.float64], rate_hz: float) -> SignalKind:
    """Return "envelope" where most channels carry activity in a smooth or one-sided level."""
    length = max(4, round(_WINDOW_S * rate_hz))
    count = window_count(len(samples), length, length)
    if count < 2:
        return "raw"
    blocks = samples[: count * length].reshape(count, length, -1)
    between = blocks.mean(axis=1).var(axis=0)
    by_level = between > _LEVEL_CARRIES * blocks.var(axis=1).mean(axis=0)
    low, high = np.percentile(samples, [_LOW_PERCENT, _HIGH_PERCENT], axis=0)
    # The middle of raw EMG is its offset even where rest is rare; an envelope lies near its floor.
    one_sided = (np.median(samples, axis=0) - low) < _ONE_SIDED * (high - low)
    smooth = _self_likeness(blocks, max(1, round(_LATER_S * rate_hz))) > _SMOOTH
    votes = (by_level & (one_sided | smooth))[high > low]
    return "envelope" if len(votes) > 0 and float(votes.mean()) > 0.5 else "raw"


def _self_likeness(blocks: NDArray[np.float64], lag: int) -> NDArray[np.float64]:
    """Autocorrelation of each channel inside windows whose straight line was taken out (drift)."""
    length = blocks.shape[1]
    lag = min(lag, length - 1)
    ramp = np.linspace(-1, 1, length)
    ramp /= np.linalg.norm(ramp)
    level = blocks - blocks.mean(axis=1, keepdims=True)
    slope = np.einsum("t,btc->bc", ramp, level)
    level -= ramp[:, None] * slope[:, None, :]
    power = (level**2).mean(axis=(0, 1))
    likeness: NDArray[np.float64] = (level[:, lag:] * level[:, :-lag]).mean(axis=(0, 1)) / (
        power + 1e-300
    )
    return likeness
