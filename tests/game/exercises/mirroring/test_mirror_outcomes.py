"""What a mirror block writes into the log, from an arm whose movement is known."""

from collections.abc import Callable
from math import radians

import numpy as np
import pytest

from game.app import Theatre, play_session
from game.exercises.mirroring.mirror_outcomes import mirror_outcomes
from game.exercises.mirroring.mirror_scene import MirrorScene, MirrorSetting
from game.home.settings import HomeSettings
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.recorder.pose_trace import PoseTrace
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from sensors.pose import INDEX, RESTING, MeasuredPose
from sessions.events.entry import OutcomeMeasured
from sessions.events.log import read_log
from sessions.plan.plan import LoadedPlan
from tests.game.exercises.outcome_journal import OutcomeJournal


def test_a_wrist_that_swings_forty_degrees_is_measured_so() -> None:
    trace = PoseTrace()
    setting = MirrorSetting("left", 30.0, "both", phantom_joins=True, gain=1.0, repetitions=8)
    player = MovementPlayer(load_movements().get("wrist_flexion_extension"))
    scene = MirrorScene(player, setting, trace)
    for i in range(1800):
        at_s = i / 60.0
        angles = RESTING.copy()
        angles[INDEX["wrist_flexion"]] += radians(20) * np.sin(2 * np.pi * 0.4 * at_s)
        trace.add(MeasuredPose(100 + at_s, angles, 1.0))
        arm = FollowedArm(angles, Tracking.LIVE, 100 + at_s, 0.0)
        scene.update(Moment(100 + at_s, at_s), arm)
    journal = OutcomeJournal()
    mirror_outcomes(journal, 2, 0, scene)
    wrist = journal.value("range_of_motion_deg", "wrist_flexion_extension wrist_flexion")
    assert wrist == pytest.approx(40.0, abs=0.3)
    elbow = journal.value("range_of_motion_deg", "wrist_flexion_extension elbow")
    assert elbow == pytest.approx(0.0, abs=1e-9)
    driving = "wrist_flexion_extension wrist_flexion"
    assert journal.value("sensor_rate_hz", driving) == pytest.approx(60.0)
    assert journal.value("stroke_time_s", driving) == pytest.approx(1.25, abs=0.1)
    assert journal.value("stroke_peak_speed_rad_s", driving) == pytest.approx(
        radians(20) * 2 * np.pi * 0.4, rel=0.03
    )
    assert journal.value("seen_share", "wrist_flexion_extension") == pytest.approx(1.0, abs=0.01)


def test_where_nothing_is_tracked_nothing_is_made_up() -> None:
    setting = MirrorSetting("left", 30.0, "both", phantom_joins=True, gain=1.0, repetitions=8)
    scene = MirrorScene(MovementPlayer(load_movements().get("pinch")), setting, PoseTrace())
    scene.update(Moment(1.0, 1.0), FollowedArm(RESTING, Tracking.WAITING, None, 0.0))
    journal = OutcomeJournal()
    mirror_outcomes(journal, 0, 0, scene)
    assert {measure for measure, *_ in journal.outcomes} == {"repetitions", "seen_share"}
    assert journal.value("seen_share", "pinch") == 0.0


def test_a_session_has_the_outcomes_of_its_mirror_block_in_its_log(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: Callable[..., Theatre]
) -> None:
    patient = SimulatedPatient(7, TEMPERAMENTS["cooperative"])
    played = play_session(short_plan, home, make_theatre(onlooker=patient))
    entries = read_log(played.folder / "events.jsonl").entries
    outcomes = [e for e in entries if isinstance(e, OutcomeMeasured)]
    mirror = {e.measure for e in outcomes if e.exercise == "mirror"}
    assert {"range_of_motion_deg", "stroke_sparc", "repetitions", "seen_share"} <= mirror
    rate = next(e.value for e in outcomes if e.measure == "sensor_rate_hz")
    assert rate is not None
    assert 20.0 < rate < 121.0
