"""Execution: whole sessions in which simulated muscles move the limb, and what is measured."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.app import play_session
from game.input.command import Wish
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from sensors.pose import RESTING
from sensors.settings import SimulatedEmgSettings
from sessions.events.entry import Note, Trial
from sessions.recording.reader import RecordingReader
from tests.fakes.asked_hand import AskedHand
from tests.game.muscle_theatre import PLAN, MuscleRun, Presser, muscle_home, muscle_plan
from tests.game.play.session_log import logged, notes_of, outcomes_of, scenes_of, started_of


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[MuscleRun, Path]:
    run = MuscleRun(muscle_home(tmp_path_factory.mktemp("home")))
    return run, run.play(muscle_plan()).folder


def test_a_session_checks_calibrates_and_lets_muscles_move_the_limb(
    first: tuple[MuscleRun, Path],
) -> None:
    run, folder = first
    scenes = scenes_of(folder)
    wanted = ["muscle_check", "muscle_calibration", "calibration_good", "execution"]
    positions = [scenes.index(name) for name in wanted]
    assert positions == sorted(positions)
    trials = logged(folder, Trial)
    assert [trial.movement for trial in trials] == ["close_hand"] * 2 + ["bend_wrist"] * 2
    assert all(trial.completed and trial.cycles_done == 1 for trial in trials)
    assert outcomes_of(folder, "attempts_done_share") == [1.0]
    shown = [f for f in run.presser.frames if f.scene == "execution"]
    assert {limb.side for f in shown for limb in f.limbs} == {"left"}
    far = max(float(np.abs(f.limbs[0].angles_rad - RESTING).max()) for f in shown)
    assert far > 1.0


def test_delay_decisions_and_raw_signal_are_kept(first: tuple[MuscleRun, Path]) -> None:
    _, folder = first
    rows = RecordingReader(folder / "recording.mcap").condition().rows
    assert rows["sample/emg"] > 1000
    (count,) = outcomes_of(folder, "decisions_count")
    assert rows["decision"] == count
    (median_s,) = outcomes_of(folder, "controller_delay_median_s")
    (p95_s,) = outcomes_of(folder, "controller_delay_p95_s")
    assert median_s is not None
    assert p95_s is not None
    assert 0.0875 <= median_s <= p95_s <= 0.125
    started = started_of(folder)
    assert started.muscles is not None
    assert started.muscles.driver == "simulated_emg"


def test_onset_reach_and_hold_are_as_a_patient_of_flesh_would_have_them(
    first: tuple[MuscleRun, Path],
) -> None:
    _, folder = first
    measures = ("attempt_onset_s", "attempt_reached_s", "attempt_held_s")
    attempts = list(zip(*(outcomes_of(folder, measure) for measure in measures), strict=True))
    assert len(attempts) == 4
    for onset_s, reached_s, held_s in attempts:
        assert onset_s is not None
        assert reached_s is not None
        assert held_s is not None
        assert 0.2 < onset_s < 0.8
        assert onset_s < reached_s < 4.0
        assert held_s >= 1.0


def test_the_limb_never_jumps_in_a_whole_session(first: tuple[MuscleRun, Path]) -> None:
    run, _ = first
    shown = [f for f in run.presser.frames if f.scene in ("execution", "muscle_calibration")]
    assert {f.scene for f in shown} == {"execution", "muscle_calibration"}
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
    scenes = scenes_of(folder)
    assert "calibration_choice" in scenes
    assert "calibration_good" not in scenes
    notes = notes_of(folder)
    assert any(text.startswith("daily, good") for text in notes)
    assert outcomes_of(folder, "attempts_done_share") == [1.0]


def test_a_calibration_in_which_nobody_moved_is_asked_for_again(tmp_path: Path) -> None:
    run = MuscleRun(muscle_home(tmp_path), presser=Presser({"calibration_again": [Wish.SKIP]}))
    run.muscles.attempt = lambda *_: None  # type: ignore[method-assign, assignment]
    played = run.play(muscle_plan(PLAN.replace("trials = 2", "trials = 1")))
    scenes = scenes_of(played.folder)
    assert "calibration_again" in scenes
    notes = [e.text for e in logged(played.folder, Note) if e.about == "calibration"]
    assert any("nothing_moved" in text for text in notes)
    assert outcomes_of(played.folder, "attempts_done_share") == [0.0]


def test_both_hands_calibrate_together_where_a_camera_follows_the_intact_one(
    tmp_path: Path,
) -> None:
    """Two sensors: simulated muscles, and an intact hand that makes what the screen asks for."""
    run = MuscleRun(muscle_home(tmp_path))
    theatre = run.theatre()
    hand = AskedHand(run.clock)
    theatre = replace(theatre, sensor=hand, onlooker=hand.watched_by(theatre.onlooker))
    played = play_session(muscle_plan(), run.home, theatre)
    notes = notes_of(played.folder)
    assert "6 movements timed by the intact hand, 0 by the cue" in notes
    assert any(text.startswith("full, good") for text in notes)
    assert outcomes_of(played.folder, "attempts_done_share") == [1.0]


def test_the_simulated_patient_plays_it_from_welcome_to_summary(tmp_path: Path) -> None:
    run = MuscleRun(muscle_home(tmp_path))
    played = run.play(muscle_plan(), SimulatedPatient(3, TEMPERAMENTS["cooperative"]))
    assert played.ended == "completed"
    assert outcomes_of(played.folder, "attempts_done_share") == [1.0]
