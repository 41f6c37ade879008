"""What a block of left-right judgements tells: accuracy, response times, their marks of imagery.

Pure arithmetic over the judgements of one block. Response times are those of right judgements
only; too quick presses (0.3 s unless the plan says otherwise), times over the limit, and times more
than three standard deviations from the mean of the block are left out, and medians are taken
(usual practice, recalled with medium to high confidence). A press that was too quick is no
judgement, so it counts neither for nor against accuracy; a picture that was not answered in time
counts as not right.

Two marks say that pictures are judged by turning one's own limb in the mind: times rise with the
angle, and are longer for limbs turned away from the body's midline than towards it. At most half
of healthy adults show both (Mibu 2020), so none of these numbers diagnoses anything.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sessions.blocks.pictures import Limb, View, distance_from_upright_deg

Side: TypeAlias = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

OUTLIER_SDS = 3.0
_FEWEST_FOR_A_SLOPE = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """One picture and what the patient made of it."""

    side: Side
    """What the picture shows."""
    view: View
    angle_deg: float
    """Clockwise from fingers (toes) up."""
    posture: str
    answer: Side | None
    """None where the time was over first."""
    response_s: float | None
    """From the picture's first frame to the press; None where the time was over first."""

    @property
    def correct(self) -> bool:
        """Whether the side was told right."""
        return self.answer == self.side


@dataclass(frozen=True, slots=True)
class Measure:
    """One number as it goes into the log."""

    name: str
    value: float | None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """The judgements that count, and how many do not."""

    judged: tuple[Judgement, ...]
    """All but too quick presses: what accuracy is taken of."""
    timed: tuple[tuple[Judgement, float], ...]
    """Right judgements with their times, outliers left out."""
    too_quick: int
    not_answered: int
    outliers: int


def keep(judgements: Sequence[Judgement], *, fastest_s: float, limit_s: float) -> Kept:
    """Return what counts of a block's judgements."""
    judged = tuple(j for j in judgements if j.response_s is None or j.response_s >= fastest_s)
    right = [
        (j, j.response_s)
        for j in judged
        if j.correct and j.response_s is not None and j.response_s <= limit_s
    ]
    timed = right
    if len(right) > 1:
        times_s = [time_s for _, time_s in right]
        mean_s, reach_s = statistics.fmean(times_s), OUTLIER_SDS * statistics.stdev(times_s)
        timed = [(j, time_s) for j, time_s in right if abs(time_s - mean_s) <= reach_s]
    return Kept(
        judged=judged,
        timed=tuple(timed),
        too_quick=len(judgements) - len(judged),
        not_answered=sum(j.answer is None for j in judged),
        outliers=len(right) - len(timed),
    )


def accuracy(kept: Kept, side: Side | None = None) -> float | None:
    """Return the share of right judgements, of one side's pictures or of all; None without any."""
    judged = [j for j in kept.judged if side in (None, j.side)]
    return sum(j.correct for j in judged) / len(judged) if judged else None


def response_s(kept: Kept, side: Side | None = None) -> float | None:
    """Return the median response time of one side's pictures or of all; None without any."""
    times_s = [time_s for j, time_s in kept.timed if side in (None, j.side)]
    return statistics.median(times_s) if times_s else None


def angle_slope_ms_per_deg(kept: Kept) -> float | None:
    """Return how much longer a judgement takes for each degree from upright, by least squares."""
    distances_deg = [distance_from_upright_deg(j.angle_deg) for j, _ in kept.timed]
    if len(kept.timed) < _FEWEST_FOR_A_SLOPE or len(set(distances_deg)) < 2:
        return None
    times_ms = [1000.0 * time_s for _, time_s in kept.timed]
    return statistics.linear_regression(distances_deg, times_ms).slope


def turned(side: Side, angle_deg: float) -> Literal["medial", "lateral", "neither"]:
    """Return whether fingers (toes) point towards the body's midline, away from it, or neither.

    A left limb turned clockwise points to the right, which is towards the midline.
    """
    angle_deg %= 360.0
    if angle_deg in (0.0, 180.0):
        return "neither"
    clockwise = angle_deg < 180.0
    return "medial" if clockwise == (side == "left") else "lateral"


def lateral_minus_medial_s(kept: Kept) -> float | None:
    """Return how much longer limbs turned away from the midline take; None without either kind."""
    medial = [time_s for j, time_s in kept.timed if turned(j.side, j.angle_deg) == "medial"]
    lateral = [time_s for j, time_s in kept.timed if turned(j.side, j.angle_deg) == "lateral"]
    if not medial or not lateral:
        return None
    return statistics.median(lateral) - statistics.median(medial)


def asymmetry(left_s: float | None, right_s: float | None, affected_side: Side) -> float | None:
    """Return (affected - intact) / mean of both: above 0 the affected side takes longer."""
    if left_s is None or right_s is None:
        return None
    affected_s, intact_s = (left_s, right_s) if affected_side == "left" else (right_s, left_s)
    return (affected_s - intact_s) / ((affected_s + intact_s) / 2.0)


def measures(kept: Kept, limb: Limb, affected_side: Side | None) -> tuple[Measure, ...]:
    """Return everything that a block of judgements says, for the log.

    Where both sides are affected (None), there is no asymmetry between them to speak of.
    """
    both = {"hand": "hands", "foot": "feet"}[limb]
    found: list[Measure] = []
    conditions: tuple[tuple[Side | None, str], ...] = (
        (None, both),
        ("left", f"left {limb}"),
        ("right", f"right {limb}"),
    )
    for side, condition in conditions:
        share, median_s = accuracy(kept, side), response_s(kept, side)
        efficiency_s = median_s / share if median_s is not None and share else None
        found += [
            Measure("accuracy_share", share, condition),
            Measure("response_time_s", median_s, condition),
            Measure("inverse_efficiency_s", efficiency_s, condition),
        ]
    left_s, right_s = response_s(kept, "left"), response_s(kept, "right")
    difference_s = None if left_s is None or right_s is None else left_s - right_s
    uneven = None if affected_side is None else asymmetry(left_s, right_s, affected_side)
    found += [
        Measure("left_minus_right_s", difference_s, both),
        Measure("asymmetry_share", uneven, both),
        Measure("angle_slope_ms_per_deg", angle_slope_ms_per_deg(kept), both),
        Measure("lateral_minus_medial_s", lateral_minus_medial_s(kept), both),
        Measure("not_answered_count", float(kept.not_answered), both),
        Measure("too_quick_count", float(kept.too_quick), both),
        Measure("outlier_count", float(kept.outliers), both),
    ]
    return tuple(found)
