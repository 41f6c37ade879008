"""Forearm and wrist, or calf and ankle, brought to the girths that a tape measured."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.limb.rotation import Vector, unit

# Along the forearm, 0 elbow and 1 wrist: where a tape finds the most, where the wrist is measured,
# and how far a change spreads beyond either (of a shank, beyond knee and ankle).
FOREARM_PLACE, WRIST_PLACE = 0.25, 0.95
_UPPER_END, _LOWER_END = -0.2, 1.2
# The coarse mesh has a ring of vertices every 2 to 3 cm.
_SLAB_M = 0.02
# A tape that says more than this has measured another place, or another arm.
_LEAST, _MOST = 0.7, 1.5

Points = NDArray[np.float64]


def girth_m(vertices: Points, elbow: Vector, wrist: Vector, place: float) -> float:
    """Return the way around the forearm at a place along it, as a tape would lie."""
    along = unit(wrist - elbow)
    distance_m = (vertices - elbow) @ along - place * np.linalg.norm(wrist - elbow)
    ring = vertices[np.abs(distance_m) < _SLAB_M]
    first = unit(np.cross(along, (0.3, 0.5, 0.8)))
    flat = np.stack(((ring - elbow) @ first, (ring - elbow) @ np.cross(along, first)), axis=1)
    directions = np.linspace(0.0, 2 * np.pi, 360, endpoint=False)
    # The girth of a convex outline is the mean of its widths times pi (Cauchy).
    reach_m = (flat @ np.stack((np.cos(directions), np.sin(directions)))).max(axis=0)
    return float(2 * np.pi * reach_m.mean())


def with_girths(
    vertices: Points,
    elbow: Vector,
    wrist: Vector,
    girths_mm: Sequence[tuple[float, float | None]],
) -> Points:
    """Return the vertices, thicker or thinner around the line from elbow to wrist.

    Args:
        vertices: shape (n, 3), metres, of the limb at its final lengths.
        elbow: joint centre, or the knee's.
        wrist: joint centre, or the ankle's.
        girths_mm: places along the line, ascending, and which girths are wanted there; those not
            given stay.
    """
    factors = [1.0]
    places = [_UPPER_END]
    for place, wanted_mm in girths_mm:
        here_m = girth_m(vertices, elbow, wrist, place)
        factor = 1.0 if wanted_mm is None else wanted_mm / 1000 / here_m
        factors.append(min(max(factor, _LEAST), _MOST))
        places.append(place)
    if set(factors) == {1.0}:
        return vertices
    along = unit(wrist - elbow)
    from_elbow = vertices - elbow
    down = from_elbow @ along
    share = down / np.linalg.norm(wrist - elbow)
    factor_here = np.interp(share, [*places, _LOWER_END], [*factors, 1.0])
    outwards = from_elbow - down[:, None] * along
    return np.asarray(vertices + (factor_here - 1.0)[:, None] * outwards)
