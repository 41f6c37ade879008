"""What one window of signal asks for, by whichever rule: the place where controls differ.

Three rules stand side by side: a classifier for several electrodes (here), thresholds for one or
two (`sensors.emg.squeeze`), and regression for two movements at once (`sensors.emg.simultaneous`).
"""

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensors.emg.classifier import Decision, decide
from sensors.emg.control import MajorityVote, activity_of, fit_speed
from sensors.emg.model import EmgModel

Array = NDArray[np.float64]
ControlKind: TypeAlias = Literal["classifier", "hysteresis", "regression"]

# Below this probability a movement is taken for rest.
REJECT_BELOW = 0.5
# With so few electrodes strength says more than pattern.
HYSTERESIS_UP_TO = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What one window asks for."""

    decision: Decision
    speed: float
    """Of the decided movement, 0 to 1."""
    at_once: tuple[tuple[str, float], ...] = ()
    """Every movement with its speed where several may move at once; else empty."""


class WindowControl(Protocol):
    """One rule from feature vectors to movements."""

    def asked(self, vector: Array) -> Asked:
        """Take the feature vector of the newest window; `step_s` have passed since the last."""
        ...

    def choose(self, movement: str) -> None:
        """Say which movement is meant where the electrodes can't tell it from others."""
        ...

    def reset(self) -> None:
        """Forget what came before: the signal had a gap."""
        ...


def control_for(channels: int) -> ControlKind:
    """Return the rule that suits so many electrodes."""
    return "hysteresis" if channels <= HYSTERESIS_UP_TO else "classifier"


class ClassifierControl:
    """The likeliest movement, or rest where none is likely enough; speed by its own range."""

    def __init__(
        self, model: EmgModel, rest: str, *, reject_below: float = REJECT_BELOW, votes: int = 1
    ) -> None:
        self._model, self._rest = model, rest
        self._reject_below, self._votes = reject_below, votes
        self._speed = fit_speed(model.features, model.training)
        self._vote = MajorityVote(votes)

    def asked(self, vector: Array) -> Asked:
        """Decide one window."""
        decoder = self._model.decoder
        taken = decide(
            decoder.probabilities(vector), decoder.classes, self._rest, self._reject_below
        )
        if self._votes > 1:
            taken = Decision(self._vote.update(taken.movement), taken.confidence, taken.rejected)
        if taken.movement == self._rest:
            return Asked(taken, 0.0)
        activity = float(activity_of(self._model.features, vector))
        return Asked(taken, self._speed.speed(taken.movement, activity))

    def choose(self, movement: str) -> None:
        """Do nothing: the pattern says which movement it is."""

    def reset(self) -> None:
        """Forget earlier votes."""
        self._vote = MajorityVote(self._votes)
