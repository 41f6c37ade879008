"""A limb that moves by itself as a person's would: for a demo, and where no device is at hand.

Movements follow the minimum-jerk profile of Flash & Hogan, "The coordination of arm movements: an
experimentally confirmed mathematical model", J Neurosci 5(7), 1985: s(u) = 10u^3 - 15u^4 + 6u^5.
Physiological tremor of the hand lies near 8 to 12 Hz (Elble & Randall, 1976) and is well below a
degree; held postures also drift slowly.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from sensors.errors import SensorLostError
from sensors.leg_pose import LESSER_TOES
from sensors.limbs import LIMBS
from sensors.pose import FINGERS, Angles, LimbAngles, LimbKind
from sensors.sample import CameraPicture, PoseSample
from sensors.sensor import SensorIdentity
from sensors.settings import SimulatedSettings

_TREMOR_HZ = (8.3, 9.7, 11.2)
_TREMOR_RAD = math.radians(0.12)
_DRIFT_HZ = (0.07, 0.13)
_DRIFT_RAD = math.radians(1.0)
_MOVE_S = (0.8, 1.8)
_HOLD_S = (0.4, 1.5)
_SEEN_S = (8.0, 25.0)
_UNSEEN_S = (0.2, 1.2)
# Drained after a long pause, the arm hands over this much and forgets the rest.
_KEPT_S = 2.0


def _fingers(mcp: float, pip: float, dip: float, *, spread: float = 0.0) -> dict[str, float]:
    degrees = {}
    for finger in FINGERS:
        degrees[f"{finger}_mcp_flexion"] = mcp
        degrees[f"{finger}_pip_flexion"] = pip
        degrees[f"{finger}_dip_flexion"] = dip
        degrees[f"{finger}_mcp_abduction"] = 0.0 if finger == "middle" else spread
    return degrees


_THUMB_TO_INDEX = {
    "thumb_cmc_abduction": 45.0,
    "thumb_cmc_opposition": 50.0,
    "thumb_mcp_flexion": 25.0,
    "thumb_ip_flexion": 30.0,
    "index_mcp_flexion": 50.0,
    "index_pip_flexion": 45.0,
    "index_dip_flexion": 25.0,
}


def _toes(mtp: float, pip: float, great: float, *, spread: float = 0.0) -> dict[str, float]:
    degrees = {"great_toe_mtp_flexion": great, "great_toe_mtp_abduction": spread}
    for toe in LESSER_TOES:
        degrees[f"{toe}_mtp_flexion"] = mtp
        degrees[f"{toe}_pip_flexion"] = pip
        degrees[f"{toe}_mtp_abduction"] = 0.0 if toe == "second_toe" else spread
    return degrees


_Gestures = tuple[dict[str, float], ...]
# Changes from the resting limb, in degrees: what a person does when asked to move freely.
_ARM_GESTURES: _Gestures = (
    _fingers(0.0, 4.0, 2.0, spread=4.0),
    _fingers(75.0, 95.0, 60.0) | {"thumb_cmc_flexion": 25.0, "thumb_mcp_flexion": 35.0},
    _fingers(0.0, 2.0, 0.0, spread=16.0) | {"thumb_cmc_abduction": 40.0},
    _THUMB_TO_INDEX,
    _fingers(70.0, 85.0, 50.0)
    | {"index_mcp_flexion": 5.0, "index_pip_flexion": 5.0, "index_dip_flexion": 3.0},
    {"wrist_flexion": 40.0},
    {"wrist_flexion": -45.0},
    {"wrist_radial_deviation": 14.0},
    {"wrist_radial_deviation": -20.0},
    {"forearm_pronation": -60.0},
    {"forearm_pronation": 0.0},
    {"elbow_flexion": 100.0, "shoulder_flexion": 30.0},
    {"elbow_flexion": 35.0, "shoulder_flexion": 52.0} | _fingers(10.0, 10.0, 5.0),
    {},
)
_RAISED = {"hip_flexion": 84.0, "knee_flexion": 46.0}
_LEG_GESTURES: _Gestures = (
    _RAISED | {"ankle_dorsiflexion": 12.0},
    _RAISED | {"ankle_dorsiflexion": -40.0},
    _RAISED | {"foot_inversion": 25.0, "ankle_dorsiflexion": -15.0},
    _RAISED | {"foot_inversion": -12.0, "ankle_dorsiflexion": -5.0},
    _RAISED | _toes(25.0, 40.0, 30.0),
    _RAISED | _toes(-30.0, 4.0, -45.0),
    _RAISED | _toes(-10.0, 4.0, -10.0, spread=12.0),
    {"great_toe_mtp_flexion": -55.0},
    {"hip_flexion": 77.0, "knee_flexion": 24.0, "ankle_dorsiflexion": -16.0},
    {"hip_flexion": 78.5, "ankle_dorsiflexion": -4.0},
    {},
)
_GESTURES: dict[LimbKind, _Gestures] = {"arm": _ARM_GESTURES, "leg": _LEG_GESTURES}


@dataclass(frozen=True, slots=True)
class _Movement:
    start: Angles
    goal: Angles
    move_s: float
    hold_s: float

    def at(self, since_s: float) -> Angles:
        u = min(since_s / self.move_s, 1.0)
        share = u**3 * (10.0 - 15.0 * u + 6.0 * u**2)
        return self.start + share * (self.goal - self.start)


def _target(limb: LimbAngles, gesture: dict[str, float], effort: float) -> Angles:
    named = limb.from_degrees(gesture)
    given = limb.from_degrees(dict.fromkeys(gesture, 1.0)) > 0
    return np.where(given, limb.resting + effort * (named - limb.resting), limb.resting)


def _movements(limb: LimbAngles, random: np.random.Generator) -> Iterator[_Movement]:
    here, gestures = limb.resting, _GESTURES[limb.kind]
    while True:
        for chosen in random.permutation(len(gestures)):
            goal = limb.clamp(_target(limb, gestures[chosen], random.uniform(0.75, 1.0)))
            yield _Movement(here, goal, random.uniform(*_MOVE_S), random.uniform(*_HOLD_S))
            here = goal


class SimulatedLimb:
    """The limb itself: its pose at each step of a fixed rate, the same for the same seed."""

    def __init__(
        self, *, rate_hz: float, seed: int, loses_tracking: bool, kind: LimbKind = "arm"
    ) -> None:
        self._limb = limb = LIMBS[kind]
        self._period_s = 1.0 / rate_hz
        random = np.random.default_rng(seed)
        self._phases = random.uniform(
            0, 2 * math.pi, (len(_TREMOR_HZ) + len(_DRIFT_HZ), len(limb.names))
        )
        movement_seed, loss_seed = random.spawn(2)
        self._movements = _movements(limb, movement_seed)
        self._losses = loss_seed if loses_tracking else None
        self._movement = next(self._movements)
        self._movement_since_s = 0.0
        self._unseen_from_s = math.inf
        self._unseen_until_s = math.inf
        self._plan_loss(0.0)

    def pose(self, step: int) -> tuple[Angles, float]:
        """Return angles and confidence (0 while not seen); steps must not decrease."""
        now_s = step * self._period_s
        while now_s - self._movement_since_s >= self._movement.move_s + self._movement.hold_s:
            self._movement_since_s += self._movement.move_s + self._movement.hold_s
            self._movement = next(self._movements)
        angles = self._movement.at(now_s - self._movement_since_s) + self._unrest(now_s)
        if now_s >= self._unseen_until_s:
            self._plan_loss(now_s)
        return self._limb.clamp(angles), 0.0 if now_s >= self._unseen_from_s else 1.0

    def _unrest(self, now_s: float) -> Angles:
        rates = np.array([*_TREMOR_HZ, *_DRIFT_HZ])[:, None]
        sizes = np.array([_TREMOR_RAD] * len(_TREMOR_HZ) + [_DRIFT_RAD] * len(_DRIFT_HZ))[:, None]
        waves: Angles = (sizes * np.sin(2 * math.pi * rates * now_s + self._phases)).sum(axis=0)
        return waves

    def _plan_loss(self, now_s: float) -> None:
        if self._losses is not None:
            self._unseen_from_s = now_s + self._losses.uniform(*_SEEN_S)
            self._unseen_until_s = self._unseen_from_s + self._losses.uniform(*_UNSEEN_S)


class SimulatedSensor:
    """The simulated arm, read at its rate by the clock that is given."""

    def __init__(self, settings: SimulatedSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._arm: SimulatedLimb | None = None
        self._opened_at_s = 0.0
        self._next_step = 0

    @property
    def identity(self) -> SensorIdentity:
        """Which simulation this is."""
        detail = f"{self._settings.rate_hz:g} Hz, seed {self._settings.seed}"
        return SensorIdentity(
            driver="simulated", device=f"simulated {self._settings.limb}", detail=detail
        )

    def open(self) -> None:
        """Start the arm from rest."""
        self._arm = SimulatedLimb(
            rate_hz=self._settings.rate_hz,
            seed=self._settings.seed,
            loses_tracking=self._settings.loses_tracking,
            kind=self._settings.limb,
        )
        self._opened_at_s = self._clock()
        self._next_step = 0

    def drain(self) -> tuple[PoseSample, ...]:
        """Return every sample due since the last call, oldest first.

        Raises:
            SensorLostError: it is not open.
        """
        if self._arm is None:
            raise SensorLostError("The simulated limb is closed: open it first")
        rate_hz = self._settings.rate_hz
        now_s = self._clock()
        # A hair's breadth of tolerance, so that a clock that ticks at the same rate is not early.
        due = math.floor((now_s - self._opened_at_s) * rate_hz + 1e-6)
        self._next_step = max(self._next_step, due - math.ceil(_KEPT_S * rate_hz))
        samples = []
        for step in range(self._next_step, due + 1):
            angles_rad, confidence = self._arm.pose(step)
            taken_at_s = self._opened_at_s + step / rate_hz
            samples.append(PoseSample(taken_at_s, now_s, angles_rad, confidence))
        self._next_step = max(self._next_step, due + 1)
        return tuple(samples)

    def picture(self) -> CameraPicture | None:
        """Return None: there is no camera."""
        return None

    def close(self) -> None:
        """Stop the arm."""
        self._arm = None
