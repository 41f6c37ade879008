"""A trial's clock: cycles from time, at a speed that changes without a jump."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.movements.library import load_movements
from game.movements.player import MAX_JOINT_SPEED_RAD_S, MovementPlayer
from game.movements.trial_clock import TrialClock


def clock(
    *, starts_at_s: float = 100.0, cycle_s: float = 8.0, repetitions: int | None = None
) -> TrialClock:
    return TrialClock(
        starts_at_s=starts_at_s, cycle_s=cycle_s, shortest_cycle_s=3.0, repetitions=repetitions
    )


def test_cycles_are_time_over_cycle_duration() -> None:
    trial = clock()
    assert trial.cycles_at(100.0) == 0.0
    assert trial.cycles_at(104.0) == pytest.approx(0.5)
    assert trial.cycles_at(112.0) == pytest.approx(1.5)
    assert trial.phase_at(112.0) == pytest.approx(0.5)


def test_nothing_moves_before_the_start() -> None:
    trial = clock()
    trial.set_cycle(50.0, 4.0)
    assert trial.cycles_at(99.9) == 0.0
    assert trial.cycles_at(100.0) == 0.0


def test_the_trial_ends_at_rest_after_its_repetitions() -> None:
    trial = clock(repetitions=3)
    assert not trial.finished_at(123.9)
    assert trial.finished_at(124.1)
    assert trial.cycles_at(500.0) == 3.0
    assert trial.phase_at(500.0) == 0.0


def test_a_faster_cycle_than_allowed_is_held_to_the_shortest() -> None:
    trial = clock(cycle_s=0.5)
    assert trial.cycle_s == 3.0
    assert trial.cycles_at(103.0) == pytest.approx(1.0)


def test_a_very_slow_patient_gets_a_very_slow_movement() -> None:
    trial = clock(cycle_s=90.0)
    assert trial.cycles_at(190.0) == pytest.approx(1.0)


def test_after_a_change_the_new_speed_holds() -> None:
    trial = clock()
    trial.set_cycle(104.0, 4.0)
    assert trial.cycle_s == 4.0
    assert trial.cycles_at(104.0) == pytest.approx(0.5)
    assert trial.cycles_at(114.0) - trial.cycles_at(110.0) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("cycle_s", "shortest_cycle_s", "repetitions"),
    [(0.0, 1.0, None), (-1.0, 1.0, None), (float("nan"), 1.0, None), (5.0, 0.0, 3), (5.0, 1.0, 0)],
)
def test_durations_and_counts_that_mean_nothing_are_refused(
    cycle_s: float, shortest_cycle_s: float, repetitions: int | None
) -> None:
    with pytest.raises(ValueError, match="must be"):
        TrialClock(
            starts_at_s=0.0,
            cycle_s=cycle_s,
            shortest_cycle_s=shortest_cycle_s,
            repetitions=repetitions,
        )


changes = st.lists(st.tuples(st.floats(0.0, 3.0), st.floats(0.5, 60.0)), max_size=12)


@given(changes=changes)
@settings(deadline=None, max_examples=60)
def test_whatever_is_changed_and_when_the_limb_neither_jumps_nor_passes_its_speed_limit(
    changes: list[tuple[float, float]],
) -> None:
    player = MovementPlayer(load_movements().get("hand_open_close"))
    trial = TrialClock(starts_at_s=0.0, cycle_s=7.0, shortest_cycle_s=player.shortest_cycle_s)
    frame_s = 1.0 / 60.0
    pending = []
    at_s = 0.0
    for wait_s, cycle_s in changes:
        at_s += wait_s
        pending.append((at_s, cycle_s))
    cycles = []
    for now_s in np.arange(0.0, at_s + 2.0, frame_s):
        while pending and pending[0][0] <= now_s:
            when_s, cycle_s = pending.pop(0)
            before = trial.cycles_at(when_s)
            trial.set_cycle(when_s, cycle_s)
            assert trial.cycles_at(when_s) == pytest.approx(before, abs=1e-12)
        cycles.append(trial.cycles_at(now_s))
    assert np.diff(cycles).min() >= -1e-12
    per_frame = np.abs(np.diff(player.poses_at(np.array(cycles)), axis=0))
    assert per_frame.max() <= MAX_JOINT_SPEED_RAD_S * frame_s * (1.0 + 1e-6)
