"""The target achievement control (TAC) test: bring the limb into a posture, and keep it there.

Simon and others (2011), with the defaults of BioPatRec: every degree of freedom within 5 degrees of
the target at once, for the dwell time, within the time allowed. Leaving the tolerance starts the
dwell anew and counts as an overshoot. The completion time leaves the dwell out: it ends where the
limb came in to stay. *Path efficiency* is the straight way to the target over the way that was
taken until then, in the space of the degrees of freedom: 1 is straight.
"""

from dataclasses import dataclass

import numpy as np

from sessions.analysis.sampling import Series

_JUST_S = 1e-9
_JUST_DEG = 1e-6
_MOVED_DEG = 1.0
"""A degree of freedom that has gone this far towards its target has been chosen."""


@dataclass(frozen=True, slots=True)
class TacMeasures:
    """One trial."""

    completed: bool
    completion_s: float | None
    """From the start until the limb came in to stay; None where it did not."""
    selection_s: float | None
    """Until every wanted degree of freedom had set out towards its target."""
    first_selection_s: float | None
    """Until any of them had."""
    path_efficiency: float | None
    """None where the limb did not come in to stay."""
    overshoots: int
    """How often it left the tolerance after having come in."""
    longest_hold_s: float
    nearest_deg: float
    """Smallest distance of the degree of freedom that was farthest off."""


def measure_tac(
    times_s: Series,
    places_deg: Series,
    target_deg: Series,
    *,
    tolerance_deg: float,
    dwell_s: float,
) -> TacMeasures:
    """Return one trial's measures.

    Args:
        times_s: When the limb was where; does not fall.
        places_deg: Shape (n, degrees of freedom).
        target_deg: Shape (degrees of freedom,).
        tolerance_deg: How near every one must be.
        dwell_s: How long, without a break.

    Raises:
        ValueError: nothing was measured, or the shapes differ.
    """
    if len(times_s) == 0 or places_deg.shape != (len(times_s), len(target_deg)):
        raise ValueError("places_deg needs one row for each time, and one column for each degree")
    farthest = np.max(np.abs(places_deg - target_deg), axis=1)
    inside = farthest <= tolerance_deg + _JUST_DEG
    came_in: int | None = None
    stayed: int | None = None
    overshoots, longest_s = 0, 0.0
    for place, there in enumerate(inside):
        if not there:
            overshoots += came_in is not None
            came_in = None
            continue
        came_in = place if came_in is None else came_in
        held_s = float(times_s[place] - times_s[came_in])
        longest_s = max(longest_s, held_s)
        if held_s >= dwell_s - _JUST_S:
            stayed = came_in
            break
    set_out = _set_out(times_s, places_deg, target_deg)
    chosen = [at_s for at_s in set_out if at_s is not None]
    return TacMeasures(
        completed=stayed is not None,
        completion_s=None if stayed is None else float(times_s[stayed] - times_s[0]),
        selection_s=max(chosen) if chosen and len(chosen) == len(set_out) else None,
        first_selection_s=min(chosen, default=None),
        path_efficiency=None if stayed is None else path_efficiency(places_deg[: stayed + 1]),
        overshoots=overshoots,
        longest_hold_s=longest_s,
        nearest_deg=float(np.min(farthest)),
    )


def path_efficiency(places: Series) -> float:
    """Return the straight way from the first to the last place over the way taken, 0 to 1."""
    taken = way(places)
    straight = float(np.linalg.norm(places[-1] - places[0]))
    return min(1.0, straight / taken) if taken > 0.0 else 1.0


def way(places: Series) -> float:
    """Return how long the way through these places is, shape (n, degrees of freedom)."""
    return float(np.sum(np.linalg.norm(np.diff(places, axis=0), axis=1)))


def _set_out(times_s: Series, places_deg: Series, target_deg: Series) -> list[float | None]:
    """Return when each degree of freedom that has a way to go had begun to go it."""
    found: list[float | None] = []
    wanted = target_deg - places_deg[0]
    for degree in np.flatnonzero(np.abs(wanted) > _MOVED_DEG):
        gone = (places_deg[:, degree] - places_deg[0, degree]) * np.sign(wanted[degree])
        first = np.flatnonzero(gone >= _MOVED_DEG)
        found.append(float(times_s[first[0]] - times_s[0]) if len(first) else None)
    return found
