"""The simulated patient's own arm or leg: it makes the movement that stands on the screen.

A sensor as any other, told what to do by `WithArm`, which reads the name of the movement off the
screen. Who has practised moves further, a little quicker, and with fewer halts and less trembling;
who is tired moves less. Plausible, not published.
"""

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from game.frame import Frame
from game.input.command import Command
from game.language import current
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.simulated.patient import SimulatedPatient
from game.simulated.person import Person
from sensors.errors import SensorLostError
from sensors.limbs import LIMBS
from sensors.pose import Angles, LimbKind
from sensors.sample import CameraPicture, PoseSample
from sensors.sensor import SensorIdentity

_REACH = (0.55, 0.95)
"""Share of the scripted movement's range, for a beginner and for somebody practised."""
_CYCLE = (1.5, 1.0)
"""How long one cycle takes, as a share of the scripted one."""
_TREMBLE_RAD = (math.radians(1.6), math.radians(0.4))
_TREMBLE_HZ = 4.1
"""Slow enough to be there at ten samples a second."""
_HALTS_PER_CYCLE = (0.5, 0.05)
_HALT_S = (0.3, 0.9)
_GETS_GOING_S = 0.6
"""In which a movement grows to its range, and dies away."""
_UNSEEN_EVERY_S = (10.0, 60.0)
_UNSEEN_S = (0.2, 1.0)


@dataclass(slots=True)
class _Doing:
    """The movement under way."""

    player: MovementPlayer
    phase: float = 0.0
    halted_until_s: float = -math.inf


class DoingArm:
    """One limb, read at its rate by the clock that is given; the same for the same seed."""

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        rate_hz: float,
        seed: int,
        limb: LimbKind,
        person: Person,
    ) -> None:
        self._clock = clock
        self._rate_hz = rate_hz
        self._chance = random.Random(seed)
        self._seed = seed
        self._resting = LIMBS[limb].resting
        self._clamp = LIMBS[limb].clamp
        self._person = person
        self._tremble = np.random.default_rng(seed).uniform(0, 2 * math.pi, len(self._resting))
        self._doing: _Doing | None = None
        self._share = 0.0
        self._opened_at_s: float | None = None
        self._next_step = 0
        self._unseen_from_s = math.inf
        self._unseen_until_s = math.inf

    @property
    def identity(self) -> SensorIdentity:
        """Which simulation this is."""
        detail = f"{self._rate_hz:g} Hz, seed {self._seed}"
        return SensorIdentity(driver="simulated", device="simulated patient's arm", detail=detail)

    def open(self) -> None:
        """Begin at rest."""
        self._opened_at_s = self._clock()
        self._next_step = 0
        self._plan_loss(self._opened_at_s)

    def do(self, movement: MovementPlayer | None) -> None:
        """Make this movement over and over from now on; None: come to rest."""
        doing = self._doing.player if self._doing is not None else None
        if movement is None or movement is not doing:
            self._doing = None if movement is None else _Doing(movement)

    def drain(self) -> tuple[PoseSample, ...]:
        """Return every sample due since the last call, oldest first.

        Raises:
            SensorLostError: it is not open.
        """
        if self._opened_at_s is None:
            raise SensorLostError("The simulated arm is closed: open it first")
        now_s = self._clock()
        due = math.floor((now_s - self._opened_at_s) * self._rate_hz + 1e-6)
        samples = []
        for step in range(self._next_step, due + 1):
            taken_s = self._opened_at_s + step / self._rate_hz
            samples.append(PoseSample(taken_s, now_s, self._pose(taken_s), self._seen(taken_s)))
        self._next_step = max(self._next_step, due + 1)
        return tuple(samples)

    def picture(self) -> CameraPicture | None:
        """Return None: there is no camera."""
        return None

    def close(self) -> None:
        """Stop."""
        self._opened_at_s = None

    def _pose(self, at_s: float) -> Angles:
        passed_s = 1.0 / self._rate_hz
        grown = passed_s / _GETS_GOING_S
        self._share += min(max((self._doing is not None) - self._share, -grown), grown)
        pose = self._resting
        if self._doing is not None:
            self._go_on(self._doing, at_s, passed_s)
            away = self._doing.player.pose_at(self._doing.phase) - self._resting
            tired = 1.0 - 0.25 * self._person.feelings.tiredness
            pose = self._resting + self._share * tired * self._between(_REACH) * away
        turns = 2 * math.pi * _TREMBLE_HZ * at_s
        return self._clamp(pose + self._between(_TREMBLE_RAD) * np.sin(self._tremble + turns))

    def _go_on(self, doing: _Doing, at_s: float, passed_s: float) -> None:
        if at_s < doing.halted_until_s:
            return
        slower = self._person.feelings.slowness**0.5
        cycle_s = doing.player.movement.cycle_s * self._between(_CYCLE) * slower
        doing.phase += passed_s / cycle_s
        if self._chance.random() < self._between(_HALTS_PER_CYCLE) * passed_s / cycle_s:
            doing.halted_until_s = at_s + self._chance.uniform(*_HALT_S)

    def _between(self, ends: tuple[float, float]) -> float:
        """Return what lies between a beginner's value and a practised one."""
        return ends[0] + self._person.temperament.practised * (ends[1] - ends[0])

    def _seen(self, at_s: float) -> float:
        if at_s >= self._unseen_until_s:
            self._plan_loss(at_s)
        return 0.0 if at_s >= self._unseen_from_s else 1.0

    def _plan_loss(self, at_s: float) -> None:
        self._unseen_from_s = at_s + self._chance.uniform(*_UNSEEN_EVERY_S)
        self._unseen_until_s = self._unseen_from_s + self._chance.uniform(*_UNSEEN_S)


class WithArm:
    """The simulated patient with an arm: does what it reads, and rests where nothing is to be done.

    Args:
        patient: Presses what there is to press.
        arm: Moves.
        limb: Which kind of limb it is.
    """

    def __init__(self, patient: SimulatedPatient, arm: DoingArm, limb: LimbKind) -> None:
        self._patient = patient
        self._arm = arm
        self._known = _movements(limb)
        self._scene: tuple[str, str] | None = None

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        """Look at a frame; move, and press."""
        strip = frame.screen.layout == "strip" and not frame.covered and bool(frame.limbs)
        seen = (frame.screen.title, "strip" if strip else "")
        if seen != self._scene:
            self._scene = seen
            named = self._known.get(frame.screen.title)
            anything = next(iter(self._known.values()))
            self._arm.do((named or anything) if strip else None)
        return self._patient.look(frame, now_s)


def _movements(limb: LimbKind) -> Mapping[str, MovementPlayer]:
    """Return every movement of a limb by the name under which it stands on the screen."""
    return {m.name.in_language(current()): MovementPlayer(m) for m in load_movements().of(limb)}
