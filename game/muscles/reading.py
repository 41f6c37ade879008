"""What the muscles say at one moment, as every exercise that they drive sees it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.movements.attempts import REST
from sensors.emg.control import TimedDecision

MuscleState: TypeAlias = Literal["live", "silent", "lost", "not_calibrated", "unfit"]
"""Decisions come; none came lately; the device is gone; no model yet; the model fits no longer."""


@dataclass(frozen=True, slots=True)
class MuscleReading:
    """The newest decision and those shortly before it.

    `movement` is one of the calibrated movements, or rest; what was too unsure counts as rest.
    Anything that moves by it belongs through `game.muscles.limb.MuscleLimb`, which ramps.
    """

    state: MuscleState
    movements: tuple[str, ...] = ()
    """All that the model tells apart, rest among them."""
    movement: str = REST
    speed: float = 0.0
    """How hard the muscles work for this movement, 0 to 1 of its calibrated range."""
    confidence: float = 0.0
    effort: float = 0.0
    """How hard the muscles work at all, 0 (rest) to 1 (as calibrated)."""
    at_once: tuple[tuple[str, float], ...] = ()
    """Every movement with its speed where several may move at once; else empty."""
    taken_at_s: float | None = None
    """When the newest sample behind it was taken."""
    count: int = 0
    """Decisions made so far in the session."""
    recent: tuple[TimedDecision, ...] = ()
    """The newest decisions, oldest first: a second or more of them."""

    def since(self, count: int) -> tuple[TimedDecision, ...]:
        """Return the decisions that came after the `count`-th, oldest first."""
        new = self.count - count
        return self.recent[-new:] if new > 0 else ()
