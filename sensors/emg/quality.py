"""Is each electrode giving a usable signal, and if not, what should be done about it?

Faults are codes; the words that go with them are for the screen to show and translators to
translate (`ADVICE` has the English).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from sensors.emg.features import Features
from sensors.emg.filter import line_ratio, mean_spectrum
from sensors.emg.signal_kind import detect_kind

Array = NDArray[np.float64]

# Share of samples at either end of the range that makes a channel saturated.
_SATURATED_SHARE = 0.005
_SATURATED_RUN = 3
_FEW_STEPS = 16
# How far a mains line stands above its neighbours, and what share of the power it must hold.
_HUM_RATIO, _HUM_SHARE = 10.0, 0.3
# Movement artefacts of a loose electrode lie below this; EMG above.
_LOOSE_BELOW_HZ, _LOOSE_SHARE = 10.0, 0.6
# Activity outside this range of the calibration's speaks of another gain.
_GAIN_LOW, _GAIN_HIGH = 0.2, 5.0
_DEAD_SHARE = 0.02
_FEWEST_FOR_COMPARISON = 3
_SHORTEST_S = 0.5


class Fault(Enum):
    """What can be wrong with a channel; the first that applies is reported."""

    FLAT = "flat"
    """The same value over and over: no signal arrives."""
    SATURATED = "saturated"
    """The signal hits the end of the range."""
    MAINS_HUM = "mains_hum"
    """50 or 60 Hz from the mains covers the muscle."""
    LOOSE = "loose"
    """Slow swings cover the muscle: the electrode moves on the skin."""
    DEAD = "dead"
    """Far weaker than its neighbours: only converter noise."""
    WRONG_GAIN = "wrong_gain"
    """Far stronger or weaker than at calibration."""


ADVICE: Mapping[Fault, str] = {
    Fault.FLAT: "No signal: check that the cable is plugged in and the electrode is on.",
    Fault.SATURATED: "Too strong for the device: lower the gain, or move the electrode a little.",
    Fault.MAINS_HUM: "Hum from the mains: unplug the charger, move away from lamps and cables, "
    "press the electrodes and the reference on.",
    Fault.LOOSE: "The electrode seems loose: press it on, moisten it or use a new one.",
    Fault.DEAD: "This channel hears nothing of the muscle: press the electrode on or move it.",
    Fault.WRONG_GAIN: "Very different from the calibration: check the gain and the electrode, "
    "or calibrate again.",
}


@dataclass(frozen=True, slots=True)
class ChannelQuality:
    """One channel's state over the last seconds."""

    channel: int
    fault: Fault | None
    strength: float
    """Root mean square about its mean, in the device's unit."""

    @property
    def advice(self) -> str:
        """What to do, in English; empty where nothing is wrong."""
        return ADVICE[self.fault] if self.fault is not None else ""


def assess(
    samples: Array,
    rate_hz: float,
    *,
    limits: tuple[float, float] | None = None,
    calibrated: Features | None = None,
) -> tuple[ChannelQuality, ...]:
    """Judge every channel from a few seconds in which the patient moved now and then.

    Args:
        samples: Shape (samples, channels), unfiltered.
        rate_hz: Sampling rate.
        limits: Smallest and largest value the device can give; guessed from the data if None.
        calibrated: The features of the patient's model, to compare the gain with.

    Returns:
        One entry a channel; nothing at all for less than half a second of signal.
    """
    if len(samples) < _SHORTEST_S * rate_hz:
        return ()
    strength = samples.std(axis=0)
    typical = float(np.median(strength))
    kind = detect_kind(samples, rate_hz) if calibrated is None else calibrated.kind
    envelope = kind == "envelope"
    found = []
    for channel in range(samples.shape[1]):
        values = samples[:, channel]
        fault = _own_fault(values, rate_hz, limits, envelope=envelope)
        if fault is None and samples.shape[1] >= _FEWEST_FOR_COMPARISON:
            fault = Fault.DEAD if strength[channel] < _DEAD_SHARE * typical else None
        if fault is None and calibrated is not None:
            ratio = float(strength[channel]) / calibrated.scale[channel]
            fault = None if _GAIN_LOW <= ratio <= _GAIN_HIGH else Fault.WRONG_GAIN
        found.append(ChannelQuality(channel, fault, float(strength[channel])))
    return tuple(found)


def _own_fault(
    values: Array, rate_hz: float, limits: tuple[float, float] | None, *, envelope: bool
) -> Fault | None:
    if float(np.ptp(values)) == 0.0:
        return Fault.FLAT
    if _saturated(values, limits):
        return Fault.SATURATED
    if envelope:
        return None
    frequency_hz, power = mean_spectrum(values[:, None], rate_hz)
    total = float(power.sum())
    for mains_hz in (50.0, 60.0):
        share = float(power[np.abs(frequency_hz - mains_hz) <= 1.5].sum()) / total
        if share > _HUM_SHARE and line_ratio(frequency_hz, power, mains_hz) > _HUM_RATIO:
            return Fault.MAINS_HUM
    slow = float(power[(frequency_hz > 0.5) & (frequency_hz < _LOOSE_BELOW_HZ)].sum())
    return Fault.LOOSE if slow > _LOOSE_SHARE * total else None


def _saturated(values: Array, limits: tuple[float, float] | None) -> bool:
    """At a known limit often enough, or held in runs at the very same extreme value."""
    low, high = limits if limits is not None else (float(values.min()), float(values.max()))
    at_end = (values <= low) | (values >= high)
    if float(at_end.mean()) <= _SATURATED_SHARE:
        return False
    if limits is not None:
        return True
    held = np.convolve(at_end, np.ones(_SATURATED_RUN), "valid") >= _SATURATED_RUN
    # A quiet channel of few steps touches its extremes all the time and is well.
    return bool(held.any()) and len(np.unique(values)) > _FEW_STEPS
