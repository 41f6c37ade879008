"""The newest seconds of muscle signal: for the quality check, the plot and the sparkline."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from sensors.sample import EmgSample

KEPT_S = 12.0
_LEVELS = "▁▂▃▄▅▆▇█"
_STEP_S = 0.05


class SignalTail:
    """Keeps what came lately, of as many channels as came last."""

    def __init__(self, kept_s: float = KEPT_S) -> None:
        self._kept_s = kept_s
        self._blocks: deque[EmgSample] = deque()

    def add(self, sample: EmgSample) -> None:
        """Take a block."""
        self._blocks.append(sample)
        while sample.taken_at_s - self._blocks[0].taken_at_s > self._kept_s:
            self._blocks.popleft()

    def newest(self, for_s: float) -> tuple[NDArray[np.float64], float]:
        """Return the newest seconds of all channels, (samples, channels), and their rate."""
        blocks = list(self._blocks)
        if not blocks:
            return np.zeros((0, 1)), 1.0
        channels, rate_hz = blocks[-1].microvolts.shape[1], blocks[-1].fs_hz
        rows = np.concatenate([b.microvolts for b in blocks if b.microvolts.shape[1] == channels])
        return rows[-max(1, round(for_s * rate_hz)) :].astype(np.float64), rate_hz


def sparkline(values: NDArray[np.float64], rate_hz: float, full: float) -> str:
    """Return one channel's strength over time as a line of blocks.

    Args:
        values: shape (samples,).
        rate_hz: samples a second.
        full: what the highest block stands for, root mean square.
    """
    size = max(1, round(_STEP_S * rate_hz))
    count = len(values) // size
    if count == 0:
        return ""
    centred = values[len(values) - count * size :] - np.median(values)
    strength = np.sqrt((centred.reshape(count, size) ** 2).mean(axis=1))
    top = len(_LEVELS) - 1
    places = np.clip(strength / max(full, 1e-9) * top, 0, top).round().astype(int)
    return "".join(_LEVELS[place] for place in places)
