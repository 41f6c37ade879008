"""Calibrating outside a session: a model is kept for the patient, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.app import players_for
from game.cli import main
from game.frame import Frame
from game.home.plan_shelf import find_plan
from game.input.command import Command
from game.muscles.calibrate import TellingJournal, calibrate
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.emg.model_file import load_model
from sensors.emg.recording import load_recording
from tests.fakes.asked_hand import AskedHand
from tests.game.muscle_theatre import MuscleRun, Presser, muscle_home, muscle_plan


def test_a_model_and_its_recording_are_kept_and_no_session(tmp_path: Path) -> None:
    run, told = MuscleRun(muscle_home(tmp_path)), []  # type: ignore[var-annotated]
    assert calibrate(muscle_plan(), run.home, run.theatre(), told.append)
    folder = tmp_path / "muscles" / "sub-P001"
    model = load_model(folder / "simulated_emg.npz")
    assert set(model.decoder.classes) == {"rest", "close_hand", "bend_wrist"}
    recording = load_recording(folder / "simulated_emg-calibration.npz")
    assert recording.channels == 8
    assert any(model.data_hash in line for line in told)
    assert any(line.startswith("calibration_accuracy_share") for line in told)
    assert not (tmp_path / "sessions").exists()


def test_a_calibration_that_is_spoilt_is_told_kept_and_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "muscles" / "sub-P001" / "simulated_emg.npz"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PK and then nothing")
    run, told = MuscleRun(muscle_home(tmp_path)), []  # type: ignore[var-annotated]

    assert calibrate(muscle_plan(), run.home, run.theatre(), told.append)

    pages = [f.screen.title for f in run.presser.frames if f.scene == "calibration_spoilt"]
    assert "can't be read" in pages[0]
    assert any(line.startswith("calibration: simulated_emg.npz") for line in told)
    assert path.with_name("simulated_emg-unreadable-1.npz").read_bytes() == b"PK and then nothing"
    assert "close_hand" in load_model(path).decoder.classes


def test_the_ready_plan_is_in_order() -> None:
    loaded = find_plan("execution-15")
    assert 10 <= loaded.plan.dose.minutes <= 16
    assert "hand_open_close" in players_for(loaded)


def test_the_intact_hand_says_when_each_movement_was_made(tmp_path: Path) -> None:
    run, told = MuscleRun(muscle_home(tmp_path)), []  # type: ignore[var-annotated]
    hand = AskedHand(run.clock)
    theatre = run.theatre()
    theatre = replace(theatre, sensor=hand, onlooker=hand.watched_by(theatre.onlooker))
    assert calibrate(muscle_plan(), run.home, theatre, told.append)
    assert any("6 movements timed by the intact hand, 0 by the cue" in line for line in told)
    both = [f for f in run.presser.frames if f.scene == "muscle_calibration"]
    assert any("both sides together" in line for f in both for line in f.screen.lines)


def test_a_mouse_can_not_say_when(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "room.toml"
    home.write_text('[muscles]\ndriver = "simulated_emg"\n[sensor]\ndriver = "pointer"\n')
    assert main(["emg", "calibrate", "--both-hands", "--settings", str(home)]) == 2
    assert "follows no hand" in capsys.readouterr().err


def test_whoever_goes_on_without_a_good_picture_is_told_what_it_lacked() -> None:
    told: list[str] = []
    journal = TellingJournal(told.append)
    journal.setup_check(("ok",), skipped=False)
    journal.setup_check(("too_dark", "hand_not_seen"), skipped=True)
    assert told == ["camera: too dark, hand not seen"]


class CableOut(Presser):
    """Has the cable out in the middle of the first movement, for a while."""

    def __init__(self, away_s: float) -> None:
        super().__init__()
        self.muscles: SimulatedMuscles | None = None
        self.asked: list[str] = []
        self._away_s = away_s
        self._pulled_at_s: float | None = None

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        assert self.muscles is not None
        if frame.asked and (not self.asked or self.asked[-1] != frame.asked):
            self.asked.append(frame.asked)
        elif not frame.asked and self.asked and self.asked[-1]:
            self.asked.append("")
        if frame.asked and self._pulled_at_s is None:
            self._pulled_at_s = now_s
            self.muscles.unplug()
        if self._pulled_at_s is not None and now_s - self._pulled_at_s > self._away_s:
            self.muscles.plug()
        return super().look(frame, now_s)


def test_a_movement_in_which_the_cable_was_out_is_asked_for_again(tmp_path: Path) -> None:
    presser, told = CableOut(away_s=4.0), []  # type: ignore[var-annotated]
    run = MuscleRun(muscle_home(tmp_path), presser=presser)
    presser.muscles = run.muscles
    assert calibrate(muscle_plan(), run.home, run.theatre(), told.append)
    warned = [f for f in presser.frames if f.scene == "muscle_calibration" and f.screen.warning]
    assert warned
    assert not any(frame.asked for frame in warned)
    # Three of each as ordered, and the first once more.
    made = [movement for movement in presser.asked if movement]
    assert made[0] == made[1]
    assert len(made) == 1 + 2 * 3
    assert any(line.startswith("calibration: full, good") for line in told)
