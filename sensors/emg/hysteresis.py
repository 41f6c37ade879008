"""Control with one or two electrodes: an envelope, two thresholds, and time to mean it.

Squeezing past the upper threshold switches on, falling below the lower one off, so a signal that
hovers does not flicker. Two electrodes over opposing muscles give a signed command by difference.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.emg.filter import Biquad, StreamFilter
from sensors.errors import SensorDataError, SensorSettingsError

Array = NDArray[np.float64]

ENVELOPE_TAU_S = 0.1
# Shares of the way from rest to squeeze, and the margin over the liveliest rest (own measure on
# prosthesis electrodes: 91 % of samples right, onset 72 ms after the label).
ON_SHARE, OFF_SHARE, REST_MARGIN = 0.35, 0.20, 1.2
HOLD_ON_S, HOLD_OFF_S = 0.05, 0.10
# Distance of squeeze from rest in standard deviations below which a calibration is refused.
LEAST_SEPARATION = 2.0
DOUBLE_PULSE_S = 0.6


class Envelope:
    """Rectify and smooth with one time constant; the state runs on between chunks."""

    def __init__(
        self, rate_hz: float, channels: int, offset: Array, tau_s: float = ENVELOPE_TAU_S
    ) -> None:
        if rate_hz <= 0 or tau_s <= 0:
            raise SensorSettingsError("Sampling rate and smoothing time must be above zero.")
        share = float(1 - np.exp(-1 / (rate_hz * tau_s)))
        self._smooth = StreamFilter((Biquad((share, 0.0, 0.0), (share - 1, 0.0)),), channels)
        self._offset = offset

    def push(self, samples: Array) -> Array:
        """Return the envelope after each sample; shape (n, channels) in and out."""
        return self._smooth.push(np.abs(samples - self._offset))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When one channel counts as squeezed."""

    channel: int
    rest: float
    active: float
    on: float
    off: float
    separation: float
    """How many standard deviations squeeze lies above rest (d')."""

    def strength(self, level: float) -> float:
        """Return how far the level is from the lower threshold to a full squeeze, 0 to 1."""
        return float(min(1.0, max(0.0, (level - self.off) / (self.active - self.off))))


def calibrate(rest: Array, active: Array) -> Thresholds:
    """Set the thresholds on the channel that tells squeeze from rest best.

    Args:
        rest: Envelope at rest, shape (samples, channels); 5 s serve.
        active: Envelope while squeezing, same channels; three squeezes serve.

    Raises:
        SensorDataError: no channel tells the two apart.
    """
    spread = np.sqrt((rest.var(axis=0) + active.var(axis=0)) / 2) + 1e-12
    separations = (active.mean(axis=0) - rest.mean(axis=0)) / spread
    channel = int(np.argmax(separations))
    separation = float(separations[channel])
    quiet, tense = float(rest[:, channel].mean()), float(np.median(active[:, channel]))
    liveliest = float(np.percentile(rest[:, channel], 95))
    on = max(quiet + ON_SHARE * (tense - quiet), REST_MARGIN * liveliest)
    off = quiet + OFF_SHARE * (tense - quiet)
    if separation < LEAST_SEPARATION or on >= tense:
        raise SensorDataError(
            "Squeezing could not be told from resting: move the electrode onto the muscle, "
            "press it on, and calibrate again."
        )
    return Thresholds(channel, quiet, tense, on, off, separation)


class HysteresisSwitch:
    """On after the level held above the upper threshold, off after it held below the lower."""

    def __init__(
        self, thresholds: Thresholds, *, on_s: float = HOLD_ON_S, off_s: float = HOLD_OFF_S
    ) -> None:
        self._thresholds = thresholds
        self._on_s, self._off_s = on_s, off_s
        self._held_s = 0.0
        self.on = False

    def update(self, level: float, dt_s: float) -> bool:
        """Let dt pass at this envelope level; return whether the switch is on."""
        if self.on:
            leaving, needed_s = level < self._thresholds.off, self._off_s
        else:
            leaving, needed_s = level > self._thresholds.on, self._on_s
        self._held_s = self._held_s + dt_s if leaving else 0.0
        # A whole number of steps may sum to a hair less than the hold.
        if leaving and self._held_s >= needed_s - 1e-9:
            self.on, self._held_s = not self.on, 0.0
        return self.on


class DoublePulse:
    """Two short squeezes in a row: "the next movement"."""

    def __init__(self, within_s: float = DOUBLE_PULSE_S) -> None:
        self._within_s = within_s
        self._was_on = False
        self._last_onset_s: float | None = None

    def update(self, on: bool, now_s: float) -> bool:
        """Take the switch's state; return True once, at the second onset."""
        onset, self._was_on = on and not self._was_on, on
        if not onset:
            return False
        last, self._last_onset_s = self._last_onset_s, now_s
        if last is None or now_s - last > self._within_s:
            return False
        self._last_onset_s = None
        return True
