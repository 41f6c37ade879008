"""Carrying a pose forward to when it is seen."""

import numpy as np
import pytest

from game.shown.prediction import LONGEST_HORIZON_S, Predictor
from sensors.pose import JOINT_ANGLES, LIMITS_RAD, RESTING, MeasuredPose

ELBOW = JOINT_ANGLES.index("elbow_flexion")


def pose(at_s: float, elbow_rad: float) -> MeasuredPose:
    angles = RESTING.copy()
    angles[ELBOW] = elbow_rad
    return MeasuredPose(at_s, angles, 1.0)


def test_nothing_measured_is_an_error() -> None:
    with pytest.raises(LookupError):
        Predictor().at(0.0)


def test_one_pose_alone_is_shown_as_it_is() -> None:
    predictor = Predictor()
    predictor.update(pose(1.0, 0.5))
    angles, horizon_s = predictor.at(1.03)
    assert angles[ELBOW] == 0.5
    assert horizon_s == 0.0


def test_a_steady_swing_is_shown_where_it_will_be() -> None:
    predictor = Predictor()
    for i in range(60):
        predictor.update(pose(i * 0.01, 0.2 + 2.0 * i * 0.01))
    angles, horizon_s = predictor.at(0.59 + 0.03)
    assert horizon_s == pytest.approx(0.03)
    assert angles[ELBOW] == pytest.approx(0.2 + 2.0 * 0.62, abs=1e-3)


def test_the_horizon_is_capped() -> None:
    predictor = Predictor()
    for i in range(60):
        predictor.update(pose(i * 0.01, 0.2 + 2.0 * i * 0.01))
    angles, horizon_s = predictor.at(5.0)
    assert horizon_s == LONGEST_HORIZON_S
    assert angles[ELBOW] < 0.2 + 2.0 * (0.59 + LONGEST_HORIZON_S) + 1e-6


def test_prediction_stays_within_limits() -> None:
    predictor = Predictor()
    top = LIMITS_RAD[ELBOW, 1]
    for i in range(10):
        predictor.update(pose(i * 0.01, top - 0.01 * (9 - i)))
    angles, _ = predictor.at(0.2)
    assert angles[ELBOW] == top


def test_prediction_cuts_the_error_of_a_swing_to_a_half_or_less() -> None:
    """1 Hz, 45 degrees, seen 33 ms late, 100 Hz samples with 0.15 degrees of noise."""
    rng = np.random.default_rng(1)
    truth = lambda t: 1.2 + np.radians(45) * np.sin(2 * np.pi * t)  # noqa: E731
    predictor, with_it, without = Predictor(), [], []
    for i in range(400):
        t = i * 0.01
        measured = truth(t) + np.radians(0.15) * rng.standard_normal()
        predictor.update(pose(t, float(measured)))
        if i > 20:
            angles, _ = predictor.at(t + 0.033)
            with_it.append(angles[ELBOW] - truth(t + 0.033))
            without.append(measured - truth(t + 0.033))
    assert np.std(with_it) < 0.5 * np.std(without)


def test_an_older_pose_is_ignored() -> None:
    predictor = Predictor()
    predictor.update(pose(1.0, 0.5))
    predictor.update(pose(0.9, 2.0))
    assert predictor.at(1.0)[0][ELBOW] == 0.5
