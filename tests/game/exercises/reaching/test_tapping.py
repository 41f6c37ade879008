"""Tapping by hand and by key, from the scene to the log."""

from collections.abc import Callable

import numpy as np
import pytest

from game.app import Theatre, play_session
from game.exercises.reaching.hand_place import HandPlace
from game.exercises.reaching.tapping_outcomes import tapping_outcomes
from game.exercises.reaching.tapping_scene import TappingScene, TappingSetting, tapping_poses
from game.home.settings import HomeSettings
from game.input.command import Command, Wish
from game.limb.postures import load_postures
from game.recorder.pose_trace import PoseTrace
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from game.shown.measured_arm import aperture_m
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from sensors.pose import RESTING, MeasuredPose
from sensors.sample import TrackedHand
from sessions.blocks.tapping import READY_S
from sessions.events.entry import OutcomeMeasured, Trial
from sessions.events.log import read_log
from sessions.plan.plan import parse_plan
from tests.game.exercises.outcome_journal import OutcomeJournal

PLAN = """
schema_version = 1
name = "taps"
affected_side = "left"
sensor = "simulated"
title = "Taps"
[[blocks]]
{block}
"""


def setting(*, by_key: bool, in_step: bool = True) -> TappingSetting:
    return TappingSetting("tapping", "left", 15.0, by_key, in_step, "title", "ready", "now")


def play_by_hand(trace: PoseTrace, frequency_hz: float, *, camera: bool) -> TappingScene:
    """Tap in front of a sensor of 60 Hz, from the beginning of the trial on."""
    scene = TappingScene(setting(by_key=False), trace)
    apart, pinch = load_postures()["relaxed"], load_postures()["pinch"]
    for i in range(round((READY_S + 15.0) * 60)):
        at_s = i / 60.0
        share = 0.5 - 0.5 * np.cos(2 * np.pi * frequency_hz * at_s)
        angles = apart + share * (pinch - apart)
        seen_m = 0.07 - 0.06 * share if camera else float("nan")
        trace.add(MeasuredPose(50.0 + at_s, angles, 1.0), seen_m)
        scene.update(Moment(50.0 + at_s, at_s), FollowedArm(angles, Tracking.LIVE, None, 0.0))
    return scene


@pytest.mark.parametrize(("camera", "by"), [(True, "camera"), (False, "pose")])
def test_a_hand_that_taps_three_times_a_second_is_measured_so(camera: bool, by: str) -> None:
    scene = play_by_hand(PoseTrace(), 3.0, camera=camera)
    journal = OutcomeJournal()
    tapping_outcomes(journal, 0, 0, scene, HandPlace(), effector="intact", by_key=False)
    assert journal.value("tap_frequency_hz", f"intact {by}") == pytest.approx(3.0, rel=0.01)
    assert journal.value("taps") == pytest.approx(45, abs=1)
    assert journal.value("tap_arrests") == 0.0
    assert journal.value("sensor_rate_hz") == pytest.approx(60.0)
    amplitude_mm = journal.value("tap_amplitude_mm")
    assert amplitude_mm is not None
    if camera:
        assert amplitude_mm == pytest.approx(60.0, rel=0.05)
    else:
        assert 15.0 < amplitude_mm < 90.0


def test_the_aperture_is_read_from_the_cameras_own_landmarks() -> None:
    world_m = np.zeros((21, 3), np.float32)
    world_m[4], world_m[8] = (0.01, 0.02, 0.0), (0.04, 0.02, 0.04)
    hand = TrackedHand(np.zeros((21, 2), np.float32), world_m, 1.0, 0.9)
    assert aperture_m(hand) == pytest.approx(0.05)
    assert np.isnan(aperture_m(None))


def test_presses_count_only_while_the_bar_fills_and_make_the_limb_tap() -> None:
    scene = TappingScene(setting(by_key=True), PoseTrace())
    arm = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)

    def press(at_s: float) -> None:
        scene.update(Moment(at_s, at_s), arm)
        scene.command(Command(Wish.CHOOSE, at_s, 1), Moment(at_s, at_s))

    press(READY_S - 0.5)
    assert scene.taps_s == []
    for i in range(10):
        press(READY_S + 0.5 + 0.4 * i)
    assert len(scene.taps_s) == 10
    last_s = scene.taps_s[-1]
    closed = scene.frame(Moment(last_s, last_s), arm).limbs[0].angles_rad
    opened = scene.frame(Moment(last_s + 1, last_s + 1), arm).limbs[0].angles_rad
    apart, together = tapping_poses()
    assert closed == pytest.approx(together)
    assert opened == pytest.approx(apart)
    journal = OutcomeJournal()
    measures = tapping_outcomes(journal, 0, 0, scene, HandPlace(), effector="intact", by_key=True)
    assert measures.frequency_hz == pytest.approx(2.5)
    assert "tap_amplitude_mm" not in {name for name, *_ in journal.outcomes}


def test_a_tracked_hands_trial_takes_no_presses() -> None:
    scene = TappingScene(setting(by_key=False), PoseTrace())
    scene.command(Command(Wish.CHOOSE, 6.0, 1), Moment(6.0, 6.0))
    assert scene.taps_s == []


def entries_of(
    block: str, home: HomeSettings, theatre: Theatre
) -> tuple[list[OutcomeMeasured], list[Trial]]:
    played = play_session(parse_plan(PLAN.format(block=block), source_name="t.toml"), home, theatre)
    assert played.ended == "completed"
    entries = read_log(played.folder / "events.jsonl").entries
    return (
        [e for e in entries if isinstance(e, OutcomeMeasured)],
        [e for e in entries if isinstance(e, Trial)],
    )


def test_a_whole_block_of_phantom_tapping_compares_phantom_and_hand(
    home: HomeSettings, make_theatre: Callable[..., Theatre]
) -> None:
    patient = SimulatedPatient(4, TEMPERAMENTS["cooperative"])
    outcomes, trials = entries_of(
        'exercise = "phantom_tapping"\ntrials = 2\nrest_s = 2',
        home,
        make_theatre(onlooker=patient, sensor=False),
    )
    assert [trial.movement for trial in trials] == ["tap_intact", "tap_phantom", "tap_phantom"]
    taps = [e.value for e in outcomes if e.measure == "taps"]
    assert len(taps) == 3
    assert all(value is not None and value > 10 for value in taps)
    ratio = next(e.value for e in outcomes if e.measure == "phantom_speed_ratio")
    assert ratio is not None
    assert 0.1 < ratio < 2.0


def test_a_whole_block_of_tapping_uses_the_hand_where_one_is_measured_and_else_the_key(
    home: HomeSettings, make_theatre: Callable[..., Theatre]
) -> None:
    block = 'exercise = "tapping"\ntrials = 1\nrest_s = 0'
    for sensor, by in ((True, "intact pose"), (False, "intact key")):
        patient = SimulatedPatient(4, TEMPERAMENTS["cooperative"])
        outcomes, _ = entries_of(block, home, make_theatre(onlooker=patient, sensor=sensor))
        assert {e.condition for e in outcomes} == {by}
