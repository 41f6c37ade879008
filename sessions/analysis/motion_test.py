"""The Motion Test: how soon and how surely muscles are read as the movement that was asked for.

As in BioPatRec, the open software of the group whose trials the execution exercise follows: the
clock starts with the window of the first decision that is not rest. *Selection time* runs to the
first right decision, *completion time* to the 20th (they need not follow each other), each counted
from where that first window began, so that the window's length and the processing are in it. With
windows of 200 ms each 50 ms the shortest completion is 0.2 + 19 x 0.05 = 1.15 s. *Accuracy* is the
share of right ones among all decisions from the first that is not rest up to completion; where a
trial is not completed nothing but that is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

NEEDED = 20
STEP_S = 0.05
"""Decisions come more often than this; to compare with published times one each 50 ms counts."""
_JUST_S = 1e-6


@dataclass(frozen=True, slots=True)
class Prediction:
    """One decision about what the muscles do."""

    window_end_s: float
    """When the newest sample of its window was taken."""
    decided_at_s: float
    movement: str


@dataclass(frozen=True, slots=True)
class MotionMeasures:
    """One trial."""

    selection_s: float | None
    """None where the movement asked for was never decided."""
    completion_s: float | None
    """None where it was not decided often enough."""
    accuracy: float | None
    """None where the trial was not completed."""
    right: int
    """Right decisions counted, up to completion."""

    @property
    def completed(self) -> bool:
        """Whether the movement was decided often enough."""
        return self.completion_s is not None


def each(predictions: Sequence[Prediction], step_s: float = STEP_S) -> tuple[Prediction, ...]:
    """Return those that lie at least `step_s` apart, from the first on."""
    kept: list[Prediction] = []
    for one in predictions:
        if not kept or one.window_end_s - kept[-1].window_end_s >= step_s - _JUST_S:
            kept.append(one)
    return tuple(kept)


def measure_motion(
    predictions: Sequence[Prediction],
    asked: str,
    *,
    rest: str,
    window_s: float,
    needed: int = NEEDED,
) -> MotionMeasures:
    """Return one trial's measures.

    Args:
        predictions: All of the trial's that count, oldest first.
        asked: The movement asked for.
        rest: The name of no movement.
        window_s: How long a decision's window is.
        needed: How many right decisions complete the trial.
    """
    moving = [place for place, one in enumerate(predictions) if one.movement != rest]
    if not moving:
        return MotionMeasures(None, None, None, 0)
    counted = predictions[moving[0] :]
    began_s = counted[0].window_end_s - window_s
    right = [place for place, one in enumerate(counted) if one.movement == asked]
    selection_s = counted[right[0]].decided_at_s - began_s if right else None
    if len(right) < needed:
        return MotionMeasures(selection_s, None, None, len(right))
    last = right[needed - 1]
    completion_s = counted[last].decided_at_s - began_s
    return MotionMeasures(selection_s, completion_s, needed / (last + 1), needed)
