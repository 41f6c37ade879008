"""Two movements at once, live: one signed share for each degree of freedom, from regression.

Learnt from the calibration's windows: a movement's windows ask for its own degree, as far as they
are strong, and for none of the others; a step that asked for two movements at once (its name joins
theirs with `BOTH`) asks for both.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sensors.emg.calibration import Complaint, MovementCheck, Verdict, judge
from sensors.emg.classifier import Decision
from sensors.emg.control import activity_of
from sensors.emg.model import EmgModel
from sensors.emg.regression import Regressor, fit_regressor
from sensors.emg.window_control import Asked
from sensors.errors import SensorDataError

Array = NDArray[np.float64]

BOTH = "+"
"""Joins the names of two movements that are made at once."""


class SimultaneousControl:
    """Every degree of freedom by itself, all at the same time.

    Args:
        model: A calibration of single movements, better of both at once too.
        rest: The name of rest.
        degrees: For each movement the name of its degree of freedom, and 1 or -1.

    Raises:
        SensorDataError: the calibration is too short, or has none of these movements.
    """

    def __init__(self, model: EmgModel, rest: str, degrees: Mapping[str, tuple[str, int]]) -> None:
        self._rest = rest
        known = {part for name in model.training.classes for part in name.split(BOTH)}
        self._ways = {name: way for name, way in degrees.items() if name in known}
        self._names = tuple(dict.fromkeys(degree for degree, _ in self._ways.values()))
        if not self._names:
            raise SensorDataError("This calibration has no movement to steer by: calibrate again.")
        self._regressor = _fitted(model, self._ways, self._names)

    @property
    def degrees(self) -> tuple[str, ...]:
        """The degrees of freedom, in the order of `shares`."""
        return self._names

    def shares(self, vector: Array) -> Array:
        """Return each degree's share of full speed, -1 to 1."""
        return self._regressor.predict(vector)

    def asked(self, vector: Array) -> Asked:
        """Ask for every movement whose degree is beyond the dead band."""
        share = dict(zip(self._names, self.shares(vector).tolist(), strict=True))
        speeds = {
            name: max(0.0, sign * share[degree]) for name, (degree, sign) in self._ways.items()
        }
        moving = tuple((name, speed) for name, speed in speeds.items() if speed > 0.0)
        if not moving:
            return Asked(Decision(self._rest, 1.0, rejected=False), 0.0)
        movement, speed = max(moving, key=lambda each: each[1])
        return Asked(Decision(movement, speed, rejected=False), speed, moving)

    def choose(self, movement: str) -> None:
        """Do nothing: every degree has its own share."""

    def reset(self) -> None:
        """Do nothing: each window stands for itself."""


def judge_simultaneous(model: EmgModel, rest: str) -> Verdict:
    """Judge the single movements; two at once that look like one of their own are no fault."""
    verdict = judge(model, rest)
    checks = tuple(check for check in verdict.checks if BOTH not in check.movement)
    missed = [
        check for check in checks if not check.good and BOTH not in (check.mistaken_for or "")
    ]
    accuracy = float(np.mean([check.recall for check in checks]))
    if verdict.complaint in (None, Complaint.NOTHING_MOVED, Complaint.REST_NOT_QUIET):
        return Verdict(checks, accuracy, verdict.rest_share, verdict.complaint, verdict.again)
    if not missed:
        return Verdict(checks, accuracy, verdict.rest_share, None, ())
    return Verdict(checks, accuracy, verdict.rest_share, verdict.complaint, _named(missed))


def _named(missed: list[MovementCheck]) -> tuple[str, ...]:
    names: list[str] = []
    for check in missed:
        names += [check.movement, *([check.mistaken_for] if check.mistaken_for else [])]
    return tuple(dict.fromkeys(names))


def _fitted(
    model: EmgModel, ways: Mapping[str, tuple[str, int]], degrees: tuple[str, ...]
) -> Regressor:
    data = model.training
    strength = _strength(model)
    targets = np.zeros((len(data.label), len(degrees)))
    for k, name in enumerate(data.classes):
        mine = data.label == k
        for part in name.split(BOTH):
            if part in ways:
                degree, sign = ways[part]
                targets[mine, degrees.index(degree)] = sign * strength[mine]
    return fit_regressor(data.features, targets, data.group)


def _strength(model: EmgModel) -> Array:
    """Return how strong each window is among those of its movement, 0 to 1: its median is full."""
    activity = activity_of(model.features, model.training.features)
    strength = np.zeros(len(activity))
    for k in np.unique(model.training.label):
        mine = model.training.label == k
        usual = max(float(np.median(activity[mine])), 1e-9)
        strength[mine] = np.minimum(1.0, activity[mine] / usual)
    return strength
