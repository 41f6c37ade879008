"""Collects a calibration as it is made: samples as they come, and what was asked when.

Samples arrive late and in blocks, so spans are told in time and cut out at the end. A gap in the
signal, or a pause in the span, begins a new repetition: no window may span it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.emg.recording import Recording, make_recording
from sensors.emg.windows import RATE_TOLERANCE
from sensors.errors import SensorDataError
from sensors.sample import EmgSample


@dataclass(frozen=True, slots=True)
class Span:
    """What was asked from one moment to another."""

    movement: str
    start_s: float
    stop_s: float


class LabelledSignal:
    """Signal and labels of one calibration."""

    def __init__(self) -> None:
        self._blocks: list[EmgSample] = []
        self._spans: list[Span] = []

    @property
    def spans(self) -> tuple[Span, ...]:
        """Everything asked so far."""
        return tuple(self._spans)

    def add(self, sample: EmgSample) -> None:
        """Take a block of samples."""
        self._blocks.append(sample)

    def mark(self, movement: str, start_s: float, stop_s: float) -> None:
        """Say that a movement was asked for, and made, from one moment to another."""
        if stop_s > start_s:
            self._spans.append(Span(movement, start_s, stop_s))

    def forget(self, movement: str) -> None:
        """Drop what was marked for one movement, to record it again."""
        self._spans = [span for span in self._spans if span.movement != movement]

    def recording(self) -> Recording:
        """Return what was marked, as a labelled recording; each span is a repetition.

        Raises:
            SensorDataError: no signal came while anything was asked.
        """
        blocks = self._of_one_device()
        rows: list[NDArray[np.float32]] = []
        labels: list[str] = []
        repetitions: list[int] = []
        for span in self._spans:
            for part in _cut(blocks, span):
                labels += [span.movement] * len(part)
                repetitions += [len(rows)] * len(part)
                rows.append(part)
        if not rows:
            raise SensorDataError(
                "No muscle signal came during the calibration: check the sensor, and try again."
            )
        return make_recording(
            np.concatenate(rows).astype(np.float64),
            blocks[-1].fs_hz,
            np.array(labels),
            np.array(repetitions, np.int64),
            name="The calibration",
        )

    def _of_one_device(self) -> list[EmgSample]:
        if not self._blocks:
            return []
        last = self._blocks[-1]
        channels = last.microvolts.shape[1]
        # A rate that is measured, not set, wanders by less than this.
        return [
            block
            for block in self._blocks
            if block.microvolts.shape[1] == channels
            and abs(block.fs_hz - last.fs_hz) <= RATE_TOLERANCE * last.fs_hz
        ]


def _cut(blocks: list[EmgSample], span: Span) -> list[NDArray[np.float32]]:
    """Return the rows within a span, as stretches without a gap."""
    stretches: list[list[NDArray[np.float32]]] = [[]]
    for block in blocks:
        if block.lost_before and stretches[-1]:
            stretches.append([])
        count = len(block.microvolts)
        taken_s = block.taken_at_s - np.arange(count - 1, -1, -1) / block.fs_hz
        inside = (taken_s > span.start_s) & (taken_s <= span.stop_s)
        if inside.any():
            stretches[-1].append(block.microvolts[inside])
    return [np.concatenate(parts) for parts in stretches if parts]
