"""Control with one or two electrodes, live: how strong each is, against its own thresholds.

The level of an electrode is its mean absolute value over the window. Thresholds come from the same
windows of the calibration, so an earlier day's model and today's "one of each" serve here too.

Each movement belongs to the electrode on which it stands out most. One electrode: squeezing moves
the movement that is meant; two short squeezes in a row take the next one. Two electrodes: the
stronger one moves, at the speed of the difference, so tensing both alike moves nothing. Which
movement is meant may also be said by whoever asks for one (`SqueezeControl.choose`).
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sensors.emg.calibration import (
    LEAST_RECALL,
    LIVELIEST_REST,
    Complaint,
    MovementCheck,
    Verdict,
    rest_share,
)
from sensors.emg.classifier import Decision
from sensors.emg.features import AMPLITUDE_FLOOR, Features
from sensors.emg.hysteresis import DoublePulse, HysteresisSwitch, Thresholds, calibrate
from sensors.emg.model import EmgModel
from sensors.emg.window_control import Asked
from sensors.errors import SensorDataError

Array = NDArray[np.float64]

# Below this difference of two strengths both muscles tense alike, and nothing is meant.
LEAST_DIFFERENCE = 0.1


def levels_of(features: Features, vectors: Array) -> Array:
    """Return each electrode's mean absolute value from feature vectors, in its own strength."""
    levels: Array = np.exp(vectors[..., : features.channels]) - AMPLITUDE_FLOOR
    return levels


@dataclass(slots=True)
class _Electrode:
    """One electrode that moves something: its switch, and the movements that are its own."""

    thresholds: Thresholds
    switch: HysteresisSwitch
    pulse: DoublePulse
    movements: list[str] = field(default_factory=list)
    chosen: int = 0

    @property
    def movement(self) -> str:
        return self.movements[self.chosen]


class SqueezeControl:
    """Thresholds with hysteresis; one or two electrodes.

    Movements that do not stand out from rest on any electrode never move.
    """

    def __init__(self, model: EmgModel, rest: str) -> None:
        self._features, self._rest = model.features, rest
        self._step_s = model.features.step / model.rate_hz
        self._electrodes = _electrodes(model, rest)
        self._passed_s = 0.0

    @property
    def movements(self) -> dict[int, tuple[str, ...]]:
        """Which movements each electrode moves."""
        return {
            electrode.thresholds.channel: tuple(electrode.movements)
            for electrode in self._electrodes
        }

    def asked(self, vector: Array) -> Asked:
        """Let one step pass at the level of this window."""
        self._passed_s += self._step_s
        levels = levels_of(self._features, vector)
        strengths = []
        for electrode in self._electrodes:
            level = float(levels[electrode.thresholds.channel])
            on = electrode.switch.update(level, self._step_s)
            if electrode.pulse.update(on, self._passed_s) and len(electrode.movements) > 1:
                electrode.chosen = (electrode.chosen + 1) % len(electrode.movements)
            strengths.append(electrode.thresholds.strength(level))
        strongest = int(np.argmax(strengths)) if strengths else 0
        if not strengths or not self._electrodes[strongest].switch.on:
            return Asked(Decision(self._rest, 1.0, rejected=False), 0.0)
        others = [s for k, s in enumerate(strengths) if k != strongest]
        difference = strengths[strongest] - max(others, default=0.0)
        if others and difference < LEAST_DIFFERENCE:
            return Asked(Decision(self._rest, difference, rejected=True), 0.0)
        movement = self._electrodes[strongest].movement
        return Asked(Decision(movement, strengths[strongest], rejected=False), difference)

    def choose(self, movement: str) -> None:
        """Mean this movement from now on whenever its electrode is squeezed."""
        for electrode in self._electrodes:
            if movement in electrode.movements:
                electrode.chosen = electrode.movements.index(movement)

    def reset(self) -> None:
        """Let go of everything."""
        for electrode in self._electrodes:
            electrode.switch = HysteresisSwitch(electrode.thresholds)
            electrode.pulse = DoublePulse()


def judge_squeezes(model: EmgModel, rest: str) -> Verdict:
    """Judge a calibration by whether squeezes stand out from rest, not by telling them apart."""
    data, levels = model.training, levels_of(model.features, model.training.features)
    quiet = levels[data.label == data.classes.index(rest)] if rest in data.classes else levels[:0]
    checks, crossings = [], [0.0]
    for k, movement in enumerate(data.classes):
        if movement == rest:
            continue
        mine = levels[data.label == k]
        found = _squeeze(quiet, mine)
        if found is None:
            checks.append(MovementCheck(movement, 0.0, rest, None))
            continue
        over = float((mine[:, found.channel] > found.off).mean())
        crossings.append(float((quiet[:, found.channel] > found.on).mean()))
        checks.append(MovementCheck(movement, over, rest, found.separation))
    share = rest_share(model, rest)
    missed = [check for check in checks if check.recall < LEAST_RECALL]
    complaint: Complaint | None = None
    again: tuple[str, ...] = ()
    if missed and len(missed) == len(checks):
        complaint, again = Complaint.NOTHING_MOVED, (*(c.movement for c in checks), rest)
        if share > LIVELIEST_REST and _moves(model, rest):
            complaint, again = Complaint.REST_NOT_QUIET, (rest,)
    elif missed:
        complaint, again = Complaint.TOO_WEAK, tuple(check.movement for check in missed)
    every = (*checks, MovementCheck(rest, 1.0 - max(crossings), None, None))
    accuracy = float(np.mean([check.recall for check in every]))
    return Verdict(every, accuracy, share, complaint, again)


def _moves(model: EmgModel, rest: str) -> bool:
    """Tell whether movements are stronger than rest at all, however lively rest is."""
    data, levels = model.training, levels_of(model.features, model.training.features)
    quiet = data.label == data.classes.index(rest)
    return bool((levels[~quiet].mean(axis=0) > 1.2 * levels[quiet].mean(axis=0)).any())


def _electrodes(model: EmgModel, rest: str) -> list[_Electrode]:
    data, levels = model.training, levels_of(model.features, model.training.features)
    if rest not in data.classes:
        raise SensorDataError("This calibration has no rest: record rest and calibrate again.")
    quiet = levels[data.label == data.classes.index(rest)]
    found: dict[int, list[tuple[str, Thresholds]]] = {}
    for k, movement in enumerate(data.classes):
        squeeze = None if movement == rest else _squeeze(quiet, levels[data.label == k])
        if squeeze is not None:
            found.setdefault(squeeze.channel, []).append((movement, squeeze))
    electrodes = []
    for _, members in sorted(found.items()):
        # The weakest of its movements sets the thresholds: the others then pass them all the more.
        thresholds = min((squeeze for _, squeeze in members), key=lambda each: each.active)
        electrode = _Electrode(thresholds, HysteresisSwitch(thresholds), DoublePulse())
        electrode.movements = [movement for movement, _ in members]
        electrodes.append(electrode)
    return electrodes


def _squeeze(quiet: Array, tense: Array) -> Thresholds | None:
    if len(quiet) < 2 or len(tense) < 2:
        return None
    try:
        return calibrate(quiet, tense)
    except SensorDataError:
        return None
