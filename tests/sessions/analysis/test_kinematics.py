"""One movement's measures, against minimum-jerk reaches whose answers are known."""

import numpy as np
import pytest

from sessions.analysis.kinematics import (
    measure_movement,
    movement_bounds,
    movement_units,
    path_directness,
    reaction_time_s,
)
from sessions.analysis.sampling import speeds

from .profiles import RATE_HZ, minimum_jerk_place, minimum_jerk_speed


def reach(still_s: float = 0.5, duration_s: float = 1.0, length_m: float = 0.3) -> np.ndarray:
    """Stillness, a straight minimum-jerk reach, stillness: places in three parts, at 100 Hz."""
    still = np.zeros(round(still_s * RATE_HZ))
    along = np.concatenate((still, minimum_jerk_place(duration_s), still + 1.0))
    return length_m * along[:, None] * np.array([0.6, 0.8, 0.0])


def test_a_movement_lies_where_speed_passes_two_percent_of_its_peak() -> None:
    speed = np.concatenate((np.zeros(50), minimum_jerk_speed(1.0), np.zeros(50)))
    bounds = movement_bounds(speed, RATE_HZ)
    assert bounds is not None
    # 30 t^2 (1 - t)^2 passes 0.02 * 1.875 at t = 0.0367.
    assert (bounds.first - 50) / 100 == pytest.approx(0.037, abs=0.01)
    assert (bounds.last - 50) / 100 == pytest.approx(0.963, abs=0.01)
    assert movement_bounds(np.zeros(20), RATE_HZ) is None


def test_a_short_dip_is_within_the_movement_and_a_pause_is_not() -> None:
    stroke = minimum_jerk_speed(0.5)
    dip = np.concatenate((stroke, np.zeros(3), stroke * 0.8))
    pause = np.concatenate((stroke, np.zeros(40), stroke * 0.8))
    whole, first = movement_bounds(dip, RATE_HZ), movement_bounds(pause, RATE_HZ)
    assert whole is not None
    assert first is not None
    assert whole.last > 90
    assert first.last <= 50


def test_a_straight_reach_is_measured_as_what_it_is() -> None:
    places = reach()
    measures = measure_movement(np.arange(len(places)) / RATE_HZ, places, RATE_HZ)
    assert measures is not None
    assert measures.movement_time_s == pytest.approx(0.93, abs=0.06)
    assert measures.peak_speed == pytest.approx(0.3 * 1.875, rel=0.02)
    assert measures.time_to_peak_share == pytest.approx(0.5, abs=0.02)
    assert measures.units == 1
    assert measures.directness == pytest.approx(1.0, abs=1e-6)
    assert measures.path_length == pytest.approx(0.3, rel=0.01)
    assert measures.sparc == pytest.approx(-1.41, abs=0.03)
    assert measures.onset_s == pytest.approx(0.53, abs=0.05)


def test_a_long_deceleration_brings_the_peak_earlier_and_adds_strokes() -> None:
    quick = 0.25 * minimum_jerk_place(0.5)
    places = np.concatenate((quick, 0.25 + 0.05 * minimum_jerk_place(0.8)[1:]))
    measures = measure_movement(np.arange(len(places)) / RATE_HZ, places, RATE_HZ)
    assert measures is not None
    assert measures.time_to_peak_share < 0.25
    assert measures.units == 2


def test_units_count_rises_of_twenty_mm_a_second_a_hundred_and_fifty_ms_apart() -> None:
    t = np.arange(200) / RATE_HZ
    waves = 0.2 + 0.05 * np.sin(2 * np.pi * 2 * t - np.pi / 2)
    assert movement_units(waves, RATE_HZ) == 4
    assert movement_units(0.2 + 0.009 * np.sin(2 * np.pi * 2 * t), RATE_HZ) == 0
    # Eight peaks a second lie 125 ms apart: of each pair one counts.
    quick = 0.2 + 0.05 * np.sin(2 * np.pi * 8 * t - np.pi / 2)
    assert movement_units(quick, RATE_HZ) < 16
    assert movement_units(minimum_jerk_speed(), RATE_HZ) == 1


def test_directness_is_path_over_straight_line() -> None:
    corner = np.array([[0.0, 0.0], [3.0, 0.0], [3.0, 4.0]])
    assert path_directness(corner) == pytest.approx(7 / 5)
    angle = np.linspace(0, np.pi, 500)
    assert path_directness(np.stack((np.cos(angle), np.sin(angle)), axis=1)) == pytest.approx(
        np.pi / 2, rel=1e-4
    )
    assert path_directness(np.zeros((5, 2))) is None


def test_reaction_time_runs_from_the_cue_to_the_onset() -> None:
    places = reach(still_s=1.0)
    times_s = 20.0 + np.arange(len(places)) / RATE_HZ
    speed = speeds(places, RATE_HZ)
    found = reaction_time_s(times_s, speed, 20.4)
    assert found == pytest.approx(0.64, abs=0.02)
    assert reaction_time_s(times_s, speed, 21.4) is None  # already moving
    assert reaction_time_s(times_s, np.zeros(len(times_s)), 20.4) is None
    assert reaction_time_s(times_s, speed, 99.0) is None


def test_nothing_that_does_not_move_has_measures() -> None:
    assert measure_movement(np.arange(50) / 50, np.zeros((50, 3)), 50.0) is None
    assert measure_movement(np.arange(2) / 50, np.zeros((2, 3)), 50.0) is None
