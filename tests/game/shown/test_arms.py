"""Muscles beside the intact arm, or in its place: who moves what is mirrored, who only speaks."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from game.movements.attempts import stance_of
from game.shown.arm_follower import FollowedArm, Tracking
from game.shown.arms import Arms
from game.shown.measured_arm import MeasuredArm
from sensors.drivers.simulated import SimulatedSensor
from sensors.emg.model import EmgModel
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.sample import Sample
from sensors.sensor import Sensor
from sensors.settings import SimulatedSettings
from tests.game.living_muscles import TICK_S, Hands


@pytest.fixture(scope="module")
def model() -> EmgModel:
    return Hands().calibrate()


@dataclass
class Watched:
    """The arms of one session in made-up time, and every sample of the intact arm's sensor."""

    hands: Hands
    sensor: Sensor | None = None
    measured: list[Sample] = field(default_factory=list)

    def arms(self, *, muscles_move_it: bool, with_muscles: bool = True) -> Arms:
        self.arm = MeasuredArm(
            self.sensor,
            IntactLimbEstimator("right"),
            on_sample=self.measured.append,
            on_pose=lambda _: None,
            on_device=lambda _: None,
        )
        muscles = self.hands.source if with_muscles else None
        return Arms(self.arm, muscles, muscles_move_it=muscles_move_it)

    def live(self, arms: Arms, for_s: float) -> FollowedArm:
        until_s = self.hands.now_s + for_s
        while self.hands.now_s < until_s:
            self.hands.now_s += TICK_S
            arms.drain()
            shown = arms.at(self.hands.now_s)
        return shown


def apart_rad(one: FollowedArm, other: FollowedArm) -> float:
    return float(np.abs(one.angles_rad - other.angles_rad).max())


def test_where_muscles_are_the_only_sensor_they_move_what_is_mirrored(model: EmgModel) -> None:
    watched = Watched(Hands())
    watched.hands.source.use(model)
    arms = watched.arms(muscles_move_it=True)
    rest = watched.live(arms, 0.5)
    assert rest.tracking is Tracking.LIVE
    watched.hands.muscles.attempt("close_hand")
    closed = watched.live(arms, 1.5)
    assert apart_rad(closed, rest) > 0.5
    assert closed.muscles is not None
    assert closed.muscles.movement == "close_hand"
    assert closed.sample_taken_at_s == closed.muscles.taken_at_s
    watched.hands.muscles.unplug()
    lost = watched.live(arms, 0.5)
    assert lost.tracking is Tracking.LOST
    assert lost.device_lost
    watched.hands.muscles.attempt(None)
    watched.hands.muscles.plug()
    assert apart_rad(watched.live(arms, 4.0), rest) < 0.01


def test_before_a_calibration_the_limb_waits_at_rest() -> None:
    watched = Watched(Hands())
    watched.hands.muscles.attempt("close_hand")
    shown = watched.live(watched.arms(muscles_move_it=True), 1.0)
    assert shown.tracking is Tracking.WAITING
    assert np.array_equal(shown.angles_rad, stance_of(()))
    assert not shown.device_lost


def test_beside_a_sensor_of_the_intact_arm_muscles_only_speak(model: EmgModel) -> None:
    hands = Hands()
    sensor = SimulatedSensor(SimulatedSettings(), lambda: hands.now_s)
    sensor.open()
    watched = Watched(hands, sensor)
    watched.hands.source.use(model)
    arms = watched.arms(muscles_move_it=False)
    hands.muscles.attempt("close_hand")
    shown = watched.live(arms, 1.0)
    assert shown.muscles is not None
    assert shown.muscles.movement == "close_hand"
    alone = watched.arm.at(hands.now_s)
    assert watched.measured
    assert shown.tracking is alone.tracking
    assert np.array_equal(shown.angles_rad, alone.angles_rad)


def test_without_muscles_nothing_stands_in_for_them() -> None:
    watched = Watched(Hands())
    shown = watched.live(watched.arms(muscles_move_it=True, with_muscles=False), 0.2)
    assert shown.muscles is None
    assert watched.hands.samples == []
