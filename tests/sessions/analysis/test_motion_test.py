"""The Motion Test's measures on decisions made up so that the answers can be counted by hand."""

import pytest

from sessions.analysis.motion_test import MotionMeasures, Prediction, each, measure_motion


def decided(*movements: str, step_s: float = 0.05) -> tuple[Prediction, ...]:
    """One decision each `step_s` from 1 s on, each 2 ms after its window's end."""
    return tuple(
        Prediction(1.0 + i * step_s, 1.002 + i * step_s, movement)
        for i, movement in enumerate(movements)
    )


def measured(*movements: str, needed: int = 20) -> MotionMeasures:
    return measure_motion(
        decided(*movements), "close_hand", rest="rest", window_s=0.2, needed=needed
    )


def test_twenty_right_decisions_in_a_row_take_the_shortest_possible_time() -> None:
    measures = measured(*["close_hand"] * 20)
    # The window of 200 ms, 19 further steps of 50 ms, and 2 ms of processing.
    assert measures.completion_s == pytest.approx(0.2 + 19 * 0.05 + 0.002)
    assert measures.selection_s == pytest.approx(0.202)
    assert measures.accuracy == 1.0


def test_the_clock_starts_at_the_first_decision_that_is_not_rest() -> None:
    late = measured(*["rest"] * 40, *["close_hand"] * 20)
    soon = measured(*["rest"] * 3, *["close_hand"] * 20)
    assert late.completion_s == pytest.approx(soon.completion_s)
    assert late.selection_s == pytest.approx(0.202)


def test_wrong_decisions_and_rest_cost_time_and_accuracy() -> None:
    measures = measured("rest", "pinch", "pinch", "close_hand", "rest", "close_hand", needed=2)
    # From the window of the first pinch: two steps to the first right one, four to the second.
    assert measures.selection_s == pytest.approx(0.2 + 2 * 0.05 + 0.002)
    assert measures.completion_s == pytest.approx(0.2 + 4 * 0.05 + 0.002)
    assert measures.accuracy == pytest.approx(2 / 5)


def test_what_comes_after_completion_changes_nothing() -> None:
    right = ["close_hand"] * 20
    assert measured(*right, *["pinch"] * 9) == measured(*right)


def test_a_trial_that_is_not_completed_has_no_accuracy() -> None:
    measures = measured("pinch", *["close_hand"] * 19)
    assert not measures.completed
    assert measures.accuracy is None
    assert measures.right == 19
    assert measures.selection_s == pytest.approx(0.252)
    assert measured("pinch", "rest").selection_s is None
    assert measured("rest", "rest") == MotionMeasures(None, None, None, 0)


def test_of_decisions_each_25_ms_every_other_counts() -> None:
    quick = decided(*["close_hand"] * 40, step_s=0.025)
    kept = each(quick, 0.05)
    assert [one.window_end_s for one in kept] == [one.window_end_s for one in quick[::2]]
