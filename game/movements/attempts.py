"""Movements that a patient attempts, and the way of the limb there along a scripted movement.

A scripted movement goes through postures and back. An attempt is one stretch of it: from rest to
one posture. Where the script first gets ready (it turns the thumb up before the wrist bends) the
attempt begins there: muscles that bend the wrist must not be seen to turn the forearm. Its way is
given by a share from 0 (rest) to 1 (there), so that muscles can drive it at whatever speed they
say, forwards and back, and the limb takes the natural way of the script.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import numpy as np
from pydantic import BaseModel, ConfigDict, TypeAdapter

from game.movements.errors import MovementFileError
from game.movements.library import MovementLibrary, load_movements
from game.movements.movement import Movement, Wording
from game.movements.player import MovementPlayer
from sensors.pose import RESTING, Angles, clamp

REST = "rest"
"""The name of no movement at all, among the movements that muscles tell apart."""
_FILE = "attempts.toml"
# At full effort the limb takes at least this long from rest to there: our choice, the pace of a
# comfortable reach, and never faster than the scripted movement's own limit.
SHORTEST_REACH_S = 1.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One movement that may be attempted."""

    id: str
    name: Wording
    degree: str
    """Its degree of freedom; two opposite attempts share one."""
    sign: int
    """1, or -1 for the opposite."""
    player: MovementPlayer
    from_phase: float
    to_phase: float
    reach_s: float
    """From rest to there at full effort."""

    @property
    def range_deg(self) -> float:
        """How far its most moved joint turns from rest to there."""
        return float(np.degrees(np.max(np.abs(self.pose_at(1.0) - self.pose_at(0.0)))))

    def pose_at(self, share: float) -> Angles:
        """Return the pose on the way, from 0 (rest, or ready) to 1 (there)."""
        kept = min(1.0, max(0.0, share))
        return self.player.pose_at(self.from_phase + kept * (self.to_phase - self.from_phase))

    def turned_at(self, share: float) -> Angles:
        """Return how far every joint has turned on the way, for a limb in any stance."""
        turned: Angles = self.pose_at(share) - self.pose_at(0.0)
        return turned


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Wording
    movement: str
    posture: str
    degree: str
    ready: str | None = None
    backwards: bool = False
    opposite: bool = False


_ROWS: TypeAdapter[dict[str, _Row]] = TypeAdapter(dict[str, _Row])


@cache
def load_attempts() -> Mapping[str, Attempt]:
    """Return every attempt that comes with the program, by name.

    Raises:
        MovementFileError: the table names a movement or posture that does not exist.
    """
    text = (files("assets") / _FILE).read_text(encoding="utf-8")
    library = load_movements()
    rows = _ROWS.validate_python(tomllib.loads(text))
    return MappingProxyType({name: _attempt(name, row, library) for name, row in rows.items()})


def attempts_named(names: tuple[str, ...]) -> tuple[Attempt, ...]:
    """Return these attempts, in order; names that are none (rest, say) are left out."""
    known = load_attempts()
    return tuple(known[name] for name in names if name in known)


def _attempt(name: str, row: _Row, library: MovementLibrary) -> Attempt:
    movement = library.get(row.movement)
    start, end = _phases(movement, row, name)
    player = MovementPlayer(movement)
    reach_s = max(SHORTEST_REACH_S, abs(end - start) * player.shortest_cycle_s)
    sign = -1 if row.opposite else 1
    return Attempt(name, row.name, row.degree, sign, player, start, end, reach_s)


def stance_of(attempts: Iterable[Attempt]) -> Angles:
    """Return how a limb rests that may make any of these: as ready as one of them needs it."""
    ready = [attempt.pose_at(0.0) - RESTING for attempt in attempts]
    if not ready:
        return RESTING.copy()
    every = np.array(ready)
    farthest = np.argmax(np.abs(every), axis=0)
    return clamp(RESTING + np.take_along_axis(every, farthest[None, :], axis=0)[0])


def _phases(movement: Movement, row: _Row, name: str) -> tuple[float, float]:
    """Return the phases of rest, or of being ready, and of the posture: the attempt runs between.

    Both are taken where they lie nearest to each other.
    """
    arrived, reached = _when(movement, row.posture, name)[-1 if row.backwards else 0]
    if row.backwards:
        if row.ready is None:
            return 1.0 - movement.path[-1].hold_share, reached
        return next(a for a, _ in _when(movement, row.ready, name) if a >= reached), reached
    if row.ready is None:
        return 0.0, arrived
    return [r for _, r in _when(movement, row.ready, name) if r <= arrived][-1], arrived


def _when(movement: Movement, posture: str, name: str) -> list[tuple[float, float]]:
    """Return from when to when a movement is in a posture, each time, as phases."""
    reached = 0.0
    found: list[tuple[float, float]] = []
    for key in movement.path:
        arrived = reached + key.move_share
        reached = arrived + key.hold_share
        if key.name == posture:
            found.append((arrived, reached))
    if not found:
        raise MovementFileError(
            file=_FILE, key=name, problem=f"{movement.id} has no posture {posture}"
        )
    return found
