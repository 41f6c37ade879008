"""The simulated arm moves like a person, the same way each time."""

import numpy as np
import pytest

from sensors.drivers.simulated import SimulatedSensor
from sensors.pose import INDEX, LIMITS_RAD
from sensors.sample import PoseSample
from sensors.settings import SimulatedSettings

from .conftest import ManualClock


def _watched(step_s: float, for_s: float, **options: object) -> list[PoseSample]:
    clock = ManualClock(0.0)
    sensor = SimulatedSensor(SimulatedSettings.model_validate(options), clock)
    sensor.open()
    samples = list(sensor.drain())
    for number in range(1, round(for_s / step_s) + 1):
        clock.at_s = number * step_s
        samples.extend(sensor.drain())
    return samples


def test_the_same_seed_gives_the_same_movement_however_often_it_is_read() -> None:
    often, seldom = _watched(1 / 120, 20.0), _watched(0.5, 20.0)
    assert len(often) == len(seldom) == 20 * 60 + 1
    for a, b in zip(often, seldom, strict=True):
        assert a.taken_at_s == b.taken_at_s
        assert np.array_equal(a.angles_rad, b.angles_rad)


def test_another_seed_gives_another_movement() -> None:
    a, b = _watched(1 / 60, 10.0, seed=1)[-1], _watched(1 / 60, 10.0, seed=2)[-1]
    assert not np.allclose(a.angles_rad, b.angles_rad)


def test_it_stays_within_anatomical_limits_and_moves_no_faster_than_a_person() -> None:
    samples = _watched(1 / 60, 120.0)
    angles = np.array([sample.angles_rad for sample in samples])
    assert (angles >= LIMITS_RAD[:, 0]).all()
    assert (angles <= LIMITS_RAD[:, 1]).all()
    assert np.abs(np.diff(angles, axis=0)).max() * 60 < 6.0


def test_it_opens_and_closes_the_hand_turns_the_forearm_and_bends_wrist_and_elbow() -> None:
    angles = np.degrees([sample.angles_rad for sample in _watched(1 / 60, 120.0)])
    ranges = dict(zip(INDEX, np.ptp(angles, axis=0), strict=True))
    for name, least_deg in (
        ("index_pip_flexion", 60.0),
        ("little_mcp_flexion", 50.0),
        ("wrist_flexion", 50.0),
        ("forearm_pronation", 80.0),
        ("elbow_flexion", 40.0),
        ("thumb_cmc_opposition", 15.0),
    ):
        assert ranges[name] > least_deg, name


def test_a_held_posture_trembles_but_by_less_than_a_degree() -> None:
    angles = np.degrees([sample.angles_rad for sample in _watched(1 / 60, 120.0)])
    wrist = angles[:, INDEX["wrist_radial_deviation"]]
    steps = np.abs(np.diff(wrist))
    assert 0.0 < np.median(steps) < 1.0


def test_tracking_is_lost_now_and_then_only_if_asked_for() -> None:
    steady = _watched(1 / 60, 120.0)
    lossy = _watched(1 / 60, 120.0, loses_tracking=True)
    assert {sample.confidence for sample in steady} == {1.0}
    seen = np.array([sample.confidence > 0 for sample in lossy])
    losses = int((~seen[1:] & seen[:-1]).sum())
    assert 3 <= losses <= 15
    assert 0.005 < np.mean(~seen) < 0.2


def test_after_a_long_pause_only_the_last_seconds_come() -> None:
    clock = ManualClock(0.0)
    sensor = SimulatedSensor(SimulatedSettings(rate_hz=100), clock)
    sensor.open()
    sensor.drain()
    clock.advance(3600.0)
    samples = sensor.drain()
    assert len(samples) <= 201
    assert samples[-1].taken_at_s == pytest.approx(3600.0)
