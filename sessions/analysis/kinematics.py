"""One movement in numbers: when it began and ended, how fast, how straight, in how many strokes.

Conventions after the drinking-task literature (JNER 2021, table 2, and 2020, table 2): a movement
begins and ends where its speed crosses 2 % of its peak; a movement unit is a rise of speed by more
than a least difference (20 mm/s for a hand), with peaks at least 150 ms apart.
"""

from dataclasses import dataclass

import numpy as np

from sessions.analysis.sampling import Series, smoothed, speeds
from sessions.analysis.smoothness import log_dimensionless_jerk, sparc

BOUND_SHARE = 0.02
"""Of the peak speed, where a movement begins and ends; others use 0.05."""
LONGEST_DIP_S = 0.1
"""A shorter fall below the bound is within the movement: our choice."""
UNIT_RISE_M_S = 0.020
UNIT_APART_S = 0.150


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a movement lies in its samples."""

    first: int
    last: int
    """Still part of it."""

    @property
    def part(self) -> slice:
        """The movement's own samples."""
        return slice(self.first, self.last + 1)


def movement_bounds(
    speed: Series, rate_hz: float, *, share: float = BOUND_SHARE, dip_s: float = LONGEST_DIP_S
) -> Bounds | None:
    """Return where the movement around the highest speed begins and ends; None where still.

    From the peak outwards to the first samples that stay below ``share`` of it for `dip_s`.
    """
    if len(speed) == 0 or float(np.max(speed)) <= 0.0:
        return None
    peak = int(np.argmax(speed))
    moving = speed >= share * speed[peak]
    longest = max(0, round(dip_s * rate_hz))
    return Bounds(peak - _reach(moving[peak::-1], longest), peak + _reach(moving[peak:], longest))


def _reach(moving: np.ndarray[tuple[int], np.dtype[np.bool_]], longest: int) -> int:
    """Return how many samples from the first one the movement goes on."""
    places = np.flatnonzero(moving)
    breaks = np.flatnonzero(np.diff(places) > longest + 1)
    return int(places[breaks[0]] if len(breaks) else places[-1])


def movement_units(
    speed: Series,
    rate_hz: float,
    *,
    least_rise: float = UNIT_RISE_M_S,
    apart_s: float = UNIT_APART_S,
) -> int:
    """Return the number of strokes in a movement's speed profile.

    A stroke is a rise from a minimum to the next maximum by more than `least_rise`, in the speed's
    own unit; of peaks closer than `apart_s` only the highest counts. One smooth reach has one.
    """
    peaks: list[tuple[int, float]] = []
    lowest, highest, at = float("inf"), -float("inf"), -1
    rising = False
    for i, value in enumerate(speed.tolist()):
        if rising:
            if value > highest:
                highest, at = value, i
            elif value < highest - least_rise or i == len(speed) - 1:
                peaks.append((at, highest))
                rising, lowest = False, value
        else:
            lowest = min(lowest, value)
            if value > lowest + least_rise:
                rising, highest, at = True, value, i
    if rising and (not peaks or peaks[-1][0] != at):
        peaks.append((at, highest))
    kept: list[tuple[int, float]] = []
    for at, height in peaks:
        if kept and (at - kept[-1][0]) / rate_hz < apart_s:
            if height > kept[-1][1]:
                kept[-1] = (at, height)
        else:
            kept.append((at, height))
    return len(kept)


def path_directness(places: Series) -> float | None:
    """Return path over straight line from first to last place, 1 or more; None where they agree.

    Args:
        places: Shape (n, parts), of the movement alone.
    """
    straight = float(np.linalg.norm(places[-1] - places[0]))
    if straight <= 0.0:
        return None
    steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
    return float(np.sum(steps)) / straight


def reaction_time_s(
    times_s: Series, speed: Series, cue_s: float, *, share: float = BOUND_SHARE
) -> float | None:
    """Return the time from a cue to the onset of the movement after it.

    The onset is that of `movement_bounds`, among the samples from the cue on. Where they are still,
    or in movement already at the cue, there is none.
    """
    after = times_s >= cue_s
    times_s, speed = times_s[after], speed[after]
    if len(times_s) < 3:
        return None
    rate_hz = (len(times_s) - 1) / float(times_s[-1] - times_s[0])
    bounds = movement_bounds(speed, rate_hz, share=share)
    if bounds is None or bounds.first == 0:
        return None
    return float(times_s[bounds.first]) - cue_s


@dataclass(frozen=True, slots=True)
class MovementMeasures:
    """One movement; lengths and speeds in the unit of its places."""

    onset_s: float
    """On the clock of its samples."""
    movement_time_s: float
    peak_speed: float
    mean_speed: float
    time_to_peak_share: float
    """Of the movement time; a longer deceleration makes it smaller."""
    units: int
    directness: float | None
    path_length: float
    sparc: float | None
    ldlj: float | None


def measure_movement(
    times_s: Series,
    places: Series,
    rate_hz: float,
    *,
    least_rise: float = UNIT_RISE_M_S,
    share: float = BOUND_SHARE,
) -> MovementMeasures | None:
    """Return the measures of the movement in evenly spaced places; None where nothing moved.

    Args:
        times_s: Shape (n,), evenly spaced.
        places: Shape (n, parts) or (n,).
        rate_hz: Samples a second.
        least_rise: Of speed, for a stroke to count.
        share: Of peak speed, where the movement begins and ends.
    """
    if len(places) < 4:
        return None
    columns = places if places.ndim == 2 else places[:, None]
    calm = smoothed(columns, rate_hz)
    speed = speeds(calm, rate_hz)
    bounds = movement_bounds(speed, rate_hz, share=share)
    if bounds is None or bounds.last - bounds.first < 3:
        return None
    own = speed[bounds.part]
    path = calm[bounds.part]
    duration_s = (bounds.last - bounds.first) / rate_hz
    length = float(np.sum(np.linalg.norm(np.diff(path, axis=0), axis=1)))
    return MovementMeasures(
        onset_s=float(times_s[bounds.first]),
        movement_time_s=duration_s,
        peak_speed=float(own.max()),
        mean_speed=length / duration_s,
        time_to_peak_share=float(np.argmax(own)) / (len(own) - 1),
        units=movement_units(own, rate_hz, least_rise=least_rise),
        directness=path_directness(path),
        path_length=length,
        sparc=sparc(own, rate_hz),
        ldlj=log_dimensionless_jerk(own, rate_hz),
    )
