"""Samples that hold no number are left out as damaged: a stream may send NaN for what it missed.

Devices with packets of whole numbers can't send any; streams of floating-point numbers do.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sensors.packets.counts import PacketCounts
from sensors.sample import EmgSample, ImuSample, Sample


class FiniteSamples:
    """Cuts what is no number out of what a device gave; the gap is told by the block after it."""

    def __init__(self) -> None:
        self._damaged = 0
        self._lost_before = 0
        self._newest_s = float("-inf")

    @property
    def counts(self) -> PacketCounts:
        """What was left out, to be added to the device's own count, which took it for whole."""
        return PacketCounts(-self._damaged, self._damaged, self._damaged)

    def of(self, samples: Sequence[Sample]) -> list[Sample]:
        """Return the samples without rows and readings that are not finite."""
        kept: list[Sample] = []
        for sample in samples:
            if isinstance(sample, EmgSample):
                kept += self._rows(sample)
            elif isinstance(sample, ImuSample) and not _finite_motion(sample):
                self._damaged += 1
            else:
                kept.append(sample)
        return kept

    def _rows(self, block: EmgSample) -> list[EmgSample]:
        good: NDArray[np.bool_] = np.asarray(np.isfinite(block.microvolts).all(axis=1))
        before_s, self._newest_s = self._newest_s, block.taken_at_s
        if good.all() and not self._lost_before:
            return [block]
        self._damaged += int((~good).sum())
        lost, self._lost_before = self._lost_before + block.lost_before, 0
        bounds = np.flatnonzero(np.diff(good)) + 1
        parts: list[EmgSample] = []
        for rows in np.split(np.arange(len(good)), bounds):
            if not good[rows[0]]:
                lost += len(rows)
                continue
            parts.append(_part(block, rows, lost, before_s))
            lost = 0
        self._lost_before = lost
        return parts


def _part(block: EmgSample, rows: NDArray[np.intp], lost_before: int, before_s: float) -> EmgSample:
    later_s = (len(block.microvolts) - 1 - int(rows[-1])) / block.fs_hz
    device_s = block.device_time_s
    return dataclasses.replace(
        block,
        # Rows that came at once share a stamp: none may be told before the block that came first.
        taken_at_s=max(before_s, block.taken_at_s - later_s),
        device_time_s=None if device_s is None else device_s - later_s,
        microvolts=block.microvolts[rows],
        lost_before=lost_before,
    )


def _finite_motion(sample: ImuSample) -> bool:
    parts = (sample.orientation_wxyz, sample.gyro_rad_s, sample.accel_m_s2)
    return all(part is None or bool(np.isfinite(part).all()) for part in parts)
