"""Labels from the intact hand: both sides move together, and the hand that is seen says when.

A missing hand can't be filmed, and a cue only says what was asked for: reaction and effort differ
each time. When both sides make the movement together, the intact hand's pose gives onset, end and
amplitude; such labels are more accurate than those of a shown animation (bilateral mirror training;
see docs/sources.md).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# A movement has begun when the hand has gone this share of the way for so long, and is there above
# this share of its own height. Our choices: above what tracking wanders at rest (a few per cent).
ONSET_SHARE, ONSET_HOLDS_S = 0.12, 0.10
THERE_SHARE = 0.6
QUIET_SHARE = 0.10
# Muscles begin to work before anything moves (electromechanical delay, 30 to 100 ms).
MUSCLE_LEADS_S = 0.06
# The hand must go mainly where it was asked to: cosine of the way it took and the way asked for.
LEAST_LIKENESS = 0.5
_SHORTEST_S = 0.3


@dataclass(frozen=True, slots=True)
class HandSpan:
    """One movement of the intact hand."""

    onset_s: float
    """When the muscles began, judged from the hand."""
    stop_s: float
    """When the hand began to let go."""
    released_s: float
    """When it was back at rest; the end of what was seen where it was not."""
    amplitude: float
    """The farthest it went, as a share of the way asked for."""


def share_of_way(angles_rad: Array, rest_rad: Array, goal_rad: Array) -> Array:
    """Return how far along the way from rest to goal each pose is; (n, angles) -> (n,)."""
    way = goal_rad - rest_rad
    shares: Array = (angles_rad - rest_rad) @ way / max(float(way @ way), 1e-12)
    return shares


def find_movement(
    times_s: Array, angles_rad: Array, rest_rad: Array, goal_rad: Array
) -> HandSpan | None:
    """Return the first movement towards the goal in a trace of the hand, or None.

    Args:
        times_s: shape (n,), rising; on the clock of the muscle samples.
        angles_rad: shape (n, angles), the intact hand's pose.
        rest_rad: shape (angles,), the pose at rest.
        goal_rad: shape (angles,), where the movement leads.
    """
    if len(times_s) < 3:
        return None
    # What a hand at rest looks like differs from person to person: start from where it was.
    began = angles_rad[: max(1, len(angles_rad) // 10)].mean(axis=0)
    share = share_of_way(angles_rad, began, began + goal_rad - rest_rad)
    onset = _first_held(times_s, share > ONSET_SHARE, ONSET_HOLDS_S)
    if onset is None:
        return None
    after = share[onset:]
    peak = onset + int(after.argmax())
    height = float(share[peak])
    if not _goes_there(angles_rad[peak] - began, goal_rad - rest_rad):
        return None
    below = np.flatnonzero(share[peak:] < THERE_SHARE * height)
    stop = peak + int(below[0]) if len(below) else len(share) - 1
    quiet = np.flatnonzero(share[stop:] < max(QUIET_SHARE, 0.2 * height))
    released = stop + int(quiet[0]) if len(quiet) else len(share) - 1
    if times_s[stop] - times_s[onset] < _SHORTEST_S:
        return None
    return HandSpan(
        float(times_s[onset]) - MUSCLE_LEADS_S,
        float(times_s[stop]) - MUSCLE_LEADS_S,
        float(times_s[released]),
        height,
    )


def _first_held(times_s: Array, true: NDArray[np.bool_], hold_s: float) -> int | None:
    """Return the first index from which on `true` holds for long enough."""
    start: int | None = None
    for i, holds in enumerate(true):
        if not holds:
            start = None
            continue
        if start is None:
            start = i
        if times_s[i] - times_s[start] >= hold_s:
            return start
    return None


def _goes_there(moved: Array, way: Array) -> bool:
    length = float(np.linalg.norm(moved) * np.linalg.norm(way))
    return length > 0.0 and float(moved @ way) / length >= LEAST_LIKENESS
