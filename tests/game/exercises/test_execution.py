"""Execution: whole sessions in which simulated muscles move the limb, and what is measured."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.app import play_session
from game.arm_follower import FollowedArm, Tracking
from game.clock import VirtualClock
from game.command import Command, Wish
from game.exercises.execution_scene import (
    FAILS_AFTER_S,
    ExecutionScene,
    ExecutionSetting,
    Phase,
)
from game.frame import Frame
from game.movements.attempts import REST, load_attempts
from game.muscle_reading import MuscleReading
from game.scenes.scene import Moment
from game.simulated_patient import SimulatedPatient
from game.temperament import TEMPERAMENTS
from sensors.emg.classifier import Decision
from sensors.emg.control import TimedDecision
from sensors.pose import RESTING
from sensors.sample import PoseSample
from sensors.sensor import SensorIdentity
from sensors.settings import SimulatedEmgSettings
from sessions.log import read_log
from sessions.log_entry import (
    BlockEnded,
    LogEntry,
    Note,
    OutcomeMeasured,
    SceneShown,
    SensorBack,
    SensorLost,
    SessionStarted,
    Trial,
)
from sessions.recording_reader import RecordingReader
from tests.game.muscle_theatre import PLAN, MuscleRun, Presser, muscle_home, muscle_plan

FIST, WRIST = load_attempts()["close_hand"], load_attempts()["bend_wrist"]
FRAME_S = 1 / 60


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[MuscleRun, Path]:
    run = MuscleRun(muscle_home(tmp_path_factory.mktemp("home")))
    return run, run.play(muscle_plan()).folder


def entries_of(folder: Path) -> tuple[LogEntry, ...]:
    reading = read_log(folder / "events.jsonl")
    assert not reading.damaged
    return reading.entries


def outcomes(folder: Path, measure: str) -> list[float | None]:
    found = [e for e in entries_of(folder) if isinstance(e, OutcomeMeasured)]
    return [e.value for e in found if e.measure == measure]


def test_a_session_checks_calibrates_and_lets_muscles_move_the_limb(
    first: tuple[MuscleRun, Path],
) -> None:
    run, folder = first
    scenes = [e.scene for e in entries_of(folder) if isinstance(e, SceneShown)]
    wanted = ["muscle_check", "muscle_calibration", "calibration_good", "execution"]
    positions = [scenes.index(name) for name in wanted]
    assert positions == sorted(positions)
    trials = [e for e in entries_of(folder) if isinstance(e, Trial)]
    assert [trial.movement for trial in trials] == ["close_hand"] * 2 + ["bend_wrist"] * 2
    assert all(trial.completed and trial.cycles_done == 1 for trial in trials)
    assert outcomes(folder, "attempts_done_share") == [1.0]
    shown = [f for f in run.presser.frames if f.scene == "execution"]
    assert {limb.side for f in shown for limb in f.limbs} == {"left"}
    far = max(float(np.abs(f.limbs[0].angles_rad - RESTING).max()) for f in shown)
    assert far > 1.0


def test_delay_decisions_and_raw_signal_are_kept(first: tuple[MuscleRun, Path]) -> None:
    _, folder = first
    rows = RecordingReader(folder / "recording.mcap").condition().rows
    assert rows["sample/emg"] > 1000
    (count,) = outcomes(folder, "decisions_count")
    assert rows["decision"] == count
    (median_s,) = outcomes(folder, "controller_delay_median_s")
    (p95_s,) = outcomes(folder, "controller_delay_p95_s")
    assert median_s is not None
    assert p95_s is not None
    assert 0.0875 <= median_s <= p95_s <= 0.125
    started = next(e for e in entries_of(folder) if isinstance(e, SessionStarted))
    assert started.muscles is not None
    assert started.muscles.driver == "simulated_emg"


def test_onset_reach_and_hold_are_as_a_patient_of_flesh_would_have_them(
    first: tuple[MuscleRun, Path],
) -> None:
    _, folder = first
    for onset_s, reached_s, held_s in zip(
        outcomes(folder, "attempt_onset_s"),
        outcomes(folder, "attempt_reached_s"),
        outcomes(folder, "attempt_held_s"),
        strict=True,
    ):
        assert onset_s is not None
        assert reached_s is not None
        assert held_s is not None
        assert 0.2 < onset_s < 0.8
        assert onset_s < reached_s < 4.0
        assert held_s >= 1.0


def test_the_limb_never_jumps_in_a_whole_session(first: tuple[MuscleRun, Path]) -> None:
    run, _ = first
    shown = [f for f in run.presser.frames if f.scene in ("execution", "muscle_calibration")]
    for before, after in itertools.pairwise(shown):
        if before.scene == after.scene:
            step = np.abs(after.limbs[0].angles_rad - before.limbs[0].angles_rad).max()
            assert step < 0.35


def test_the_next_day_one_of_each_serves_even_if_the_armband_turned(tmp_path: Path) -> None:
    home = muscle_home(tmp_path)
    MuscleRun(home).play(muscle_plan())
    turned = SimulatedEmgSettings(rotation=3.0, seed=9)
    run = MuscleRun(home, settings=turned, seed=4)
    folder = run.play(muscle_plan()).folder
    scenes = [e.scene for e in entries_of(folder) if isinstance(e, SceneShown)]
    assert "calibration_choice" in scenes
    assert "calibration_good" not in scenes
    notes = [e.text for e in entries_of(folder) if isinstance(e, Note)]
    assert any(text.startswith("daily, good") for text in notes)
    assert outcomes(folder, "attempts_done_share") == [1.0]


def test_without_a_sensor_the_same_movements_are_followed_and_it_is_said(tmp_path: Path) -> None:
    run = MuscleRun(muscle_home(tmp_path))
    theatre = run.theatre()
    theatre = replace(theatre, muscles=None, muscles_missing="No armband answers: plug it in.")
    played = play_session(muscle_plan(), run.home, theatre)
    assert played.ended == "completed"
    entries = entries_of(played.folder)
    scenes = [e.scene for e in entries if isinstance(e, SceneShown)]
    assert "muscles_fallback" in scenes
    assert "follow" in scenes
    assert "execution" not in scenes
    note = next(e for e in entries if isinstance(e, Note) and e.about == "muscles_fallback")
    assert "No armband answers" in note.text
    trials = [e for e in entries if isinstance(e, Trial)]
    assert [t.movement for t in trials] == ["hand_open_close", "wrist_flexion_extension"]


def test_a_plan_may_leave_the_block_out_instead(tmp_path: Path) -> None:
    text = PLAN + 'if_sensor_fails = "skip"\n'
    run = MuscleRun(muscle_home(tmp_path))
    theatre = replace(run.theatre(), muscles=None)
    entries = entries_of(play_session(muscle_plan(text), run.home, theatre).folder)
    assert not [e for e in entries if isinstance(e, Trial)]
    assert next(e for e in entries if isinstance(e, BlockEnded)).outcome == "skipped"


class Unplugger(Presser):
    """Pulls the cable in the middle of the first trial, and puts it back after a while."""

    muscles: object = None
    away_s: float = 4.0
    since_s: float | None = None

    def look(self, frame, now_s):  # type: ignore[no-untyped-def]
        if frame.scene == "execution" and frame.asked and self.since_s is None:
            self.since_s = now_s
            self.muscles.unplug()  # type: ignore[attr-defined]
        if self.since_s is not None and now_s - self.since_s > self.away_s:
            self.muscles.plug()  # type: ignore[attr-defined]
        return super().look(frame, now_s)


def test_a_cable_that_is_pulled_and_put_back_costs_nothing(tmp_path: Path) -> None:
    presser = Unplugger()
    run = MuscleRun(muscle_home(tmp_path), presser=presser)
    presser.muscles = run.muscles
    entries = entries_of(run.play(muscle_plan()).folder)
    lost = [e for e in entries if isinstance(e, SensorLost)]
    back = [e for e in entries if isinstance(e, SensorBack)]
    assert [e.which for e in (*lost, *back)] == ["muscles", "muscles"]
    trials = [e for e in entries if isinstance(e, Trial)]
    assert [t.completed for t in trials] == [True] * 4
    warned = [f for f in presser.frames if f.scene == "execution" and f.screen.warning]
    assert warned
    assert all("muscle sensor" in f.screen.warning for f in warned)


def test_a_sensor_that_stays_away_turns_the_rest_into_following(tmp_path: Path) -> None:
    presser = Unplugger()
    presser.away_s = 1e9
    run = MuscleRun(muscle_home(tmp_path), presser=presser)
    presser.muscles = run.muscles
    played = run.play(muscle_plan())
    assert played.ended == "completed"
    scenes = [e.scene for e in entries_of(played.folder) if isinstance(e, SceneShown)]
    assert "muscles_fallback" in scenes
    assert scenes.index("muscles_fallback") < scenes.index("follow")


def test_a_calibration_in_which_nobody_moved_is_asked_for_again(tmp_path: Path) -> None:
    run = MuscleRun(muscle_home(tmp_path), presser=Presser({"calibration_again": [Wish.SKIP]}))
    run.muscles.attempt = lambda *_: None  # type: ignore[method-assign, assignment]
    played = run.play(muscle_plan(PLAN.replace("trials = 2", "trials = 1")))
    entries = entries_of(played.folder)
    scenes = [e.scene for e in entries if isinstance(e, SceneShown)]
    assert "calibration_again" in scenes
    notes = [e.text for e in entries if isinstance(e, Note) and e.about == "calibration"]
    assert any("nothing_moved" in text for text in notes)
    assert all(share == 0.0 for share in outcomes(played.folder, "attempts_done_share"))


def test_the_simulated_patient_plays_it_from_welcome_to_summary(tmp_path: Path) -> None:
    run = MuscleRun(muscle_home(tmp_path))
    played = run.play(muscle_plan(), SimulatedPatient(3, TEMPERAMENTS["cooperative"]))
    assert played.ended == "completed"
    assert outcomes(played.folder, "attempts_done_share") == [1.0]


# One scene, hand-fed.

SETTING = ExecutionSetting("right", 1.0, 0.5, 4.0, 0.5, 1.0, 0.8, 0.0)


def played(
    told: list[tuple[str, float]], *, shown: tuple = (FIST,), for_s: float = 8.0
) -> ExecutionScene:
    """Play one scene with a movement decided from each of these moments on, every 25 ms."""
    scene = ExecutionScene(FIST, shown, SETTING)
    made: list[TimedDecision] = []
    now_s, next_s = 0.0, 0.0
    while now_s < for_s and not scene.finished:
        now_s += FRAME_S
        while next_s <= now_s:
            movement = next((m for m, from_s in reversed(told) if next_s >= from_s), REST)
            speed = 0.0 if movement == REST else 1.0
            decision = Decision(movement, 0.9, rejected=False)
            made.append(TimedDecision(next_s, next_s + 0.001, decision, speed))
            next_s += 0.025
        newest = made[-1]
        reading = MuscleReading(
            "live",
            movement=newest.decision.movement,
            speed=newest.speed,
            taken_at_s=newest.window_end_s,
            count=len(made),
            recent=tuple(made[-60:]),
        )
        arm = FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=reading)
        moment = Moment(now_s, now_s)
        scene.update(moment, arm)
        scene.frame(moment, arm)
    return scene


def test_onset_is_counted_from_now_to_the_first_right_decision() -> None:
    scene = played([("close_hand", 2.0)])
    assert scene.onset_s == pytest.approx(0.5, abs=0.03)
    assert scene.done
    assert scene.reached_s is not None
    assert scene.reached_s == pytest.approx(0.5 + 0.8 * FIST.reach_s + 0.15, abs=0.15)
    assert scene.right_share == 1.0


def test_what_is_decided_before_now_does_not_count() -> None:
    scene = played([("bend_wrist", 0.2), (REST, 1.4)], for_s=3.0)
    assert scene.decided == {REST: pytest.approx(60, abs=3)}
    assert scene.right_share is None


def test_another_movement_is_counted_and_by_the_plan_held_or_shown() -> None:
    held = played([("bend_wrist", 1.5)], for_s=4.0)
    shown = played([("bend_wrist", 1.5)], shown=(FIST, WRIST), for_s=4.0)
    assert held.decided["bend_wrist"] == shown.decided["bend_wrist"] > 50
    assert held.right_share == 0.0
    still = held.frame(Moment(4.0, 4.0), FollowedArm(RESTING, Tracking.LIVE, None, 0.0))
    moved = shown.frame(Moment(4.0, 4.0), FollowedArm(RESTING, Tracking.LIVE, None, 0.0))
    assert np.allclose(still.limbs[0].angles_rad, RESTING)
    assert not np.allclose(moved.limbs[0].angles_rad, RESTING, atol=0.3)


def test_letting_go_too_early_begins_the_hold_anew() -> None:
    scene = played([("close_hand", 1.5), (REST, 3.0)], for_s=20.0)
    assert scene.phase is Phase.RELAX
    once = played([("close_hand", 1.5), (REST, 2.75), ("close_hand", 3.6)], for_s=20.0)
    assert once.done


def test_an_attempt_that_never_comes_ends_kindly_when_its_time_is_over() -> None:
    scene = played([], for_s=20.0)
    assert scene.finished
    assert not scene.done
    assert scene.onset_s is None
    assert scene.active_s == pytest.approx(1.5 + 4.0 + 1.0, abs=0.1)


def test_a_silent_sensor_stops_the_clock_and_then_counts_as_failed() -> None:
    scene = ExecutionScene(FIST, (FIST,), SETTING)
    now_s = 0.0
    while not scene.finished:
        now_s += FRAME_S
        arm = FollowedArm(RESTING, Tracking.LOST, None, 0.0, muscles=MuscleReading("silent"))
        scene.update(Moment(now_s, now_s), arm)
        assert scene.phase is not Phase.RELAX
    assert scene.sensor_failed
    assert now_s == pytest.approx(FAILS_AFTER_S, abs=0.1)


def test_both_hands_calibrate_together_where_a_camera_follows_the_intact_one(
    tmp_path: Path,
) -> None:
    """Two sensors: simulated muscles, and an intact hand that makes what the screen asks for."""
    run = MuscleRun(muscle_home(tmp_path))
    theatre = run.theatre()
    hand = AskedHand(run.clock)
    theatre = replace(theatre, sensor=hand, onlooker=hand.watched_by(theatre.onlooker))
    played = play_session(muscle_plan(), run.home, theatre)
    notes = [e.text for e in entries_of(played.folder) if isinstance(e, Note)]
    assert "6 movements timed by the intact hand, 0 by the cue" in notes
    assert any(text.startswith("full, good") for text in notes)
    assert outcomes(played.folder, "attempts_done_share") == [1.0]


class AskedHand:
    """An intact hand, as a tracker would give it: follows what a frame asks half a second late."""

    identity = SensorIdentity("asked", "a hand")

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._asked, self._from_s, self._share, self._newest_s = "", 0.0, 0.0, 0.0
        self._posture = FIST

    def open(self) -> None: ...

    def close(self) -> None: ...

    def picture(self) -> None: ...

    def drain(self) -> tuple[PoseSample, ...]:
        now_s = self._clock()
        if now_s - self._newest_s < 0.03:
            return ()
        passed_s, self._newest_s = min(now_s - self._newest_s, 0.1), now_s
        wanted = 1.0 if self._asked and now_s - self._from_s > 0.35 else 0.0
        if self._asked and now_s - self._from_s > 0.35:
            self._posture = load_attempts()[self._asked]
        self._share += np.clip(wanted - self._share, -passed_s / 0.4, passed_s / 0.4)
        return (PoseSample(now_s, now_s, self._posture.pose_at(self._share)),)

    def watched_by(self, onlooker: object) -> "AskedHand":
        self._onlooker = onlooker
        return self

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        if frame.asked != self._asked:
            self._asked, self._from_s = frame.asked, now_s
        return self._onlooker.look(frame, now_s)  # type: ignore[attr-defined, no-any-return]
