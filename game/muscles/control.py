"""How the muscles steer: by pattern, by thresholds, or two movements at once; chosen at home.

`[muscles] control` in the settings names it; left out, it goes by the number of electrodes.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import Literal, TypeAlias

from game.movements.attempts import REST, Attempt, load_attempts
from game.movements.both_at_once import BothAtOnce
from sensors.emg.calibration import Verdict, judge
from sensors.emg.model import EmgModel
from sensors.emg.simultaneous import SimultaneousControl, judge_simultaneous
from sensors.emg.squeeze import SqueezeControl, judge_squeezes
from sensors.emg.window_control import (
    ClassifierControl,
    ControlKind,
    WindowControl,
    control_for,
)

ControlChoice: TypeAlias = Literal["auto", "classifier", "hysteresis", "regression"]
# More than two degrees at once are hard to make and long to calibrate.
_DEGREES_AT_ONCE = 2


def kind_of(choice: ControlChoice, channels: int) -> ControlKind:
    """Return the control that is meant for so many electrodes."""
    return control_for(channels) if choice == "auto" else choice


def make_control(kind: ControlKind, model: EmgModel) -> WindowControl:
    """Return the control for a calibration.

    Raises:
        SensorDataError: the calibration does not serve for it.
    """
    match kind:
        case "classifier":
            return ClassifierControl(model, REST)
        case "hysteresis":
            return SqueezeControl(model, REST)
        case "regression":
            ways = {name: (a.degree, a.sign) for name, a in load_attempts().items()}
            return SimultaneousControl(model, REST, ways)


def judged(kind: ControlKind, model: EmgModel) -> Verdict:
    """Judge a calibration by what this control needs of it."""
    match kind:
        case "classifier":
            return judge(model, REST)
        case "hysteresis":
            return judge_squeezes(model, REST)
        case "regression":
            return judge_simultaneous(model, REST)


def asked_for(kind: ControlKind, attempts: Sequence[Attempt]) -> tuple[Attempt | BothAtOnce, ...]:
    """Return what a calibration asks for: with regression, two at once of two degrees as well."""
    single: tuple[Attempt | BothAtOnce, ...] = tuple(attempts)
    if kind != "regression":
        return single
    degrees = tuple(dict.fromkeys(attempt.degree for attempt in attempts))[:_DEGREES_AT_ONCE]
    pairs = [
        BothAtOnce(first, second)
        for first, second in combinations(attempts, 2)
        if first.degree != second.degree and {first.degree, second.degree} <= set(degrees)
    ]
    return (*single, *pairs)
