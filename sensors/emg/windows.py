"""Where the windows of a recording lie: inside one movement of one repetition, never across."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.emg.recording import Recording
from sensors.errors import SensorSettingsError

# People need this long to answer a cue: what they did before still runs on (Myo data, own measure).
REACTION_S = 0.2
# Short repetitions keep at least four fifths of their windows.
MAX_REACTION_SHARE = 0.2
SHORTEST_WINDOW = 4
LIVE_WINDOW_S, LIVE_STEP_S = 0.15, 0.025
RATE_TOLERANCE = 0.05
"""Share by which a device's rate may differ from the calibration's.

A rate that is measured (text from an Arduino) wanders by 2 to 3 % from start to start with its
crystal and with how its bytes come in; that stretches a window by as much and no more. A device
set otherwise differs by a quarter or more.
"""


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """Length and spacing of windows; 150-250 ms long is best (Smith et al. 2011)."""

    window_s: float = 0.2
    step_s: float = 0.05

    def lengths(self, rate_hz: float) -> tuple[int, int]:
        """Return window and step in samples.

        Raises:
            SensorSettingsError: either would be too short at this rate.
        """
        if not (0 < self.window_s <= 10 and 0 < self.step_s <= 10):
            raise SensorSettingsError("Window and step must be above 0 and at most 10 seconds.")
        window, step = round(self.window_s * rate_hz), round(self.step_s * rate_hz)
        if window < SHORTEST_WINDOW or step < 1:
            raise SensorSettingsError(
                f"A window of {self.window_s} s each {self.step_s} s is too short at "
                f"{rate_hz:g} Hz: choose longer ones."
            )
        return window, step


def live_windows(rate_hz: float) -> WindowSettings:
    """Return the windows that move a limb: 150 ms each 25 ms, longer for very slow sensors.

    A mean delay of 87.5 ms plus processing (`sensors.emg.control.controller_delay_s`), where 100
    to 125 ms in all serve best.
    """
    return WindowSettings(
        max(LIVE_WINDOW_S, SHORTEST_WINDOW / rate_hz), max(LIVE_STEP_S, 1.0 / rate_hz)
    )


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches of samples with one label and one repetition."""

    start: NDArray[np.int64]
    stop: NDArray[np.int64]
    label: NDArray[np.int64]


def runs(recording: Recording) -> Runs:
    """Return the stretches in which neither label nor repetition changes, in order."""
    if len(recording.label) == 0:
        none = np.zeros(0, np.int64)
        return Runs(none, none, none)
    change = (np.diff(recording.label) != 0) | (np.diff(recording.repetition) != 0)
    start = np.concatenate([[0], np.flatnonzero(change) + 1]).astype(np.int64)
    stop = np.concatenate([start[1:], [len(recording.label)]]).astype(np.int64)
    return Runs(start, stop, recording.label[start])


def window_count(samples: int, window: int, step: int) -> int:
    """How many whole windows fit into so many samples."""
    return max(0, (samples - window) // step + 1)


@dataclass(frozen=True, slots=True)
class WindowLabels:
    """What is known of every window, in the order of the recording."""

    label: NDArray[np.int64]
    run: NDArray[np.int64]
    """Which stretch it lies in."""
    settled: NDArray[np.bool_]
    """False for the first windows of a stretch, while the person still reacts to the cue."""


def window_labels(recording: Recording, settings: WindowSettings) -> WindowLabels:
    """Return label, stretch and whether the movement had settled, for every window."""
    window, step = settings.lengths(recording.rate_hz)
    stretches = runs(recording)
    count = np.array(
        [window_count(int(n), window, step) for n in stretches.stop - stretches.start], np.int64
    )
    run = np.repeat(np.arange(len(count)), count)
    nth = np.arange(len(run)) - np.repeat(np.cumsum(count) - count, count)
    reacting = np.minimum(
        round(REACTION_S / settings.step_s), np.floor(MAX_REACTION_SHARE * count)
    ).astype(np.int64)
    return WindowLabels(stretches.label[run], run, nth >= reacting[run])
