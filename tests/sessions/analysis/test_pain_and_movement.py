"""Correlation within patients, against figures of an independent implementation.

The figures of `REFEREE` were computed once by pingouin 0.7.0 (`rm_corr`) and scipy (t
distribution, Theil-Sen) on the very data below.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.analysis.pain_and_movement import (
    one_patient_correlation,
    repeated_measures_correlation,
)
from sessions.analysis.student import incomplete_beta, two_sided_p
from sessions.analysis.trend import theil_sen

ROWS = [
    ("P1", 0.88, 5.5), ("P1", 1.06, 5.8), ("P1", 1.37, 4.9), ("P1", 1.22, 4.4),
    ("P1", 1.51, 4.9), ("P1", 1.54, 3.1), ("P1", 1.46, 4.3), ("P1", 1.73, 1.9),
    ("P2", 0.99, 3.4), ("P2", 1.01, 3.6), ("P2", 1.09, 3.9), ("P2", 1.29, 3.0),
    ("P2", 1.46, 3.3), ("P2", 1.25, 3.0),
    ("P3", 0.85, 7.1), ("P3", 0.91, 6.9), ("P3", 1.19, 6.1), ("P3", 1.14, 5.8),
    ("P3", 1.24, 5.0), ("P3", 1.53, 4.4), ("P3", 1.78, 4.7), ("P3", 1.40, 4.8),
    ("P3", 1.63, 4.1),
]  # fmt: skip
PATIENTS = [row[0] for row in ROWS]
SPEED = np.array([row[1] for row in ROWS])
PAIN = np.array([row[2] for row in ROWS])
REFEREE = {"r": -0.8294221998894569, "degrees": 19, "p": 3.34471534181506e-06}


def test_the_repeated_measures_correlation_is_the_referees() -> None:
    found = repeated_measures_correlation(SPEED, PAIN, PATIENTS)
    assert found is not None
    assert found.r == pytest.approx(REFEREE["r"], rel=1e-12)
    assert found.degrees == REFEREE["degrees"]
    assert found.p == pytest.approx(REFEREE["p"], rel=1e-8)
    assert (round(found.low, 2), round(found.high, 2)) == (-0.93, -0.62)
    assert found.patients == 3
    assert found.observations == 23
    assert "does not show what caused what" in found.caution


@given(st.lists(st.floats(-50, 50), min_size=3, max_size=3))
def test_differences_between_patients_make_no_difference(shifts: list[float]) -> None:
    shift = np.array([shifts[int(patient[1]) - 1] for patient in PATIENTS])
    found = repeated_measures_correlation(SPEED, PAIN + shift, PATIENTS)
    assert found is not None
    assert found.r == pytest.approx(REFEREE["r"], rel=1e-6)


def test_gaps_and_single_sessions_are_left_out_and_one_patient_gets_no_figure() -> None:
    pain = PAIN.copy()
    pain[3] = np.nan
    found = repeated_measures_correlation(SPEED, pain, PATIENTS)
    assert found is not None
    assert found.observations == 22
    assert repeated_measures_correlation(SPEED[:8], PAIN[:8], PATIENTS[:8]) is None
    assert repeated_measures_correlation(SPEED[7:15], PAIN[7:15], PATIENTS[7:15]) is None
    with pytest.raises(ValueError, match="equally long"):
        repeated_measures_correlation(SPEED, PAIN, PATIENTS[:-1])


@pytest.mark.parametrize(
    ("t", "degrees", "p"),
    [(2.5, 7, 0.04099221858575289), (0.3, 1, 0.8144528418445154), (-4, 30, 0.0003818456360837564)],
)
def test_students_tail_is_the_referees(t: float, degrees: int, p: float) -> None:
    assert two_sided_p(t, degrees) == pytest.approx(p, rel=1e-10)
    assert incomplete_beta(2.0, 3.0, 0.0) == 0.0
    assert incomplete_beta(2.0, 3.0, 1.0) == 1.0
    # For whole numbers it is a binomial sum: P(at least 2 of 4) at 0.5 is 11/16.
    assert incomplete_beta(2.0, 3.0, 0.5) == pytest.approx(11 / 16)


def test_theil_sen_has_the_referees_slope_and_shrugs_at_one_odd_session() -> None:
    y = np.array([5, 4.5, 4.8, 4, 9, 3.2, 3, 2.5])
    slope, _ = theil_sen(np.arange(8.0), y)
    assert slope == pytest.approx(-0.3416666666666667)
    assert np.polyfit(np.arange(8.0), y, 1)[0] > -0.3
    with pytest.raises(ValueError, match="two different"):
        theil_sen(np.ones(3), np.arange(3.0))


def test_one_patient_gets_an_interval_and_the_word_exploratory() -> None:
    found = one_patient_correlation(SPEED[14:], PAIN[14:])
    assert found is not None
    assert found.r == pytest.approx(np.corrcoef(SPEED[14:], PAIN[14:])[0, 1])
    assert -1.0 <= found.low <= found.r <= found.high <= 1.0
    assert found.high < 0.0
    assert found.caution.startswith("Exploratory")
    assert found == one_patient_correlation(SPEED[14:], PAIN[14:])


def test_the_interval_of_unrelated_sessions_holds_zero_nearly_always() -> None:
    chance = np.random.default_rng(11)
    held = 0
    for _ in range(60):
        found = one_patient_correlation(
            chance.normal(size=30), chance.normal(size=30), draws=300, block=2
        )
        assert found is not None
        held += found.low <= 0.0 <= found.high
    assert held >= 50


def test_a_lag_pairs_each_session_with_a_later_one() -> None:
    x = np.sin(np.arange(24) * 1.3)
    later = np.concatenate(([0.3], x[:-1]))
    found = one_patient_correlation(x, later, lag=1)
    assert found is not None
    assert found.r == pytest.approx(1.0)
    assert found.sessions == 23


def test_too_few_sessions_or_no_change_get_no_figure() -> None:
    assert one_patient_correlation(np.arange(7.0), np.arange(7.0)) is None
    assert one_patient_correlation(np.ones(20), np.arange(20.0)) is None
