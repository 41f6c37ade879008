"""NAP and Tau-U on phases small enough to count by hand."""

import numpy as np
import pytest

from sessions.analysis.single_case import combined_tau_u, phase_change


def test_phases_without_overlap_are_complete_change() -> None:
    change = phase_change(np.array([6.0, 7.0, 6.0]), np.array([3.0, 2.0]))
    assert change is not None
    assert change.nap == 1.0
    assert change.tau == 1.0


def test_pairs_are_counted_with_ties_as_halves() -> None:
    # Lower is better: of 6 pairs (5,4),(5,6),(5,5) / (3,4),(3,6),(3,5): 1 better, 1 tie, 4 worse.
    change = phase_change(np.array([5.0, 3.0]), np.array([4.0, 6.0, 5.0]))
    assert change is not None
    assert change.nap == pytest.approx(1.5 / 6)
    assert change.tau == pytest.approx(-3 / 6)
    # The baseline was falling, towards better: one pair, taken away.
    assert change.baseline_trend == 1.0
    assert change.tau_u == pytest.approx((-3 - 1) / 6)


def test_for_skill_higher_is_better() -> None:
    lower = phase_change(np.array([5.0, 4.0]), np.array([1.0, 2.0]))
    higher = phase_change(np.array([1.0, 2.0]), np.array([5.0, 4.0]), better="higher")
    assert lower is not None
    assert higher is not None
    assert lower.nap == higher.nap == 1.0
    with pytest.raises(ValueError, match="better"):
        phase_change(np.ones(2), np.ones(2), better="up")


def test_missing_phases_have_no_change_and_patients_weigh_by_their_pairs() -> None:
    assert phase_change(np.array([np.nan]), np.array([1.0])) is None
    few = phase_change(np.array([5.0, 5.0]), np.array([1.0]))
    many = phase_change(np.array([5.0, 5.0]), np.array([6.0, 6.0, 6.0]))
    assert few is not None
    assert many is not None
    assert combined_tau_u([few, many]) == pytest.approx((2 * 1.0 + 6 * -1.0) / 8)
    assert combined_tau_u([]) is None
