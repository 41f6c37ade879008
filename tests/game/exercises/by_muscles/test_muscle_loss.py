"""Execution without its muscle sensor: never there, pulled out for a while, or gone for good."""

from dataclasses import replace
from pathlib import Path

from game.app import Played, play_session
from game.frame import Frame
from game.input.command import Command
from sensors.drivers.simulated_emg import SimulatedMuscles
from sessions.events.entry import BlockEnded, Note, SensorBack, SensorLost, Trial
from tests.game.muscle_theatre import PLAN, MuscleRun, Presser, muscle_home, muscle_plan
from tests.game.play.session_log import logged, scenes_of


def test_without_a_sensor_the_same_movements_are_followed_and_it_is_said(tmp_path: Path) -> None:
    run = MuscleRun(muscle_home(tmp_path))
    missing = "No armband answers: plug it in."
    theatre = replace(run.theatre(), muscles=None, muscles_missing=missing)
    played = play_session(muscle_plan(), run.home, theatre)
    assert played.ended == "completed"
    scenes = scenes_of(played.folder)
    assert "muscles_fallback" in scenes
    assert "follow" in scenes
    assert "execution" not in scenes
    (note,) = [e for e in logged(played.folder, Note) if e.about == "muscles_fallback"]
    assert "No armband answers" in note.text
    trials = logged(played.folder, Trial)
    assert [t.movement for t in trials] == ["hand_open_close", "wrist_flexion_extension"]


def test_a_plan_may_leave_the_block_out_instead(tmp_path: Path) -> None:
    text = PLAN + 'if_sensor_fails = "skip"\n'
    run = MuscleRun(muscle_home(tmp_path))
    theatre = replace(run.theatre(), muscles=None)
    folder = play_session(muscle_plan(text), run.home, theatre).folder
    assert not logged(folder, Trial)
    assert [e.outcome for e in logged(folder, BlockEnded)] == ["skipped"]


class Unplugger(Presser):
    """Pulls the cable in the middle of the first trial, and puts it back after a while."""

    def __init__(self, away_s: float) -> None:
        super().__init__()
        self.muscles: SimulatedMuscles | None = None
        self._away_s = away_s
        self._pulled_at_s: float | None = None

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        assert self.muscles is not None
        if frame.scene == "execution" and frame.asked and self._pulled_at_s is None:
            self._pulled_at_s = now_s
            self.muscles.unplug()
        if self._pulled_at_s is not None and now_s - self._pulled_at_s > self._away_s:
            self.muscles.plug()
        return super().look(frame, now_s)


def unplugged(folder: Path, *, away_s: float) -> tuple[Played, list[Frame]]:
    """Play a session in which the cable is out for so long; return it and what was shown."""
    presser = Unplugger(away_s)
    run = MuscleRun(muscle_home(folder), presser=presser)
    presser.muscles = run.muscles
    return run.play(muscle_plan()), presser.frames


def test_a_cable_that_is_pulled_and_put_back_costs_nothing(tmp_path: Path) -> None:
    played, frames = unplugged(tmp_path, away_s=4.0)
    assert [e.which for e in logged(played.folder, SensorLost)] == ["muscles"]
    assert [e.which for e in logged(played.folder, SensorBack)] == ["muscles"]
    assert [t.completed for t in logged(played.folder, Trial)] == [True] * 4
    assert "muscles_fallback" not in scenes_of(played.folder)
    warned = [f for f in frames if f.scene == "execution" and f.screen.warning]
    assert warned
    assert all("muscle sensor" in f.screen.warning for f in warned)


def test_a_sensor_that_stays_away_turns_the_rest_into_following(tmp_path: Path) -> None:
    played, _ = unplugged(tmp_path, away_s=1e9)
    assert played.ended == "completed"
    scenes = scenes_of(played.folder)
    assert "muscles_fallback" in scenes
    assert scenes.index("muscles_fallback") < scenes.index("follow")
    assert "execution" not in scenes[scenes.index("muscles_fallback") :]
    assert not logged(played.folder, SensorBack)
