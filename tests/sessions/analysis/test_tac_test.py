"""The TAC test's measures on ways of the limb whose answers can be counted by hand."""

import numpy as np
import pytest

from sessions.analysis.tac_test import TacMeasures, measure_tac, path_efficiency


def measured(
    places_deg: list[list[float]], target_deg: list[float], dwell_s: float = 0.2
) -> TacMeasures:
    """One place each 0.1 s."""
    times_s = 5.0 + 0.1 * np.arange(len(places_deg))
    return measure_tac(
        times_s, np.array(places_deg), np.array(target_deg), tolerance_deg=5.0, dwell_s=dwell_s
    )


def test_a_straight_way_that_stays_is_complete_without_its_dwell() -> None:
    measures = measured([[0], [10], [20], [30], [36], [38], [38]], [40.0])
    assert measures.completed
    assert measures.completion_s == pytest.approx(0.4)
    assert measures.selection_s == pytest.approx(0.1)
    assert measures.path_efficiency == 1.0
    assert measures.overshoots == 0
    assert measures.nearest_deg == pytest.approx(2.0)


def test_leaving_begins_the_dwell_anew_and_is_an_overshoot() -> None:
    way = [[0.0], [36.0], [46.0], [42.0], [42.0], [42.0]]
    measures = measured(way, [40.0])
    assert measures.overshoots == 1
    assert measures.completion_s == pytest.approx(0.3)
    # 36 out, 10 on, 4 back: 42 of 50 degrees were of use.
    assert measures.path_efficiency == pytest.approx(42 / 50)


def test_two_degrees_must_be_there_at_once() -> None:
    after = [[0, 0], [40, 0], [40, 30], [40, 30], [40, 30]]
    measures = measured(after, [40.0, 30.0])
    assert measures.completion_s == pytest.approx(0.2)
    # Along one side and then the other, where the straight way is 50: 50 / 70.
    assert measures.path_efficiency == pytest.approx(5 / 7)
    assert measures.first_selection_s == pytest.approx(0.1)
    assert measures.selection_s == pytest.approx(0.2)
    in_turn = measured([[0, 0], [40, 0], [0, 30], [40, 0], [0, 30]], [40.0, 30.0])
    assert not in_turn.completed
    assert in_turn.longest_hold_s == 0.0


def test_a_hold_that_is_too_short_is_kept_but_not_complete() -> None:
    measures = measured([[0], [38], [38], [38], [20]], [40.0], dwell_s=0.5)
    assert not measures.completed
    assert measures.completion_s is None
    assert measures.path_efficiency is None
    assert measures.longest_hold_s == pytest.approx(0.2)
    assert measures.overshoots == 1


def test_a_degree_that_never_set_out_was_not_selected() -> None:
    measures = measured([[0, 0], [40, 0], [40, -20]], [40.0, 30.0])
    assert measures.first_selection_s == pytest.approx(0.1)
    assert measures.selection_s is None
    assert measured([[0.0], [0.0]], [40.0]).first_selection_s is None


def test_the_edge_of_the_tolerance_belongs_to_it() -> None:
    assert measured([[0], [35], [45], [35]], [40.0]).completed


def test_standing_still_is_no_detour_and_nothing_measured_is_refused() -> None:
    assert path_efficiency(np.zeros((3, 2))) == 1.0
    with pytest.raises(ValueError, match="one row for each time"):
        measure_tac(np.empty(0), np.empty((0, 1)), np.array([1.0]), tolerance_deg=5.0, dwell_s=1.0)
