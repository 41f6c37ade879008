"""Was a calibration good enough to use? Judged on repetitions the decoder had not seen."""

from dataclasses import dataclass

import numpy as np

from sensors.emg.classifier import held_out_scores
from sensors.emg.model import FITS, EmgModel

# A movement found in fewer than half of its own windows would frustrate more than it helps. One of
# 20 healthy people fell below (fist against rest, worst 39 %): a bad calibration, not a bad hand.
LEAST_RECALL = 0.5


@dataclass(frozen=True, slots=True)
class MovementCheck:
    """How well one movement was told apart."""

    movement: str
    recall: float
    """Share of its windows that were recognised."""
    mistaken_for: str | None
    """What it was taken for most often otherwise."""

    @property
    def good(self) -> bool:
        """Whether it can be used as it is."""
        return self.recall >= LEAST_RECALL


def check_calibration(model: EmgModel) -> tuple[MovementCheck, ...]:
    """Return one entry for each movement; those that are not good should be recorded again."""
    data = model.training
    scores, label = held_out_scores(data, FITS[model.method], data.classes)
    seen = scores.argmax(axis=1)
    checks = []
    for k, movement in enumerate(data.classes):
        mine = seen[label == k]
        if len(mine) == 0:
            checks.append(MovementCheck(movement, 0.0, None))
            continue
        counts = np.bincount(mine, minlength=len(data.classes))
        recall = float(counts[k]) / len(mine)
        counts[k] = 0
        other = data.classes[int(counts.argmax())] if counts.any() else None
        checks.append(MovementCheck(movement, recall, other))
    return tuple(checks)


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
