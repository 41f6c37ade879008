"""What the tests of muscle control share: their trials in turn, as logged, and means over them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Protocol, TypeVar

import numpy as np

from game.exercises.by_muscles.muscle_ready import leave_out, trouble_of
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, Scene, play


class MuscleTrial(Scene, Protocol):
    """One trial of such a test."""

    skipped: bool
    active_s: float
    done: bool
    """Whether the patient did what was asked."""

    @property
    def sensor_failed(self) -> bool:
        """Whether the sensor was of no use for long."""
        ...


TrialT = TypeVar("TrialT", bound=MuscleTrial)
MeasuresT = TypeVar("MeasuresT")
PhaseT = TypeVar("PhaseT", bound=Enum)


def play_trials(
    stage: Stage,
    trials: Iterable[TrialT],
    instead: str,
    *,
    keep: Callable[[int, TrialT], MeasuresT | None],
    sum_up: Callable[[list[MeasuresT]], None],
) -> Play[bool]:
    """Play the trials until one is skipped or the sensor fails; return False where that was so.

    Args:
        stage: The session.
        trials: Each is made when its turn comes.
        instead: What the plan says to do where the sensor fails.
        keep: Takes a trial's number and the trial, however it ended, and returns its measures.
        sum_up: Takes the measures of all trials at the end, where there are any.
    """
    done: list[MeasuresT] = []
    try:
        for number, trial in enumerate(trials):
            try:
                yield from play(trial)
            finally:
                measures = keep(number, trial)
                if measures is not None:
                    done.append(measures)
            if trial.skipped:
                return False
            if trial.sensor_failed:
                yield from leave_out(stage, instead, trouble_of(stage))
                return False
    finally:
        if done:
            sum_up(done)
    return True


def trial_done(
    exercise: str, movement: str, trial: MuscleTrial, phase_began_at_s: Mapping[PhaseT, float]
) -> TrialDone:
    """Return a trial as the log has it."""
    return TrialDone(
        exercise=exercise,
        movement=movement,
        cycles_ordered=1,
        cycles_done=int(trial.done),
        active_s=trial.active_s,
        finished=trial.finished and not trial.sensor_failed,
        skipped=trial.skipped,
        phases=tuple((phase.value, at_s) for phase, at_s in phase_began_at_s.items()),
    )


def mean_of_known(values: Sequence[float | None]) -> float | None:
    """Return the mean of the values that are known; None where none is."""
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
