"""Pointing by Fitts' law as ISO 9241-411 has it: how much is aimed in how much time.

A *condition* is one distance with one width. Its index of difficulty is ID = log2(D / W + 1); the
*effective* one puts the way that was really gone, and We = 4.133 x the standard deviation of the
end points along the line to the target, in their place, so that hasty and careful people compare. A
condition's throughput is its effective index over its mean movement time, and a person's is the
mean of the conditions' (mean of means). Time-outs are errors and have no movement time.

Where the end is chosen by staying inside the target, as with muscles, end points lie inside by
design and We says little: the throughput by nominal width is given beside it. The *stopping
distance* is how far the cursor still goes while it stays, from coming in to being chosen: 0 is
somebody who stops dead (Scheme and others 2013, recalled).
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sessions.analysis.sampling import Series
from sessions.analysis.tac_test import path_efficiency, way

ENTROPY_WIDTH = 4.133
"""Standard deviations within which 96 of 100 normally distributed end points lie."""


@dataclass(frozen=True, slots=True)
class Aimed:
    """One movement to one target, in any one unit of length."""

    start: tuple[float, float]
    target: tuple[float, float]
    width: float
    end: tuple[float, float]
    """Where it ended: chosen, or when time was over."""
    movement_s: float | None
    """None where the target was not chosen in time."""
    path_efficiency: float | None
    """Straight over taken way; None where it was not reached."""
    overshoots: int
    """How often the target was left after having been entered."""
    stopping_distance: float | None = None
    """How far it went while it stayed; None where it was not chosen."""

    @property
    def stopping_share(self) -> float | None:
        """The stopping distance over the target's width."""
        return None if self.stopping_distance is None else self.stopping_distance / self.width

    @property
    def distance(self) -> float:
        """From where it began to the target's middle."""
        return math.dist(self.start, self.target)

    @property
    def gone(self) -> float:
        """How far it ended from its start, along the line to the target's middle."""
        ahead = np.subtract(self.target, self.start) / max(self.distance, 1e-12)
        return float(np.subtract(self.end, self.start) @ ahead)


@dataclass(frozen=True, slots=True)
class FittsCondition:
    """All movements of one distance and width."""

    width: float
    distance: float
    difficulty_bits: float
    effective_width: float | None
    """None where the end points are too few, or all the same."""
    effective_bits: float | None
    movement_s: float | None
    throughput_bits_s: float | None
    """By nominal distance and width."""
    effective_throughput_bits_s: float | None


@dataclass(frozen=True, slots=True)
class FittsMeasures:
    """One person's block."""

    conditions: tuple[FittsCondition, ...]
    throughput_bits_s: float | None
    effective_throughput_bits_s: float | None
    error_share: float
    path_efficiency: float | None
    overshoots_per_target: float
    stopping_share: float | None


def difficulty_bits(distance: float, width: float) -> float:
    """Return log2(D / W + 1)."""
    return math.log2(distance / width + 1.0)


def measure_fitts(aimed: Sequence[tuple[str, Aimed]]) -> FittsMeasures | None:
    """Return the measures of all movements, each with its condition's name; None without any."""
    if not aimed:
        return None
    by_name: defaultdict[str, list[Aimed]] = defaultdict(list)
    for name, one in aimed:
        by_name[name].append(one)
    conditions = tuple(_condition(ones) for ones in by_name.values())
    every = [one for _, one in aimed]
    return FittsMeasures(
        conditions=conditions,
        throughput_bits_s=_mean([c.throughput_bits_s for c in conditions]),
        effective_throughput_bits_s=_mean([c.effective_throughput_bits_s for c in conditions]),
        error_share=sum(one.movement_s is None for one in every) / len(every),
        path_efficiency=_mean([one.path_efficiency for one in every]),
        overshoots_per_target=sum(one.overshoots for one in every) / len(every),
        stopping_share=_mean([one.stopping_share for one in every]),
    )


def aim(
    path: Series,
    target: tuple[float, float],
    width: float,
    movement_s: float | None,
    stay: Series | None = None,
) -> Aimed:
    """Return one movement from the places it went through, shape (n, 2), oldest first.

    Args:
        path: Up to where it came in to stay, or to where time was over.
        target: The target's middle.
        width: Its diameter.
        movement_s: None where the target was not chosen in time.
        stay: The places from coming in to being chosen; None where it was not, or nobody knows.

    Raises:
        ValueError: the path is empty.
    """
    if len(path) == 0:
        raise ValueError("a path needs at least one place")
    inside = np.linalg.norm(path - np.array(target), axis=1) <= width / 2.0 + 1e-9
    left = int(np.sum(inside[:-1] & ~inside[1:]))
    start, end = path[0], path[-1]
    return Aimed(
        start=(float(start[0]), float(start[1])),
        target=target,
        width=width,
        end=(float(end[0]), float(end[1])),
        movement_s=movement_s,
        path_efficiency=path_efficiency(path) if movement_s is not None else None,
        overshoots=left,
        stopping_distance=way(stay) if stay is not None and movement_s is not None else None,
    )


def _condition(ones: Sequence[Aimed]) -> FittsCondition:
    distance = float(np.mean([one.distance for one in ones]))
    width = ones[0].width
    chosen = [one for one in ones if one.movement_s is not None]
    movement_s = _mean([one.movement_s for one in ones])
    bits = difficulty_bits(distance, width)
    effective_width = effective_bits = None
    if len(chosen) > 1:
        off = [one.gone - one.distance for one in chosen]
        spread = ENTROPY_WIDTH * float(np.std(off, ddof=1))
        if spread > 0.0:
            effective_width = spread
            gone = float(np.mean([one.gone for one in chosen]))
            effective_bits = difficulty_bits(max(gone, 0.0), spread)
    return FittsCondition(
        width=width,
        distance=distance,
        difficulty_bits=bits,
        effective_width=effective_width,
        effective_bits=effective_bits,
        movement_s=movement_s,
        throughput_bits_s=_over(bits, movement_s),
        effective_throughput_bits_s=_over(effective_bits, movement_s),
    )


def _over(bits: float | None, movement_s: float | None) -> float | None:
    return bits / movement_s if bits is not None and movement_s else None


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
