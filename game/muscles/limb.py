"""From decisions to a posture: velocity ramp, way along the scripts, and back to rest.

Each degree of freedom has a place between -1 (the opposite attempt, fully) and 1. A decided
movement moves its degree at the speed of the effort, through the velocity ramp; where the muscles
rest, the limb eases back to rest if it is told to. Whatever the decisions do, places stay within
their range, speeds within `1 / reach_s` of each degree, and speeds change only as fast as the
ramps allow, at the end of the range as well: the limb never jumps, and never stops dead.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.movements.attempts import REST, Attempt, stance_of
from game.movements.even_attempt import steady
from game.muscles.reading import MuscleReading
from sensors.emg.control import RAMP_DOWN_S, RAMP_UP_S, VelocityRamp
from sensors.pose import RESTING, Angles, clamp

# A decision older than this is not acted on any more: the muscles then count as resting.
STALE_S = 0.3
# Longest stretch of time that is lived through at once: after a pause the limb goes on, not ahead.
_LONGEST_STEP_S = 0.1
_PAUSE_S = 0.5
"""After so long unseen, behind a cover or a rest, the limb starts from standing still."""
LONGEST_HORIZON_S = 0.05
BACK_S = 1.5
"""From there to rest once the muscles relax, at full speed: as slowly as a hand falls open."""
LEAST_SPEED = 0.3
"""Share of full speed for a movement that is decided at all: weak muscles must get there too."""
_SLOWS_WITHIN = 0.25
"""Share of the way at which the return begins to slow down."""


@dataclass(slots=True)
class _Degree:
    """One degree of freedom."""

    forward: Attempt | None
    backward: Attempt | None
    place: float = 0.0
    velocity_per_s: float = 0.0
    back_per_s: float = 0.0

    @property
    def reach_s(self) -> float:
        return max(a.reach_s for a in (self.forward, self.backward) if a is not None)

    @property
    def lowest(self) -> float:
        return 0.0 if self.backward is None else -1.0

    @property
    def highest(self) -> float:
        return 0.0 if self.forward is None else 1.0

    def kept(self, place: float) -> float:
        return min(self.highest, max(self.lowest, place))

    def braked(self, velocity_per_s: float, braking_per_s2: float) -> float:
        """Return the velocity from which it still comes to rest within its range."""
        room = self.highest - self.place if velocity_per_s > 0.0 else self.place - self.lowest
        most_per_s = math.sqrt(2.0 * braking_per_s2 * max(room, 0.0))
        return min(most_per_s, max(-most_per_s, velocity_per_s))

    def offset_at(self, place: float) -> Angles:
        attempt = self.forward if place >= 0.0 else self.backward
        if attempt is None or place == 0.0:
            return np.zeros_like(RESTING)
        return attempt.turned_at(abs(place))


class MuscleLimb:
    """The limb as the muscles have moved it so far.

    Args:
        attempts: Which movements may be shown; a decision for any other counts as rest.
        stance: How it rests; ready for these movements where nothing is said.
        returns: Whether the limb eases back to rest when the muscles do; else it stays.
        up_s: From standing to full speed.
        down_s: From full speed to standing.
    """

    def __init__(
        self,
        attempts: Sequence[Attempt],
        *,
        stance: Angles | None = None,
        returns: bool = True,
        up_s: float = RAMP_UP_S,
        down_s: float = RAMP_DOWN_S,
    ) -> None:
        names = tuple(attempt.id for attempt in attempts)
        self._ramp = VelocityRamp((REST, *names), REST, up_s=up_s, down_s=down_s)
        self.stance = stance_of(attempts) if stance is None else stance
        self._up_s = up_s
        self._down_s = down_s
        self._returns = returns
        # The ramp eases in and brakes: the script's own easing on top would come too late.
        self._degrees = _joined([steady(attempt) for attempt in attempts])
        self._at_s: float | None = None

    @property
    def places(self) -> dict[str, float]:
        """Where each degree of freedom is, -1 to 1."""
        return {name: degree.place for name, degree in self._degrees.items()}

    @property
    def speeds_per_s(self) -> dict[str, float]:
        """How fast each degree of freedom moves."""
        return {name: d.velocity_per_s + d.back_per_s for name, d in self._degrees.items()}

    def share_of(self, attempt: Attempt) -> float:
        """Return how far the limb has come along one attempt, 0 to 1."""
        return max(0.0, attempt.sign * self._degrees[attempt.degree].place)

    def put(self, degree: str, place: float) -> None:
        """Place one degree of freedom, standing still: the start of a test."""
        self._degrees[degree].place = self._degrees[degree].kept(place)

    def let_go(self) -> None:
        """Ease back to rest from now on whenever the muscles do: the end of a test."""
        self._returns = True

    def advance(self, now_s: float, reading: MuscleReading | None) -> None:
        """Let the time up to `now_s` pass under the newest decision."""
        before_s, self._at_s = self._at_s, now_s
        if before_s is None or now_s <= before_s:
            self._at_s = now_s if before_s is None else before_s
            return
        if now_s - before_s > _PAUSE_S:
            self._stand_still()
            return
        dt_s = min(now_s - before_s, _LONGEST_STEP_S)
        velocities = self._ramp.towards(_acted_on(reading, now_s), dt_s)
        share = dict(zip(self._ramp.movements, velocities.tolist(), strict=True))
        for degree in self._degrees.values():
            self._move(degree, share, dt_s)

    def pose_at(self, shown_at_s: float) -> Angles:
        """Return the limb at a moment that lies a little ahead; changes nothing."""
        ahead_s = 0.0 if self._at_s is None else shown_at_s - self._at_s
        ahead_s = min(max(ahead_s, 0.0), LONGEST_HORIZON_S)
        pose = self.stance.copy()
        for degree in self._degrees.values():
            velocity_per_s = degree.velocity_per_s + degree.back_per_s
            pose += degree.offset_at(degree.kept(degree.place + velocity_per_s * ahead_s))
        return clamp(pose)

    def _stand_still(self) -> None:
        self._ramp.stop()
        for degree in self._degrees.values():
            degree.velocity_per_s = degree.back_per_s = 0.0

    def _move(self, degree: _Degree, share: dict[str, float], dt_s: float) -> None:
        forward = share[degree.forward.id] if degree.forward is not None else 0.0
        backward = share[degree.backward.id] if degree.backward is not None else 0.0
        velocity_per_s = (forward - backward) / degree.reach_s
        degree.velocity_per_s = degree.braked(velocity_per_s, 1.0 / self._down_s / degree.reach_s)
        wanted_per_s = 0.0
        if self._returns and forward == 0.0 and backward == 0.0:
            pull = min(1.0, max(-1.0, degree.place / _SLOWS_WITHIN))
            wanted_per_s = -pull / BACK_S
        step = dt_s / self._up_s / BACK_S
        degree.back_per_s += min(step, max(-step, wanted_per_s - degree.back_per_s))
        place = degree.place + (degree.velocity_per_s + degree.back_per_s) * dt_s
        degree.place = degree.kept(place)


def _acted_on(reading: MuscleReading | None, now_s: float) -> Mapping[str, float]:
    """Return the movements of a reading that is fresh, each with its speed; else none."""
    if reading is None or reading.state != "live" or reading.taken_at_s is None:
        return {}
    if now_s - reading.taken_at_s > STALE_S or reading.movement == REST:
        return {}
    if reading.at_once:
        # Each share is proportional already, and begins at nothing beyond its dead band.
        return dict(reading.at_once)
    speed = min(1.0, max(0.0, reading.speed))
    return {reading.movement: LEAST_SPEED + (1.0 - LEAST_SPEED) * speed}


def _joined(attempts: Sequence[Attempt]) -> dict[str, _Degree]:
    degrees: dict[str, _Degree] = {}
    for attempt in attempts:
        degree = degrees.setdefault(attempt.degree, _Degree(None, None))
        if attempt.sign > 0:
            degree.forward = attempt
        else:
            degree.backward = attempt
    return degrees
