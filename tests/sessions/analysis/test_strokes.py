"""Strokes are cut where a movement turns, and measured one by one."""

import numpy as np
import pytest

from sessions.analysis.strokes import measure_strokes, turning_points

from .profiles import minimum_jerk_place


def repetitions(count: int = 4, hold: int = 30) -> np.ndarray:
    """Minimum-jerk strokes of 1 s there and back at 100 Hz, with holds between."""
    there = minimum_jerk_place(1.0)
    one = np.concatenate((there, np.ones(hold), there[::-1], np.zeros(hold)))
    return np.concatenate([one] * count)


def test_each_going_and_coming_is_a_stroke() -> None:
    values = repetitions()
    turns = turning_points(values)
    assert len(turns) == 9
    assert [round(float(values[i])) for i in turns] == [0, 1, 0, 1, 0, 1, 0, 1, 0]


def test_a_stretch_of_strokes_has_the_measures_of_one() -> None:
    values = 40.0 * repetitions()
    measures = measure_strokes(np.arange(len(values)) / 100.0, values)
    assert measures.strokes == 8
    assert measures.duration_s == pytest.approx(0.93, abs=0.06)
    assert measures.peak_speed == pytest.approx(40 * 1.875, rel=0.03)
    assert measures.amplitude == pytest.approx(40.0, rel=0.01)
    assert measures.sparc == pytest.approx(-1.42, abs=0.04)


def test_trembling_strokes_are_less_smooth() -> None:
    values = repetitions()
    times_s = np.arange(len(values)) / 100.0
    shaking = values + 0.01 * np.sin(2 * np.pi * 4.0 * times_s)
    calm, trembling = measure_strokes(times_s, values), measure_strokes(times_s, shaking)
    assert calm.sparc is not None
    assert trembling.sparc is not None
    assert calm.ldlj is not None
    assert trembling.ldlj is not None
    assert trembling.sparc < calm.sparc
    assert trembling.ldlj < calm.ldlj


def test_a_stroke_that_was_out_of_sight_is_not_measured() -> None:
    values = repetitions(count=1)
    times_s = np.arange(len(values)) / 100.0
    seen = (times_s < 0.2) | (times_s > 0.8)
    measures = measure_strokes(times_s[seen], values[seen])
    assert measures.strokes == 2
    whole = measure_strokes(times_s, values)
    assert whole.duration_s is not None
    assert measures.duration_s is not None


def test_stillness_has_no_strokes() -> None:
    assert measure_strokes(np.arange(50) / 50.0, np.zeros(50)).strokes == 0
    assert measure_strokes(np.empty(0), np.empty(0)).strokes == 0
    assert turning_points(np.zeros(2)) == []
