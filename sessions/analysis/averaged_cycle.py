"""The averaged cycle of a phantom movement, as a session's log has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sessions.analysis.session_outcomes import MeasureOfSession

EXERCISE = "phantom_motor"
_MOST_CHANNELS = 3
_LEAST_PARTS = 2


@dataclass(frozen=True, slots=True)
class AveragedCycle:
    """The averaged cycle of one movement in one session."""

    movement: str
    on: date
    uv: Mapping[int, tuple[float, ...]]
    """By the channel's number, from 1: its parts from 0 to 100 % of the cycle."""
    index: Mapping[int, float]
    p: Mapping[int, float]
    any_p: float | None
    angle_deg: tuple[float, ...]
    """The intact hand's; empty where a key stood for it, or an older program kept none."""
    by_key: bool

    def strongest(self) -> tuple[int, ...]:
        """Return the few channels that modulate most, the most first."""
        ranked = sorted(self.uv, key=lambda channel: -self.index.get(channel, 0.0))
        return tuple(ranked[:_MOST_CHANNELS])


def averaged_cycles(measures: Sequence[MeasureOfSession], on: date) -> tuple[AveragedCycle, ...]:
    """Return the averaged cycle of every movement of a session; none where it has no muscles."""
    own = [m for m in measures if m.exercise == EXERCISE]
    drawn = [m for m in own if m.measure == "profile_uv" and len(m.known) >= _LEAST_PARTS]
    return tuple(
        _cycle(movement, own, on)
        for movement in dict.fromkeys(m.condition.partition(" ")[0] for m in drawn)
    )


def _cycle(movement: str, own: Sequence[MeasureOfSession], on: date) -> AveragedCycle:
    def by_channel(measure: str) -> dict[int, MeasureOfSession]:
        start = f"{movement} channel "
        return {
            int(m.condition.removeprefix(start)): m
            for m in own
            if m.measure == measure and m.condition.startswith(start)
        }

    def of_movement(measure: str) -> MeasureOfSession | None:
        return next((m for m in own if (m.measure, m.condition) == (measure, movement)), None)

    def means(measure: str) -> dict[int, float]:
        return {at: m.mean for at, m in by_channel(measure).items() if m.mean is not None}

    angle, chance = of_movement("profile_deg"), of_movement("modulation_any_p_share")
    return AveragedCycle(
        movement=movement,
        on=on,
        uv={channel: tuple(m.known.tolist()) for channel, m in by_channel("profile_uv").items()},
        index=means("modulation_index"),
        p=means("modulation_p_share"),
        any_p=None if chance is None else chance.mean,
        angle_deg=() if angle is None else tuple(angle.known.tolist()),
        by_key=any(m.condition == f"{movement} phantom by key" for m in own),
    )
