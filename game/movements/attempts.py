"""Movements that a patient attempts, and the way of the limb there along a scripted movement.

A scripted movement goes through postures and back. An attempt is one stretch of it: from rest to
one posture. Its way is given by a share from 0 (rest) to 1 (there), so that muscles can drive it at
whatever speed they say, forwards and back, and the limb takes the natural way of the script.
"""

import tomllib
from collections.abc import Mapping
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
from sensors.pose import Angles

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
        """Return the pose on the way, from 0 (rest) to 1 (there)."""
        kept = min(1.0, max(0.0, share))
        return self.player.pose_at(self.from_phase + kept * (self.to_phase - self.from_phase))


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Wording
    movement: str
    posture: str
    degree: str
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


def _phases(movement: Movement, row: _Row, name: str) -> tuple[float, float]:
    """Return the phases of rest and of the posture between which the attempt runs."""
    reached = 0.0
    found: list[tuple[float, float]] = []
    for key in movement.path:
        arrived = reached + key.move_share
        reached = arrived + key.hold_share
        if key.name == row.posture:
            found.append((arrived, reached))
    if not found:
        raise MovementFileError(
            file=_FILE, key=name, problem=f"{movement.id} has no posture {row.posture}"
        )
    if row.backwards:
        return 1.0 - movement.path[-1].hold_share, found[-1][1]
    return 0.0, found[0][0]
