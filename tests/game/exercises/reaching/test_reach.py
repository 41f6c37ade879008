"""Reach and harvest, from the plan to the log: by a hand on the mouse, and by script."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from game.app import Played, Theatre, play_session
from game.exercises.difficulty import Difficulty
from game.exercises.reaching.comfort_range import LEAST_SPAN_M, ComfortRange
from game.exercises.reaching.grasp import Grasp, Held
from game.exercises.reaching.hand_place import HandPlace, closing, closing_around, stopped_at
from game.exercises.reaching.reach_scene import Phase, ReachScene, ReachSetting, ReachWords
from game.exercises.reaching.reach_script import SCRIPT_S, ReachScript
from game.exercises.reaching.reach_task import ReachTask, places_for
from game.frame import Frame
from game.home.settings import HomeSettings
from game.recorder.pose_trace import PoseTrace
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.timing.clock import VirtualClock
from sensors.drivers.pointer import PointerSensor
from sensors.motion.pointer_pose import pose_of_shares
from sensors.pose import LIMITS_RAD, RESTING
from sensors.settings import PointerSettings
from sessions.blocks.reach import ReachBlock
from sessions.errors import PlanError
from sessions.events.entry import BlockEnded, OutcomeMeasured, Trial
from sessions.events.log import read_log
from sessions.plan.plan import parse_plan
from sessions.recording.frame_row import FrameRow
from sessions.recording.reader import RecordingReader
from tests.fakes.steering_patient import SteeringPatient
from tests.game.conftest import home_below, theatre_of

PLAN = """
schema_version = 1
name = "things"
affected_side = "left"
sensor = "pointer"
title = "Things"
[[blocks]]
{block}
"""
REACH = 'exercise = "reach"\nreaches = 3\nrest_s = 0\ntrial_s = 12'
HARVEST = 'exercise = "harvest"\npieces = 3\nrest_s = 0\ntrial_s = 12'
Made = tuple[Played, SteeringPatient]


def steer(block: str, home: HomeSettings, *, grasps: bool = True) -> Made:
    """Play a plan of one block with a hand on the mouse."""
    clock = VirtualClock()
    sensor = PointerSensor(PointerSettings(), clock)
    sensor.open()
    patient = SteeringPatient(sensor, grasps=grasps)
    theatre = replace(theatre_of(clock=clock, onlooker=patient, sensor=False), sensor=sensor)
    loaded = parse_plan(PLAN.format(block=block), source_name="things.toml")
    return play_session(loaded, home, theatre), patient


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Three things reached for, taken and placed."""
    return steer(REACH, home_below(tmp_path_factory.mktemp("reached")))


def outcomes(played: Played) -> list[OutcomeMeasured]:
    entries = read_log(played.folder / "events.jsonl").entries
    return [entry for entry in entries if isinstance(entry, OutcomeMeasured)]


def of(found: list[OutcomeMeasured], measure: str) -> list[float | None]:
    return [entry.value for entry in found if entry.measure == measure]


def test_a_hand_on_the_mouse_reaches_grasps_and_places_and_is_measured(reached: Made) -> None:
    played, _ = reached
    assert played.ended == "completed"
    found = outcomes(played)
    assert of(found, "placed") == [1.0, 1.0, 1.0]
    for measure, low, high in (
        ("movement_time_s", 0.1, 6.0),
        ("peak_speed_mm_s", 20.0, 3000.0),
        ("time_to_peak_share", 0.02, 0.98),
        ("path_directness", 1.0, 3.0),
        ("reach_sparc", -8.0, -1.3),
        ("grip_aperture_mm", 20.0, 150.0),
        ("carry_time_s", 0.3, 11.0),
    ):
        values = [value for value in of(found, measure) if value is not None]
        assert values, measure
        assert all(low <= value <= high for value in values), (measure, values)
    entries = read_log(played.folder / "events.jsonl").entries
    trials = [entry for entry in entries if isinstance(entry, Trial)]
    assert [trial.cycles_done for trial in trials] == [1, 1, 1]
    assert [trial.movement for trial in trials] == ["reach_ball", "reach_cup", "reach_block"]
    assert next(e for e in entries if isinstance(e, BlockEnded)).repetitions == 3


def test_the_recording_knows_every_thing_that_was_shown(home: HomeSettings) -> None:
    played, patient = steer(REACH.replace("reaches = 3", "reaches = 1"), home)
    rows = [
        row
        for row in RecordingReader(played.folder / "recording.mcap").rows("frame")
        if isinstance(row, FrameRow) and row.scene == "reach"
    ]
    shown = [frame for frame in patient.frames if frame.scene == "reach"]
    assert len(rows) == pytest.approx(len(shown), abs=2)
    for row in (rows[0], rows[-1]):
        assert [thing.kind for thing in row.things][-1] == "ball"
        assert "coaster" in [thing.kind for thing in row.things]
    assert rows[0].things[-1].foot_m == pytest.approx(shown[0].things[-1].foot_m, abs=1e-4)
    assert rows[0].things[-1].foot_m != rows[-1].things[-1].foot_m


def test_the_level_rises_with_success_within_the_plan(reached: Made) -> None:
    played, _ = reached
    levels = of(outcomes(played), "level")
    assert levels == sorted(levels, key=lambda level: level or 0.0)
    assert levels[0] == pytest.approx(0.3)
    assert levels[-1] is not None
    assert levels[-1] > 0.3


def test_who_never_closes_the_hand_goes_on_without_a_word_of_failure(home: HomeSettings) -> None:
    played, patient = steer(REACH, home, grasps=False)
    assert played.ended == "completed"
    assert of(outcomes(played), "placed") == [0.0, 0.0, 0.0]
    levels = of(outcomes(played), "level")
    assert levels == pytest.approx([0.3, 0.18, 0.06])
    said = " ".join(" ".join(f.screen.lines) for f in patient.frames).lower()
    assert not any(word in said for word in ("fail", "wrong", "too late", "missed"))


def test_things_stand_only_where_the_hand_has_been(reached: Made) -> None:
    _, patient = reached
    hand = HandPlace()
    been = np.stack(
        [
            hand.hollow(frame.limbs[0].angles_rad, "left")
            for frame in patient.frames
            if frame.scene == "comfort" and frame.limbs
        ]
    )
    shown = [frame for frame in patient.frames if frame.scene == "reach"]
    assert shown
    for frame in (shown[0], shown[len(shown) // 2], shown[-1]):
        for thing in frame.things:
            apart = np.hypot(*(been[:, :2] - thing.foot_m[:2]).T)
            assert apart.min() < 0.04


def test_the_harvest_fills_the_bowl_and_keeps_what_lies_in_it(home: HomeSettings) -> None:
    played, patient = steer(HARVEST, home)
    assert of(outcomes(played), "pieces") == [3.0]
    last = [frame for frame in patient.frames if frame.scene == "harvest"][-1]
    kinds = [thing.kind for thing in last.things]
    assert kinds.count("bowl") == 1
    assert {"apple", "pear", "plum"} <= set(kinds)
    bowl = next(thing for thing in last.things if thing.kind == "bowl")
    for kind in ("apple", "pear"):
        fruit = next(thing for thing in last.things if thing.kind == kind)
        assert np.hypot(*(np.array(fruit.foot_m) - bowl.foot_m)[:2]) < 0.06


def test_where_nothing_is_measured_the_limb_reaches_by_itself_and_nothing_is_made_up(
    home: HomeSettings, make_theatre: Callable[..., Theatre]
) -> None:
    frames: list[Frame] = []
    patient = SimulatedPatient(5, TEMPERAMENTS["cooperative"])
    theatre = make_theatre(onlooker=patient, sensor=False)
    theatre = replace(theatre, on_frame=frames.append)
    block = REACH + '\ndriven_by = "script"\n'
    loaded = parse_plan(PLAN.format(block=block), source_name="things.toml")
    played = play_session(loaded, home, theatre)
    found = outcomes(played)
    assert of(found, "placed") == [1.0, 1.0, 1.0]
    assert of(found, "movement_time_s") == []
    assert all("scripted" in entry.condition for entry in found)
    assert "comfort" not in {frame.scene for frame in frames}
    reached = [frame for frame in frames if frame.scene == "reach"]
    assert {limb.side for frame in reached for limb in frame.limbs} == {"left"}


def test_a_script_comes_where_the_thing_is_within_limits_and_never_jumps() -> None:
    hand = HandPlace()
    for side in ("left", "right"):
        comfort = ComfortRange.usual(side)
        script = ReachScript(hand, side, comfort.at(1.0), comfort.at(0.0))
        poses = np.stack([script.pose_at(t) for t in np.arange(0.0, SCRIPT_S + 1.0, 1 / 60)])
        assert (poses >= LIMITS_RAD[:, 0] - 1e-9).all()
        assert (poses <= LIMITS_RAD[:, 1] + 1e-9).all()
        assert np.abs(np.diff(poses, axis=0)).max() * 60 < 3.2
        assert hand.hollow(script.pose_at(2.6), side) == pytest.approx(comfort.at(1.0), abs=0.004)
        assert hand.hollow(script.pose_at(6.4), side) == pytest.approx(comfort.at(0.0), abs=0.004)
        assert poses[-1] == pytest.approx(RESTING)


@pytest.mark.parametrize("frame_s", [1 / 60, 0.4, 1.3])
def test_a_script_places_its_thing_on_any_display_however_slow(frame_s: float) -> None:
    comfort = ComfortRange.usual("left")
    task = ReachTask("ball", comfort.at(1.0), comfort.at(0.0), 0.05, 0.1, 25.0)
    words = ReachWords("title", "look", "go", "carry", "placed")
    setting = ReachSetting("left", False, words, 0.0, 1.0)
    scene = ReachScene(task, setting, HandPlace(), PoseTrace(), scripted=True)
    arm = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)
    at_s = 0.0
    while not scene.finished and at_s < 40.0:
        scene.update(Moment(100.0 + at_s, at_s), arm)
        scene.frame(Moment(100.0 + at_s, at_s), arm)
        at_s += frame_s
    assert scene.placed
    assert at_s < SCRIPT_S + 4.0
    began = scene.phase_began_at_s
    assert began[Phase.CUE] <= began[Phase.REACH] <= began[Phase.CARRY] <= began[Phase.PLACED]


def test_a_thing_is_taken_by_closing_near_it_and_let_go_by_opening() -> None:
    here, there = np.array([0.1, 0.5, -0.25]), np.array([0.1, 0.7, -0.25])
    grasp = Grasp(here, there, tolerance_m=0.05, close_by=0.1)
    assert grasp.update(0.0, there, 0.9) is Held.STANDING  # closed, but far away
    assert grasp.update(0.1, here, 0.9) is Held.STANDING  # it came closed: it has to open first
    assert grasp.update(0.2, here, 0.2) is Held.STANDING
    assert grasp.update(0.3, here + 0.02, 0.31) is Held.IN_HAND
    assert grasp.update(0.8, there, 0.40) is Held.IN_HAND
    assert grasp.middle_m == pytest.approx(there)
    assert grasp.update(0.9, there + np.array([0.01, 0.0, 0.0]), 0.29) is Held.PLACED
    assert grasp.place_error_m == pytest.approx(0.01)


def test_a_thing_let_go_on_the_way_waits_where_it_lies() -> None:
    here, there = np.array([0.1, 0.5, -0.25]), np.array([0.1, 0.8, -0.25])
    grasp = Grasp(here, there, tolerance_m=0.05, close_by=0.1)
    grasp.update(0.0, here, 0.2)
    grasp.update(0.1, here, 0.4)
    between = np.array([0.1, 0.65, -0.20])
    grasp.update(1.0, between, 0.4)
    assert grasp.update(1.1, between, 0.1) is Held.STANDING
    assert grasp.drops == 1
    assert grasp.middle_m == pytest.approx([0.1, 0.65, -0.25])
    grasp.update(1.2, grasp.middle_m, 0.1)
    assert grasp.update(1.3, grasp.middle_m, 0.3) is Held.IN_HAND


def test_fingers_stop_at_what_they_hold() -> None:
    fist = pose_of_shares(0.0, 0.5, 0.5)
    most = closing_around(0.036)
    assert closing(stopped_at(fist, most)) == pytest.approx(most, abs=0.01)
    assert stopped_at(fist, most, 0.0) == pytest.approx(fist)
    opened = pose_of_shares(1.0, 0.5, 0.5)
    assert stopped_at(opened, most) is opened
    assert closing_around(0.02) > closing_around(0.04)


def test_a_hand_that_hardly_moves_still_gets_two_places() -> None:
    still = np.tile([0.2, 0.5, -0.24], (40, 1))
    comfort = ComfortRange.of(still)
    assert comfort.span_m == pytest.approx(LEAST_SPAN_M, abs=0.01)
    block = ReachBlock(exercise="reach")
    start, goal, tolerance_m = places_for(comfort, Difficulty(1.0), block, 0)
    apart_m = float(np.hypot(*(start - goal)[:2]))
    assert apart_m > 2 * tolerance_m


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("easiest_tolerance_m = 0.02\nhardest_tolerance_m = 0.05", "easiest_tolerance_m"),
        ("reaches = 0", "reaches"),
        ('things = ["piano"]', "things"),
    ],
)
def test_what_cannot_be_played_is_refused_with_the_place(line: str, words: str) -> None:
    with pytest.raises(PlanError, match=words):
        parse_plan(PLAN.format(block=f'exercise = "reach"\n{line}'), source_name="x.toml")


def test_reaching_is_for_arms() -> None:
    text = PLAN.format(block=REACH).replace('title = "Things"', 'title = "T"\nlimb = "leg"')
    with pytest.raises(PlanError, match="exercise for the arm"):
        parse_plan(text, source_name="x.toml")
