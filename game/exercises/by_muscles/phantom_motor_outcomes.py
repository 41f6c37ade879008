"""What one stretch of phantom motor control measured, written into the log."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.exercises.by_muscles.emg_stretch import EmgStretch
from game.exercises.by_muscles.phantom_motor_scene import PhantomMotorScene
from game.play.stage import Journal
from sessions.analysis.phantom_cycles import (
    Cycle,
    CycleMeasures,
    find_cycles,
    measure_cycles,
)
from sessions.analysis.phantom_motor import (
    BINS,
    measure_distinctness,
    measure_modulation,
    normalised,
)
from sessions.analysis.range_of_motion import driving_angle

EXERCISE = "phantom_motor"
RATE_HZ = 60.0
_LEAST_POSES = 20
_LONGEST_GAP_S = 0.5
_LONGEST_CYCLE_S = 12.0


@dataclass(frozen=True, slots=True)
class Cycled:
    """The cycles of one stretch."""

    cycles: tuple[Cycle, ...]
    measures: CycleMeasures
    range_deg: float | None = None
    """What the hand went through; None by key."""
    profile_deg: tuple[float, ...] = ()
    """Its angle over the averaged cycle; empty without a cycle, and by key."""


def cycled(scene: PhantomMotorScene, *, by_key: bool, range_deg: float | None) -> Cycled:
    """Return the cycles of a stretch.

    Args:
        scene: The stretch.
        by_key: Whether a key was pressed at each closing.
        range_deg: What the intact hand did alone; None where this is that stretch.
    """
    if by_key:
        return _by_key(scene.presses_s)
    trace = scene.measured
    if len(trace) < _LEAST_POSES:
        return Cycled((), measure_cycles((), np.empty(0), np.empty(0), RATE_HZ))
    times_s, angles_rad = trace.times_s, trace.angles_rad
    angle_deg = np.degrees(angles_rad[:, driving_angle(angles_rad)])
    even_s = np.arange(times_s[0], times_s[-1], 1.0 / RATE_HZ)
    even_deg = np.interp(even_s, times_s, angle_deg)
    low, high = np.percentile(even_deg, [2, 98])
    gaps = np.flatnonzero(np.diff(times_s) > _LONGEST_GAP_S)
    cycles = tuple(
        cycle
        for cycle in find_cycles(even_s, even_deg, RATE_HZ, range_deg)
        if not any(
            cycle.began_s < times_s[gap + 1] and cycle.ended_s > times_s[gap] for gap in gaps
        )
    )
    measures = measure_cycles(cycles, even_s, even_deg, RATE_HZ)
    rows = normalised(even_s, even_deg[:, None], cycles)
    profile_deg = _profiles(rows)[0] if len(rows) else ()
    return Cycled(cycles, measures, float(high - low), profile_deg)


def _by_key(presses_s: list[float]) -> Cycled:
    """Return cycles from press to press; their turning point is taken to lie midway."""
    cycles = tuple(
        Cycle(a, (a + b) / 2.0, b, 0.0) for a, b in pairwise(presses_s) if b - a <= _LONGEST_CYCLE_S
    )
    lasted = np.array([cycle.lasted_s for cycle in cycles])
    some, several = len(lasted) > 0, len(lasted) > 1
    measures = CycleMeasures(
        cycles=len(cycles),
        cycle_s=float(lasted.mean()) if some else None,
        frequency_hz=float(1.0 / lasted.mean()) if some else None,
        speed_deg_s=None,
        amplitude_deg=None,
        decrement_share=None,
        cycle_sd_s=float(lasted.std(ddof=1)) if several else None,
        amplitude_variation=None,
    )
    return Cycled(cycles, measures)


def keep_cycles(journal: Journal, index: int, done: Cycled, condition: str) -> None:
    """Write how a stretch was moved."""
    m = done.measures
    for measure, value in (
        ("cycles_count", float(m.cycles)),
        ("cycle_time_s", m.cycle_s),
        ("cycle_frequency_hz", m.frequency_hz),
        ("cycle_speed_deg_s", m.speed_deg_s),
        ("cycle_amplitude_deg", m.amplitude_deg),
        ("cycle_decrement_share", m.decrement_share),
        ("cycle_time_sd_s", m.cycle_sd_s),
        ("cycle_amplitude_variation", m.amplitude_variation),
    ):
        journal.outcome(index, EXERCISE, measure, value, condition=condition)


def keep_comparison(
    journal: Journal, index: int, movement: str, alone: CycleMeasures, together: CycleMeasures
) -> None:
    """Write how the phantom's cycles compare with the intact hand's alone."""
    for measure, value in (
        ("phantom_time_ratio", _ratio(together.cycle_s, alone.cycle_s)),
        ("phantom_amplitude_ratio", _ratio(together.amplitude_deg, alone.amplitude_deg)),
        ("phantom_speed_ratio", _ratio(together.speed_deg_s, alone.speed_deg_s)),
    ):
        journal.outcome(index, EXERCISE, measure, value, condition=movement)


def keep_muscles(
    journal: Journal, index: int, movement: str, emg: EmgStretch, cycles: tuple[Cycle, ...]
) -> NDArray[np.float64]:
    """Write how the residual limb's muscles went along; return their cycles."""
    rows = emg.over(cycles)
    modulation = measure_modulation(rows)
    if modulation is None:
        return rows
    journal.outcome(index, EXERCISE, "modulation_any_p_share", modulation.any_p, condition=movement)
    for channel in range(len(modulation.index)):
        condition = f"{movement} channel {channel + 1}"
        for measure, value in (
            ("modulation_index", modulation.index[channel]),
            ("modulation_p_share", modulation.p[channel]),
            ("vector_strength", modulation.vector_strength[channel]),
            ("phase_difference", modulation.phase_difference[channel]),
        ):
            journal.outcome(index, EXERCISE, measure, value, condition=condition)
    # Of every channel: which one modulates most may be another in another week.
    for channel, profile in enumerate(_profiles(rows)):
        condition = f"{movement} channel {channel + 1}"
        for part, value_uv in enumerate(profile):
            journal.outcome(
                index, EXERCISE, "profile_uv", value_uv, trial=part, condition=condition
            )
    return rows


def keep_angle(journal: Journal, index: int, movement: str, together: Cycled) -> None:
    """Write the intact hand's angle over the cycle, to be seen beside the muscles."""
    for part, value_deg in enumerate(together.profile_deg):
        journal.outcome(index, EXERCISE, "profile_deg", value_deg, trial=part, condition=movement)


def _profiles(rows: NDArray[np.float64]) -> list[tuple[float, ...]]:
    """Return each channel's averaged cycle in the parts from which the index is reckoned."""
    mean = rows.mean(axis=0)
    return [tuple(part) for part in mean.reshape(len(mean), BINS, -1).mean(axis=2).tolist()]


def keep_distinctness(
    journal: Journal, index: int, by_movement: dict[str, NDArray[np.float64]]
) -> None:
    """Write how well the movements can be told apart by the residual limb's muscles."""
    found = measure_distinctness(by_movement)
    if found is None:
        return
    condition = ", ".join(by_movement)
    for measure, value in (
        ("distinctness_share", found.accuracy),
        ("distinctness_chance_share", found.chance),
        ("pattern_similarity", found.similarity),
    ):
        journal.outcome(index, EXERCISE, measure, value, condition=condition)


def _ratio(a: float | None, b: float | None) -> float | None:
    return a / b if a is not None and b else None
