"""Decisions into motion: proportional speed, a velocity ramp, and what it all costs in delay.

A ramp beat majority voting on-line (Simon & Hargrove 2011): a new movement gathers speed while the
old one brakes twice as fast, so a single wrong decision hardly moves the limb. Voting is there for
those who want it; it adds half a step of delay for each further vote (Farrell 2011).
"""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.emg.classifier import Decision, TrainingSet
from sensors.emg.features import AMPLITUDE_FLOOR, Features
from sensors.errors import SensorSettingsError

Array = NDArray[np.float64]

# Range of muscle activity, as shares of the calibration's, that maps to speeds 0 to 1 (LibEMG).
SPEED_FROM, SPEED_TO = 0.1, 0.7
RAMP_UP_S, RAMP_DOWN_S = 0.3, 0.15


def controller_delay_s(
    window_s: float, step_s: float, votes: int = 1, processing_s: float = 0.0
) -> float:
    """Return the mean delay from intention to command.

    ``window / 2 + votes * step / 2 + processing`` (Farrell 2011): 200/50 ms without voting 125 ms,
    150/25 ms with three votes 112.5 ms, each plus processing. 100 to 125 ms serve best (Farrell &
    Weir 2007).
    """
    return window_s / 2 + votes * step_s / 2 + processing_s


class MajorityVote:
    """The movement most often decided of late; a tie goes to the newest of the tied."""

    def __init__(self, votes: int) -> None:
        if votes < 1:
            raise SensorSettingsError("A vote needs at least one decision: choose 1 or more.")
        self._recent: deque[str] = deque(maxlen=votes)

    def update(self, movement: str) -> str:
        """Take one decision, return the majority's."""
        self._recent.append(movement)
        counts = Counter(self._recent)
        most = max(counts.values())
        return next(name for name in reversed(self._recent) if counts[name] == most)


@dataclass(frozen=True, slots=True)
class ProportionalSpeed:
    """How hard the muscles work for a movement, as a speed 0 to 1."""

    classes: tuple[str, ...]
    slowest: tuple[float, ...]
    """Summed mean absolute value, in channel strengths, at which a movement starts."""
    fastest: tuple[float, ...]

    def speed(self, movement: str, activity: float) -> float:
        """Return the speed for an activity as `activity_of` gives it; unknown movements stand."""
        if movement not in self.classes:
            return 0.0
        k = self.classes.index(movement)
        share = (activity - self.slowest[k]) / max(self.fastest[k] - self.slowest[k], 1e-9)
        return float(min(1.0, max(0.0, share)))


def activity_of(features: Features, vector: Array) -> Array:
    """Return the summed mean absolute value of windows, from their feature vectors."""
    logarithms = vector[..., : features.channels]
    activity: Array = np.add.reduce(np.exp(logarithms) - AMPLITUDE_FLOOR, -1)
    return activity


def fit_speed(features: Features, data: TrainingSet) -> ProportionalSpeed:
    """Take each movement's range of activity from its calibration windows (2nd to 98th percent)."""
    activity = activity_of(features, data.features)
    slowest, fastest = [], []
    for k in range(len(data.classes)):
        mine = activity[data.label == k]
        low, high = np.percentile(mine, [2, 98]) if len(mine) else (0.0, np.inf)
        # A steady calibration has no range of its own: from nothing, then, to its strength.
        low = 0.0 if high < 2 * low else low
        slowest.append(float(low + SPEED_FROM * (high - low)) if len(mine) else 0.0)
        fastest.append(float(low + SPEED_TO * (high - low)) if len(mine) else np.inf)
    return ProportionalSpeed(data.classes, tuple(slowest), tuple(fastest))


@dataclass(frozen=True, slots=True)
class EffortScale:
    """How hard the muscles work at all, whatever the movement: 0 at rest to 1 as calibrated."""

    rest: float
    """Activity that 19 of 20 windows of rest stay below."""
    full: float
    """Activity that a usual contraction reaches."""

    def effort(self, activity: float) -> float:
        """Return the effort, 0 to 1."""
        return float(min(1.0, max(0.0, (activity - self.rest) / max(self.full - self.rest, 1e-9))))


def fit_effort(features: Features, data: TrainingSet, rest: str) -> EffortScale:
    """Take the scale from the calibration: 95th percent of rest, median of all movements."""
    activity = activity_of(features, data.features)
    quiet = data.label == data.classes.index(rest)
    low = float(np.percentile(activity[quiet], 95)) if quiet.any() else 0.0
    high = float(np.median(activity[~quiet])) if (~quiet).any() else low + 1.0
    return EffortScale(low, max(high, low + 1e-6))


class VelocityRamp:
    """One velocity for each movement, never jumping: bounded in size and in change.

    Every velocity stays within 0 to 1, rises by at most ``dt / up_s`` and falls by at most
    ``dt / down_s`` in a step of dt, whatever the decisions do.
    """

    def __init__(
        self,
        classes: tuple[str, ...],
        rest: str,
        *,
        up_s: float = RAMP_UP_S,
        down_s: float = RAMP_DOWN_S,
    ) -> None:
        if up_s <= 0 or down_s <= 0:
            raise SensorSettingsError("Ramp times must be above zero seconds.")
        self._moving = tuple(name for name in classes if name != rest)
        self._up_s, self._down_s = up_s, down_s
        self._velocity = np.zeros(len(self._moving))

    @property
    def movements(self) -> tuple[str, ...]:
        """The movements in the order of the velocities; rest has none."""
        return self._moving

    def update(self, movement: str, speed: float, dt_s: float) -> Array:
        """Let dt pass while `movement` is decided at a speed 0 to 1; return all velocities."""
        return self.towards({movement: speed}, dt_s)

    def towards(self, speeds: Mapping[str, float], dt_s: float) -> Array:
        """Let dt pass while several movements are wanted at once, each at a speed 0 to 1."""
        wanted = np.zeros(len(self._moving))
        for movement, speed in speeds.items():
            if movement in self._moving:
                wanted[self._moving.index(movement)] = min(1.0, max(0.0, speed))
        self._velocity += np.clip(wanted - self._velocity, -dt_s / self._down_s, dt_s / self._up_s)
        return self._velocity.copy()

    def stop(self) -> None:
        """Stand still at once: pause, stop, lost sensor."""
        self._velocity[:] = 0.0


@dataclass(frozen=True, slots=True)
class TimedDecision:
    """One decision and the times by which its delay is measured."""

    window_end_s: float
    """When the newest sample of the window was taken."""
    decided_at_s: float
    decision: Decision
    speed: float
    activity: float = 0.0
    """Summed mean absolute value of the window, in channel strengths (`activity_of`)."""
    at_once: tuple[tuple[str, float], ...] = ()
    """Every movement with its speed where several may move at once; else empty."""

    @property
    def processing_s(self) -> float:
        """From the newest sample to the decision."""
        return self.decided_at_s - self.window_end_s
