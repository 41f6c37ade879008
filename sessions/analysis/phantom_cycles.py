"""Cycles of a movement from the intact hand's angle, which mirrors the phantom while it moves.

Reilly 2006 and Gagne 2009: the patient moves the phantom over and over and does the same with the
intact limb at the same time; what the intact limb does stands for what the phantom does. The
definitions are our own (their exact formulas are not published): the angle is low-passed at 6 Hz
without delay; a cycle runs from one maximum to the next, swinging at least 20 % of the range, and
at least 3 degrees.
"""

from dataclasses import dataclass

import numpy as np

from sessions.analysis.sampling import Series, smoothed

LEAST_SWING_SHARE = 0.2
LEAST_SWING_DEG = 3.0
"""A hand that lies still trembles, and its tracker too: less than this is no cycle (our choice)."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle: from a maximum by the minimum between to the next maximum."""

    began_s: float
    turned_s: float
    ended_s: float
    amplitude_deg: float
    """From the higher of both maxima's mean down to the minimum."""

    @property
    def lasted_s(self) -> float:
        """From maximum to maximum."""
        return self.ended_s - self.began_s


@dataclass(frozen=True, slots=True)
class CycleMeasures:
    """One stretch of cycling; everything but the count is None with too few cycles."""

    cycles: int
    cycle_s: float | None
    """Mean time of a cycle."""
    frequency_hz: float | None
    speed_deg_s: float | None
    """Mean of how fast the angle changes, from the first maximum to the last."""
    amplitude_deg: float | None
    """Mean of the cycles'."""
    decrement_share: float | None
    """Share of the amplitude lost from the first cycle to the last, along a straight line."""
    cycle_sd_s: float | None
    """Standard deviation of the cycles' times."""
    amplitude_variation: float | None
    """Standard deviation of the amplitudes over their mean."""


def find_cycles(
    times_s: Series, angle_deg: Series, rate_hz: float, range_deg: float | None = None
) -> tuple[Cycle, ...]:
    """Return the whole cycles in an evenly sampled angle.

    Args:
        times_s: Evenly spaced.
        angle_deg: The angle that moves most.
        rate_hz: Its sampling rate.
        range_deg: What the intact hand can do; None: 2nd to 98th percentile of what it did.
    """
    if len(angle_deg) < 3:
        return ()
    smooth = smoothed(angle_deg, rate_hz)
    if range_deg is None:
        low, high = np.percentile(smooth, [2, 98])
        range_deg = float(high - low)
    if range_deg <= 0.0:
        return ()
    turns = _turns(smooth, max(LEAST_SWING_DEG, LEAST_SWING_SHARE * range_deg))
    cycles: list[Cycle] = []
    for (i, first), (j, _), (k, _) in zip(turns, turns[1:], turns[2:], strict=False):
        if first == "maximum":
            top = (smooth[i] + smooth[k]) / 2.0
            began_s, turned_s, ended_s = (float(times_s[at]) for at in (i, j, k))
            cycles.append(Cycle(began_s, turned_s, ended_s, float(top - smooth[j])))
    return tuple(cycles)


def measure_cycles(
    cycles: tuple[Cycle, ...], times_s: Series, angle_deg: Series, rate_hz: float
) -> CycleMeasures:
    """Return what the cycles come to; `times_s` and the angle as `find_cycles` was given them."""
    if not cycles:
        return CycleMeasures(0, None, None, None, None, None, None, None)
    during = (times_s >= cycles[0].began_s) & (times_s <= cycles[-1].ended_s)
    slope = np.abs(np.gradient(smoothed(angle_deg, rate_hz), 1.0 / rate_hz))[during]
    lasted = np.array([cycle.lasted_s for cycle in cycles])
    sizes = np.array([cycle.amplitude_deg for cycle in cycles])
    several = len(cycles) > 1
    return CycleMeasures(
        cycles=len(cycles),
        cycle_s=float(lasted.mean()),
        frequency_hz=float(1.0 / lasted.mean()),
        speed_deg_s=float(slope.mean()),
        amplitude_deg=float(sizes.mean()),
        decrement_share=_decrement(sizes) if len(cycles) > 2 else None,
        cycle_sd_s=float(lasted.std(ddof=1)) if several else None,
        amplitude_variation=float(sizes.std(ddof=1) / sizes.mean()) if several else None,
    )


def _decrement(sizes: Series) -> float | None:
    slope, first = np.polyfit(np.arange(len(sizes)), sizes, 1)
    return float(-slope * (len(sizes) - 1) / first) if first > 0.0 else None


def _turns(values: Series, least: float) -> list[tuple[int, str]]:
    """Return places of maxima and minima in turn, each at least `least` from the next."""
    turns: list[tuple[int, str]] = []
    high = low = 0
    looking = ""
    for place in range(1, len(values)):
        high = place if values[place] > values[high] else high
        low = place if values[place] < values[low] else low
        if looking != "minimum" and values[high] - values[place] >= least:
            turns.append((high, "maximum"))
            looking, low = "minimum", place
        elif looking != "maximum" and values[place] - values[low] >= least:
            turns.append((low, "minimum"))
            looking, high = "maximum", place
    return turns
