"""Is each electrode giving a usable signal, and if not, what should be done about it?

Faults are codes; the words that go with them are for the screen to show and translators to
translate (`ADVICE` has the English).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from sensors.emg.features import AMPLITUDE_FLOOR
from sensors.emg.filter import line_ratio, mean_spectrum
from sensors.emg.model import EmgModel
from sensors.emg.signal_kind import SignalKind, detect_kind
from sensors.emg.steady_noise import only_noise

Array = NDArray[np.float64]

# Share of samples held at an end of the range that makes a channel saturated. Strong contractions
# of 13 people, their armband untouched, come to this in 0.4 % of stretches of 3 s.
_SATURATED_SHARE = 0.01
_FEW_STEPS, _LOUD = 16, 2.0
# How far a mains line stands above its neighbours, and what share of the power it must hold.
_HUM_RATIO, _HUM_SHARE = 10.0, 0.3
# Movement artefacts of a loose electrode lie below this; EMG above.
_LOOSE_BELOW_HZ, _LOOSE_SHARE = 10.0, 0.6
# So many times stronger than any electrode at calibration, or quieter than any at rest, speaks of
# another gain. Against any of them, not its own: an armband that has turned is no fault.
_GAIN_APART = 3.0
_ACTIVITY_S = 0.2
# Of the typical channel; the weakest of 13 people's 51,288 sound stretches had 0.12.
DEAD_SHARE = 0.1
FEWEST_FOR_COMPARISON = 3
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
class CalibratedLevels:
    """Between what an electrode's activity lay in a calibration, in the device's unit."""

    kind: SignalKind
    channels: int
    quietest: float
    """Mean absolute value of the quietest electrode in its quiet moments."""
    strongest: float
    """The same of the strongest electrode in the strongest moments."""


def levels_of(model: EmgModel) -> CalibratedLevels:
    """Return the levels of a patient's calibration."""
    channels = model.features.channels
    sizes = np.exp(model.training.features[:, :channels]) - AMPLITUDE_FLOOR
    low, high = np.percentile(sizes, [2, 99], axis=0) * np.array(model.features.scale)
    heard = np.delete(np.arange(channels), model.features.left_out)
    low, high = low[heard], high[heard]
    return CalibratedLevels(model.features.kind, channels, float(low.min()), float(high.max()))


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
    calibrated: CalibratedLevels | None = None,
    memory: Array | None = None,
) -> tuple[ChannelQuality, ...]:
    """Judge every channel from a few seconds in which the patient moved now and then.

    Args:
        samples: Shape (samples, channels), unfiltered.
        rate_hz: Sampling rate.
        limits: Smallest and largest value the device can give; guessed from the data if None.
        calibrated: The levels of the patient's calibration, to compare the gain with.
        memory: The newest `MEMORY_S`, `samples` its end: it tells a dead channel from a weak
            muscle, and goes on telling it while the arm rests.

    Returns:
        One entry a channel; nothing at all for less than half a second of signal.
    """
    if len(samples) < _SHORTEST_S * rate_hz:
        return ()
    strength = samples.std(axis=0)
    typical = float(np.median(strength))
    kind = detect_kind(samples, rate_hz) if calibrated is None else calibrated.kind
    envelope = kind == "envelope"
    noise = np.zeros(samples.shape[1], np.bool_)
    if memory is not None and not envelope and samples.shape[1] >= FEWEST_FOR_COMPARISON:
        noise = only_noise(memory, rate_hz)
    found = []
    for channel in range(samples.shape[1]):
        values = samples[:, channel]
        quiet = float(strength[channel]) <= _LOUD * typical
        fault = _own_fault(values, rate_hz, limits, envelope=envelope, quiet=quiet)
        if fault is None and samples.shape[1] >= FEWEST_FOR_COMPARISON:
            dead = strength[channel] < DEAD_SHARE * typical or noise[channel]
            fault = Fault.DEAD if dead else None
        if fault is None and calibrated is not None:
            fault = Fault.WRONG_GAIN if _other_gain(values, rate_hz, calibrated) else None
        found.append(ChannelQuality(channel, fault, float(strength[channel])))
    return tuple(found)


def _own_fault(
    values: Array,
    rate_hz: float,
    limits: tuple[float, float] | None,
    *,
    envelope: bool,
    quiet: bool,
) -> Fault | None:
    if float(np.ptp(values)) == 0.0:
        return Fault.FLAT
    if _saturated(values, limits, quiet=quiet):
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


def _other_gain(values: Array, rate_hz: float, calibrated: CalibratedLevels) -> bool:
    """Whether the loudest moment is beyond what calibration heard, on either side."""
    length = max(1, round(_ACTIVITY_S * rate_hz))
    count = len(values) // length
    # Raw EMG swings about its offset; an envelope stands on its floor.
    offset = values.min() if calibrated.kind == "envelope" else np.median(values)
    size = np.abs(values - offset)[: count * length].reshape(count, length)
    loudest = float(size.mean(axis=1).max())
    strong = loudest > _GAIN_APART * calibrated.strongest
    return strong or loudest * _GAIN_APART < calibrated.quietest


def _saturated(values: Array, limits: tuple[float, float] | None, *, quiet: bool) -> bool:
    """At a known limit often enough, or held at the very same extreme value."""
    low, high = limits if limits is not None else (float(values.min()), float(values.max()))
    at_end = (values <= low) | (values >= high)
    if limits is None:
        # Two in a row at the least: the ends of a sound signal are touched, not held.
        pairs = at_end[1:] & at_end[:-1]
        at_end[1:-1] &= pairs[1:] | pairs[:-1]
    if float(at_end.mean()) <= _SATURATED_SHARE:
        return False
    # A quiet channel of few steps holds its extremes all the time and is well.
    return limits is not None or not quiet or len(np.unique(values)) > _FEW_STEPS
