"""Strokes: the single goings and comings of a repeated movement, and how each of them was made.

A whole minute of repetitions has no smoothness of its own: its stops belong to the exercise. So the
movement's coordinate is cut where it turns, and each stroke is measured by itself.
"""

import itertools
from dataclasses import dataclass

import numpy as np

from sessions.analysis.kinematics import movement_bounds
from sessions.analysis.sampling import Series, evenly, smoothed, speeds
from sessions.analysis.smoothness import log_dimensionless_jerk, sparc

LEAST_SWING = 0.25
"""Of the coordinate's own range, for a stroke to count."""
LONGEST_GAP_S = 0.25
"""A stroke with a longer gap between two samples is not measured: the limb was out of sight."""
ANALYSIS_RATE_HZ = 100.0


@dataclass(frozen=True, slots=True)
class StrokeMeasures:
    """The middle stroke of a stretch, by medians; None where none could be measured."""

    strokes: int
    duration_s: float | None
    peak_speed: float | None
    """In the coordinate's unit a second."""
    amplitude: float | None
    sparc: float | None
    ldlj: float | None


def turning_points(values: Series, least_swing: float = LEAST_SWING) -> list[int]:
    """Return where a coordinate turns, with swings of at least `least_swing` of its range between.

    Both ends of the outermost strokes are included; empty where nothing swings that far.
    """
    if len(values) < 3:
        return []
    low, high = np.percentile(values, (2.0, 98.0))
    swing = least_swing * float(high - low)
    if swing <= 0.0:
        return []
    turns: list[int] = []
    lowest = highest = 0
    direction = 0
    for i, value in enumerate(values.tolist()):
        if value < values[lowest]:
            lowest = i
        if value > values[highest]:
            highest = i
        if direction >= 0 and value <= values[highest] - swing:
            turns.append(highest)
            direction, lowest = -1, i
        elif direction <= 0 and value >= values[lowest] + swing:
            turns.append(lowest)
            direction, highest = 1, i
        if direction == 1:
            lowest = i
        elif direction == -1:
            highest = i
    if direction:
        turns.append(
            int(np.argmax(values[turns[-1] :]) + turns[-1])
            if direction == 1
            else int(np.argmin(values[turns[-1] :]) + turns[-1])
        )
    return turns


def measure_strokes(times_s: Series, coordinate: Series) -> StrokeMeasures:
    """Return the measures of a stretch of strokes.

    Args:
        times_s: Shape (n,), when each value was measured; must not fall.
        coordinate: Shape (n,): one joint angle, or the share of a movement's range.
    """
    none = StrokeMeasures(0, None, None, None, None, None)
    if len(times_s) < 4 or times_s[-1] <= times_s[0]:
        return none
    turns = turning_points(coordinate)
    found: list[tuple[float, float, float, float, float]] = []
    for first, last in itertools.pairwise(turns):
        own_s, own = times_s[first : last + 1], coordinate[first : last + 1]
        if len(own) >= 4 and float(np.max(np.diff(own_s))) <= LONGEST_GAP_S:
            measured = _stroke(own_s, own)
            if measured is not None:
                found.append(measured)
    if not found:
        return StrokeMeasures(max(0, len(turns) - 1), None, None, None, None, None)
    middle = np.median(np.array(found), axis=0)
    return StrokeMeasures(max(0, len(turns) - 1), *(float(value) for value in middle))


def _stroke(times_s: Series, own: Series) -> tuple[float, float, float, float, float] | None:
    _, even = evenly(times_s, own, ANALYSIS_RATE_HZ)
    if len(even) < 10:
        return None
    speed = speeds(smoothed(even, ANALYSIS_RATE_HZ), ANALYSIS_RATE_HZ)
    bounds = movement_bounds(speed, ANALYSIS_RATE_HZ)
    if bounds is None:
        return None
    moving = speed[bounds.part]
    smooth, jerk = sparc(moving, ANALYSIS_RATE_HZ), log_dimensionless_jerk(moving, ANALYSIS_RATE_HZ)
    if smooth is None or jerk is None:
        return None
    duration_s = (bounds.last - bounds.first) / ANALYSIS_RATE_HZ
    return duration_s, float(moving.max()), float(np.ptp(own)), smooth, jerk
