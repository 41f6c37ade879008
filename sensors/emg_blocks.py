"""Rows of EMG made into blocks without a gap, and blocks joined into longer ones."""

import dataclasses
import itertools
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sensors.device_clock import DeviceClock
from sensors.sample import EmgSample

_SAME_TIME_S = 1e-6
_AHEAD_S = 1.0
"""A count that runs ahead of time by more than this, at a gap, has begun anew."""


class EmgBlocks:
    """Cuts what a device's packets gave at every gap in their count, and stamps the parts."""

    def __init__(self, fs_hz: float, device_clock: DeviceClock) -> None:
        """Start before the first row.

        Args:
            fs_hz: rows a second, by the device's own count.
            device_clock: shared by all that the device counts on the same clock.
        """
        self._fs_hz = fs_hz
        self._clock = device_clock
        self._next: int | None = None
        self._arrived_at_s = 0.0
        self._least_late_s = float("inf")
        self.lost = 0
        """Rows missing so far, before the newest block."""

    def cut(
        self, indexes: NDArray[np.int64], microvolts: NDArray[np.float32], arrived_at_s: float
    ) -> list[EmgSample]:
        """Return the blocks of one read.

        Args:
            indexes: shape (k,), the place of each row on the device's endless count, rising.
            microvolts: shape (k, channels).
            arrived_at_s: when the bytes were read.
        """
        if not len(indexes):
            return []
        first, last = int(indexes[0]), int(indexes[-1])
        self._clock.hear(last / self._fs_hz, arrived_at_s)
        # What the time since the last read had room for, where the count doesn't say it.
        room = round((arrived_at_s - self._arrived_at_s) * self._fs_hz) - len(indexes)
        self._arrived_at_s = arrived_at_s
        if last - first == len(indexes) - 1:
            return [self._block(first, last, microvolts, arrived_at_s, room)]
        gaps = np.flatnonzero(np.diff(indexes) != 1) + 1
        bounds = [0, *gaps.tolist(), len(indexes)]
        return [
            self._block(
                int(indexes[start]),
                int(indexes[end - 1]),
                microvolts[start:end],
                arrived_at_s,
                room,
            )
            for start, end in itertools.pairwise(bounds)
        ]

    def _block(
        self,
        first: int,
        last: int,
        microvolts: NDArray[np.float32],
        arrived_at_s: float,
        room: int,
    ) -> EmgSample:
        lost_before = 0 if self._next is None else max(0, first - self._next)
        self._next = last + 1
        device_time_s = last / self._fs_hz
        late_s = arrived_at_s - device_time_s
        if lost_before and late_s < self._least_late_s - _AHEAD_S:
            # A board that restarts counts from the beginning: a minute's gap that took a moment.
            lost_before = max(1, room)
        self._least_late_s = min(self._least_late_s, late_s)
        self.lost += lost_before
        return EmgSample(
            taken_at_s=self._clock.taken_at_s(device_time_s),
            arrived_at_s=arrived_at_s,
            device_time_s=device_time_s,
            microvolts=microvolts,
            fs_hz=self._fs_hz,
            lost_before=lost_before,
        )


def joined(blocks: Iterable[EmgSample]) -> list[EmgSample]:
    """Return the blocks with those that follow each other without a gap joined into one."""
    result: list[EmgSample] = []
    run: list[EmgSample] = []
    for block in blocks:
        if run and not _follows(run[-1], block):
            result.append(_one(run))
            run = []
        run.append(block)
    if run:
        result.append(_one(run))
    return result


def _follows(before: EmgSample, after: EmgSample) -> bool:
    if after.lost_before or before.fs_hz != after.fs_hz:
        return False
    if before.microvolts.shape[1] != after.microvolts.shape[1]:
        return False
    if before.device_time_s is None or after.device_time_s is None:
        return before.device_time_s is after.device_time_s
    expected_s = before.device_time_s + len(after.microvolts) / after.fs_hz
    return abs(after.device_time_s - expected_s) < _SAME_TIME_S


def _one(run: list[EmgSample]) -> EmgSample:
    if len(run) == 1:
        return run[0]
    return dataclasses.replace(
        run[-1],
        microvolts=np.concatenate([block.microvolts for block in run]),
        lost_before=run[0].lost_before,
    )
