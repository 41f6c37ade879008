"""Calibrating outside a session: a model is kept for the patient, and nothing else."""

from pathlib import Path

from game.app import players_for
from game.calibrate import calibrate
from game.plan_shelf import find_plan
from sensors.emg.model_file import load_model
from sensors.emg.recording import load_recording
from tests.game.muscle_theatre import MuscleRun, muscle_home, muscle_plan


def test_a_model_and_its_recording_are_kept_and_no_session(tmp_path: Path) -> None:
    run, told = MuscleRun(muscle_home(tmp_path)), []  # type: ignore[var-annotated]
    assert calibrate(muscle_plan(), run.home, run.theatre(), told.append)
    folder = tmp_path / "muscles" / "sub-P001"
    model = load_model(folder / "simulated_emg.npz")
    assert set(model.decoder.classes) == {"rest", "close_hand", "bend_wrist"}
    recording = load_recording(folder / "simulated_emg-calibration.npz")
    assert recording.channels == 8
    assert any(model.data_hash in line for line in told)
    assert not (tmp_path / "sessions").exists()


def test_the_ready_plan_is_in_order() -> None:
    loaded = find_plan("execution-15")
    assert 10 <= loaded.plan.dose.minutes <= 16
    assert "hand_open_close" in players_for(loaded)
