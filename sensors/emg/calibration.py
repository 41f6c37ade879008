"""Was a calibration good enough to use? Judged on repetitions the decoder had not seen."""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from sensors.emg.confidence import held_out_scores
from sensors.emg.control import activity_of
from sensors.emg.model import FITS, EmgModel

# A movement found in fewer than half of its own windows would frustrate more than it helps. One of
# 20 healthy people fell below (fist against rest, worst 39 %): a bad calibration, not a bad hand.
LEAST_RECALL = 0.5
# Our choices: rest that is livelier than this share of a usual contraction is no rest, and a
# movement this near to rest (standard deviations, d') can't be told from it.
LIVELIEST_REST = 0.6
LEAST_SEPARATION = 1.0


class Complaint(Enum):
    """What is wrong with a calibration; the first that applies is the one to mend."""

    NOTHING_MOVED = "nothing_moved"
    """No movement stands out from rest: electrodes off the muscle, or nobody moved."""
    REST_NOT_QUIET = "rest_not_quiet"
    """The muscles kept working while they should have rested."""
    TOO_WEAK = "too_weak"
    """A movement is hardly stronger than rest."""
    LOOK_ALIKE = "look_alike"
    """Two movements give the same signal."""


@dataclass(frozen=True, slots=True)
class MovementCheck:
    """How well one movement was told apart."""

    movement: str
    recall: float
    """Share of its windows that were recognised."""
    mistaken_for: str | None
    """What it was taken for most often otherwise."""
    separation: float | None = None
    """How far its activity stands above rest, in standard deviations; None for rest itself."""

    @property
    def good(self) -> bool:
        """Whether it can be used as it is."""
        return self.recall >= LEAST_RECALL


@dataclass(frozen=True, slots=True)
class Verdict:
    """A calibration, judged."""

    checks: tuple[MovementCheck, ...]
    accuracy: float
    """Mean share of each movement's windows that were recognised."""
    rest_share: float
    """The 95th percent of rest's activity as a share of a usual contraction's."""
    complaint: Complaint | None
    again: tuple[str, ...]
    """Movements to record again."""

    @property
    def good(self) -> bool:
        """Whether it can be used as it is."""
        return self.complaint is None


def judge(model: EmgModel, rest: str) -> Verdict:
    """Judge a calibration on accuracy held out, on how movements stand out, and on quiet rest."""
    checks = check_calibration(model, rest)
    accuracy = float(np.mean([check.recall for check in checks]))
    quiet_share = rest_share(model, rest)
    moving = [check for check in checks if check.movement != rest]
    weak = [c for c in moving if c.separation is not None and c.separation < LEAST_SEPARATION]
    missed = [check for check in checks if not check.good]
    everything = tuple(check.movement for check in checks)
    complaint: Complaint | None = None
    again: tuple[str, ...] = ()
    if moving and len(weak) == len(moving):
        complaint, again = Complaint.NOTHING_MOVED, everything
    elif quiet_share > LIVELIEST_REST and any(check.movement == rest for check in missed):
        complaint, again = Complaint.REST_NOT_QUIET, (rest,)
    elif missed:
        names = {check.movement for check in missed} | {
            check.mistaken_for for check in missed if check.mistaken_for is not None
        }
        too_weak = any(check in weak for check in missed)
        complaint = Complaint.TOO_WEAK if too_weak else Complaint.LOOK_ALIKE
        again = tuple(name for name in everything if name in names)
    return Verdict(checks, accuracy, quiet_share, complaint, again)


def check_calibration(model: EmgModel, rest: str = "rest") -> tuple[MovementCheck, ...]:
    """Return one entry for each movement; those that are not good should be recorded again."""
    data = model.training
    scores, label = held_out_scores(data, FITS[model.method], data.classes)
    seen = scores.argmax(axis=1)
    checks = []
    for k, movement in enumerate(data.classes):
        mine = seen[label == k]
        apart = None if movement == rest else _separation(model, movement, rest)
        if len(mine) == 0:
            checks.append(MovementCheck(movement, 0.0, None, apart))
            continue
        counts = np.bincount(mine, minlength=len(data.classes))
        recall = float(counts[k]) / len(mine)
        counts[k] = 0
        other = data.classes[int(counts.argmax())] if counts.any() else None
        checks.append(MovementCheck(movement, recall, other, apart))
    return tuple(checks)


def _separation(model: EmgModel, movement: str, rest: str) -> float | None:
    """Return d' between a movement's activity and rest's."""
    data = model.training
    if rest not in data.classes:
        return None
    activity = np.log(np.maximum(activity_of(model.features, data.features), 1e-9))
    mine = activity[data.label == data.classes.index(movement)]
    quiet = activity[data.label == data.classes.index(rest)]
    if len(mine) < 2 or len(quiet) < 2:
        return None
    spread = float(np.sqrt((mine.var() + quiet.var()) / 2))
    return float((mine.mean() - quiet.mean()) / max(spread, 1e-9))


def rest_share(model: EmgModel, rest: str) -> float:
    """Return the 95th percent of rest's activity as a share of a usual contraction's."""
    data = model.training
    if rest not in data.classes:
        return 0.0
    activity = activity_of(model.features, data.features)
    is_rest = data.label == data.classes.index(rest)
    if not is_rest.any() or is_rest.all():
        return 0.0
    usual = float(np.median(activity[~is_rest]))
    return float(np.percentile(activity[is_rest], 95)) / max(usual, 1e-9)


def advice(checks: tuple[MovementCheck, ...]) -> str:
    """Return one sentence about what to record again; empty where all is good."""
    weak = [check for check in checks if not check.good]
    if not weak:
        return ""
    worst = min(weak, key=lambda check: check.recall)
    confused = f"; it looks like {worst.mistaken_for}" if worst.mistaken_for else ""
    return (
        f"Record {' and '.join(check.movement for check in weak)} again "
        f"({worst.movement} was recognised {worst.recall:.0%} of the time{confused})."
    )
