"""Whole sessions for a leg, and for both sides, played by the simulated patient."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from game.app import Theatre, play_session, players_for
from game.frame import Frame
from game.home.plan_shelf import find_plan
from game.home.settings import HomeSettings
from game.input.command import Command
from game.opening.sensor import sensor_for
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.timing.clock import VirtualClock
from sensors.errors import SensorSettingsError
from sensors.leg_pose import LEG
from sensors.recording import read_samples
from sensors.registry import create_sensor
from sensors.sample import PoseSample
from sensors.settings import SimulatedSettings, WebcamSettings
from sessions.errors import PlanError
from sessions.events.entry import SessionStarted, Trial
from sessions.events.log import read_log
from sessions.plan.plan import parse_plan
from sessions.recording.reader import RecordingReader

MakeTheatre = Callable[..., Theatre]

PLAN = """
schema_version = 1
name = "leg"
limb = "leg"
affected_side = "right"
sensor = "pointer"
title = "Leg"
[[blocks]]
exercise = "mirror"
movements = ["ankle_up_down"]
duration_s = 20
repetitions = 4
[[blocks]]
exercise = "follow"
movements = ["toe_spread"]
trials = 1
cycles = 1
"""


@dataclass
class Watching:
    """The simulated patient, who also keeps what was seen."""

    patient: SimulatedPatient
    frames: list[Frame] = field(default_factory=list)

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        self.frames.append(frame)
        return self.patient.look(frame, now_s)


@pytest.fixture
def watching() -> Watching:
    return Watching(SimulatedPatient(5, TEMPERAMENTS["cooperative"]))


def test_a_leg_is_mirrored_and_followed_and_the_recording_names_its_angles(
    home: HomeSettings, make_theatre: MakeTheatre, watching: Watching
) -> None:
    clock = VirtualClock()
    theatre = make_theatre(clock=clock, onlooker=watching, sensor=False)
    sensor = create_sensor(SimulatedSettings(limb="leg"), clock)
    sensor.open()
    plan = parse_plan(PLAN, source_name="leg.toml")
    played = play_session(plan, home, replace(theatre, sensor=sensor))
    assert played.ended == "completed"
    by_scene = {
        name: [f for f in watching.frames if f.scene == name] for name in ("mirror", "follow")
    }
    assert all([limb.side for limb in f.limbs] == ["right", "left"] for f in by_scene["mirror"])
    assert all([limb.side for limb in f.limbs] == ["right"] for f in by_scene["follow"])
    for frame in watching.frames:
        for limb in frame.limbs:
            assert limb.kind == "leg"
            assert (limb.angles_rad >= LEG.limits_rad[:, 0] - 1e-9).all()
            assert (limb.angles_rad <= LEG.limits_rad[:, 1] + 1e-9).all()
    moved = np.ptp([f.limbs[0].angles_rad for f in by_scene["mirror"]], axis=0)
    assert np.degrees(moved[LEG.index["ankle_dorsiflexion"]]) > 10.0
    condition = RecordingReader(played.folder / "recording.mcap").condition()
    assert condition.joint_angles == LEG.names
    reading = read_log(played.folder / "events.jsonl")
    started = next(e for e in reading.entries if isinstance(e, SessionStarted))
    assert started.plan.limb == "leg"
    replayed = read_samples(played.folder)
    assert isinstance(replayed[0], PoseSample)
    assert len(replayed[0].angles_rad) == len(LEG.names)


def test_with_both_sides_affected_both_limbs_are_shown_alike_and_nothing_is_measured(
    home: HomeSettings, make_theatre: MakeTheatre, watching: Watching
) -> None:
    text = PLAN.replace('"right"', '"both"').replace('sensor = "pointer"\n', "")
    mirror = text.index("[[blocks]]")
    plan = parse_plan(text[:mirror] + text[text.rindex("[[blocks]]") :], source_name="both.toml")
    assert sensor_for(plan, home) is None
    played = play_session(plan, home, make_theatre(onlooker=watching, sensor=False))
    assert played.ended == "completed"
    follow = [f for f in watching.frames if f.scene in ("pace", "follow")]
    assert follow
    for frame in follow:
        left, right = frame.limbs
        assert (left.side, right.side) == ("left", "right")
        np.testing.assert_array_equal(left.angles_rad, right.angles_rad)
    entries = read_log(played.folder / "events.jsonl").entries
    started = next(e for e in entries if isinstance(e, SessionStarted))
    assert started.affected_side == "both"
    trials = [e for e in entries if isinstance(e, Trial)]
    assert [trial.cycles_done for trial in trials] == [1]


def test_an_arm_s_movement_in_a_leg_s_plan_is_named_with_its_place() -> None:
    plan = parse_plan(PLAN.replace("ankle_up_down", "pinch"), source_name="leg.toml")
    with pytest.raises(
        PlanError, match=r"blocks\[0\].movements\[0\]: .* of the leg; allowed: ankle"
    ):
        players_for(plan)


def test_a_webcam_in_the_settings_file_is_refused_for_a_leg(home: HomeSettings) -> None:
    plan = parse_plan(PLAN, source_name="leg.toml")
    with pytest.raises(SensorSettingsError, match="hands, not legs: choose the sensor pointer"):
        sensor_for(plan, replace(home, sensor=WebcamSettings()))


def test_the_simulated_sensor_moves_the_limb_that_the_plan_is_about(home: HomeSettings) -> None:
    settings = sensor_for(parse_plan(PLAN, source_name="leg.toml"), home)
    assert isinstance(settings, SimulatedSettings)
    assert settings.limb == "leg"


@pytest.mark.parametrize("name", ["leg-15min", "both-sides-follow"])
def test_the_ready_plans_for_legs_are_in_order(name: str) -> None:
    loaded = find_plan(name)
    assert loaded.plan.limb == "leg"
    assert players_for(loaded)
    assert 12 <= loaded.plan.dose.minutes <= 21
