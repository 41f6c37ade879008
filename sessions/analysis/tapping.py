"""Finger tapping in numbers: how fast, how often, how wide, how many halts, how it wears off.

Schilder and others (2012) film 15 s of thumb-index tapping at 60 Hz and report velocity, frequency,
amplitude and the number of arrests. Their exact formulas are not published where we could read
them: those below are ours and fixed.
"""

from dataclasses import dataclass

import numpy as np

from sessions.analysis.sampling import Series, smoothed
from sessions.analysis.trend import theil_sen

DURATION_S = 15.0
FILM_RATE_HZ = 60.0
SMOOTH_HZ = 10.0
"""Taps are quicker than reaches: up to 7 a second have to pass."""
LEAST_SWING = 0.20
"""Of the trial's own range, for an opening and closing to be a tap."""
ARREST_TIMES = 2.0
"""An interval this many times the trial's median one holds an arrest."""


@dataclass(frozen=True, slots=True)
class Taps:
    """Where the taps of a trial are: one for each closing."""

    closed_s: Series
    """When the fingers met, or came closest."""
    widths: Series
    """How wide they had opened before, down to how far they closed; in the aperture's own unit."""


@dataclass(frozen=True, slots=True)
class TappingMeasures:
    """One trial; None is what could not be measured."""

    taps: int
    frequency_hz: float | None
    """Taps a second, between the first and the last."""
    amplitude: float | None
    """Mean width of a tap, in the aperture's own unit; None where only presses were counted."""
    velocity: float | None
    """Mean speed of opening and closing while tapping; unit a second."""
    arrests: int
    decrement_share: float | None
    """How much of the width is lost from the first tap to the last: 0.2 is a fifth."""
    interval_sd_s: float | None
    interval_variation: float | None
    """Standard deviation of the intervals over their mean."""


def find_taps(times_s: Series, aperture: Series, least_swing: float = LEAST_SWING) -> Taps:
    """Return the taps in a trial: swings of at least `least_swing` of its range, there and back.

    Args:
        times_s: Shape (n,).
        aperture: Shape (n,): distance from thumb tip to index tip.
        least_swing: Share of the range between the 5th and the 95th percentile.
    """
    none = Taps(np.empty(0), np.empty(0))
    if len(aperture) < 3:
        return none
    low, high = np.percentile(aperture, (5.0, 95.0))
    swing = least_swing * float(high - low)
    if swing <= 0.0:
        return none
    closed_s: list[float] = []
    widths: list[float] = []
    opening = False
    valley = peak = float(aperture[0])
    valley_at = 0
    pending: float | None = None
    for i, value in enumerate(aperture.tolist()):
        if opening:
            peak = max(peak, value)
            if value <= peak - swing:
                opening, valley, valley_at, pending = False, value, i, peak
        else:
            if value < valley:
                valley, valley_at = value, i
            if value >= valley + swing:
                if pending is not None:
                    closed_s.append(float(times_s[valley_at]))
                    widths.append(pending - valley)
                opening, peak, pending = True, value, None
    if pending is not None:
        closed_s.append(float(times_s[valley_at]))
        widths.append(pending - valley)
    return Taps(np.array(closed_s), np.array(widths))


def measure_tapping(times_s: Series, aperture: Series, rate_hz: float) -> TappingMeasures:
    """Return the measures of a trial from the fingers' aperture, evenly sampled at `rate_hz`."""
    calm = smoothed(aperture, rate_hz, SMOOTH_HZ)
    taps = find_taps(times_s, calm)
    timing = measure_presses(taps.closed_s)
    velocity = None
    if timing.taps >= 2:
        tapping = (times_s >= taps.closed_s[0]) & (times_s <= taps.closed_s[-1])
        velocity = float(np.mean(np.abs(np.gradient(calm, 1.0 / rate_hz)[tapping])))
    return TappingMeasures(
        taps=timing.taps,
        frequency_hz=timing.frequency_hz,
        amplitude=float(np.mean(taps.widths)) if timing.taps else None,
        velocity=velocity,
        arrests=timing.arrests,
        decrement_share=decrement_share(taps.widths),
        interval_sd_s=timing.interval_sd_s,
        interval_variation=timing.interval_variation,
    )


def measure_presses(pressed_s: Series) -> TappingMeasures:
    """Return what the times of presses alone can say; no width and no velocity."""
    intervals_s = np.diff(pressed_s)
    enough = len(intervals_s) >= 2
    span_s = float(pressed_s[-1] - pressed_s[0]) if len(pressed_s) else 0.0
    mean_s = float(np.mean(intervals_s)) if enough else 0.0
    spread_s = float(np.std(intervals_s, ddof=1)) if enough else None
    arrests = 0
    if enough:
        arrests = int(np.sum(intervals_s > ARREST_TIMES * np.median(intervals_s)))
    return TappingMeasures(
        taps=len(pressed_s),
        frequency_hz=len(intervals_s) / span_s if span_s > 0.0 else None,
        amplitude=None,
        velocity=None,
        arrests=arrests,
        decrement_share=None,
        interval_sd_s=spread_s,
        interval_variation=spread_s / mean_s if spread_s is not None and mean_s > 0.0 else None,
    )


def decrement_share(widths: Series) -> float | None:
    """Return how much of the first width is lost by the last tap, along a robust line.

    None with fewer than five taps.
    """
    if len(widths) < 5:
        return None
    slope, intercept = theil_sen(np.arange(len(widths), dtype=np.float64), widths)
    if intercept <= 0.0:
        return None
    return -slope * (len(widths) - 1) / intercept
