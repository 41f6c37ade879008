"""Execution without its muscle sensor: never there, pulled out for a while, or gone for good."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from game.app import Played, play_session
from game.exercises.by_muscles.muscle_listener import FAILS_AFTER_S
from game.frame import Frame
from game.input.command import Command
from sensors.drivers.simulated_emg import SimulatedMuscles
from sessions.events.entry import (
    BlockEnded,
    Note,
    OutcomeMeasured,
    SensorBack,
    SensorLost,
    Trial,
)
from tests.game.muscle_theatre import (
    PLAN,
    REFRESH_HZ,
    MuscleRun,
    Presser,
    muscle_home,
    muscle_plan,
)
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


def attempted(frame: Frame) -> bool:
    return bool(frame.asked)


def imagined(frame: Frame) -> bool:
    return frame.screen.lines[0].startswith("Imagine")


class Unplugger(Presser):
    """Pulls the cable in the middle of the first trial, and puts it back after a while."""

    def __init__(self, away_s: float, when: Callable[[Frame], bool]) -> None:
        super().__init__()
        self.muscles: SimulatedMuscles | None = None
        self._away_s = away_s
        self._when = when
        self._pulled_at_s: float | None = None

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        assert self.muscles is not None
        if frame.scene == "execution" and self._pulled_at_s is None and self._when(frame):
            self._pulled_at_s = now_s
            self.muscles.unplug()
        if self._pulled_at_s is not None and now_s - self._pulled_at_s > self._away_s:
            self.muscles.plug()
        return super().look(frame, now_s)


def unplugged(
    folder: Path,
    *,
    away_s: float,
    when: Callable[[Frame], bool] = attempted,
    text: str = PLAN,
) -> tuple[Played, list[Frame]]:
    """Play a session in which the cable is out for so long; return it and what was shown."""
    presser = Unplugger(away_s, when)
    run = MuscleRun(muscle_home(folder), presser=presser)
    presser.muscles = run.muscles
    return run.play(muscle_plan(text)), presser.frames


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


IMAGINED = PLAN + 'task = "imagine"\n'


def quiet_shares(played: Played) -> list[float | None]:
    outcomes = logged(played.folder, OutcomeMeasured)
    return [o.value for o in outcomes if o.measure == "quiet_share"]


def test_imagining_waits_for_a_cable_that_is_pulled_and_says_so(tmp_path: Path) -> None:
    played, frames = unplugged(tmp_path, away_s=4.0, when=imagined, text=IMAGINED)
    (lost,), (back,) = logged(played.folder, SensorLost), logged(played.folder, SensorBack)
    assert (lost.which, back.which) == ("muscles", "muscles")
    assert [t.completed for t in logged(played.folder, Trial)] == [True] * 4
    warned = [f for f in frames if f.scene == "execution" and f.screen.warning]
    assert len(warned) / REFRESH_HZ == pytest.approx(back.at_s - lost.at_s, abs=0.2)
    assert {f.screen.warning for f in warned} == {
        "The muscle sensor is gone. Check its cable or battery; the session waits."
    }
    assert "muscles_fallback" not in {n.about for n in logged(played.folder, Note)}
    assert len(quiet_shares(played)) == 4


def test_imagining_goes_on_without_a_sensor_that_stays_away(tmp_path: Path) -> None:
    played, frames = unplugged(tmp_path, away_s=1e9, when=imagined, text=IMAGINED)
    assert played.ended == "completed"
    assert [t.completed for t in logged(played.folder, Trial)] == [True] * 4
    (note,) = [n for n in logged(played.folder, Note) if n.about == "muscles_fallback"]
    assert note.text.startswith("imagine: ")
    assert len(note.text) > len("imagine: ")
    # Only one trial is waited in; nothing was heard, and nothing is claimed to have been quiet.
    waiting = [f for f in frames if f.screen.warning.endswith("the session waits.")]
    assert len(waiting) / REFRESH_HZ == pytest.approx(FAILS_AFTER_S, abs=0.5)
    assert quiet_shares(played) == []


EACH = """
schema_version = 1
name = "muscles"
affected_side = "left"
sensor = "simulated_emg"
title = "Muscles"
[[blocks]]
exercise = "motion_test"
attempts = ["close_hand", "open_hand"]
trials = 1
cue_s = 0.5
[[blocks]]
exercise = "tac_test"
attempts = ["close_hand", "open_hand"]
trials = 1
cue_s = 0.5
[[blocks]]
exercise = "stepping_stones"
attempts = ["close_hand", "open_hand"]
stones = 4
stone_s = 4
relax_s = 0.5
[[blocks]]
exercise = "kite"
stretches = 1
stretch_s = 5
"""


class EachUnplugger(Presser):
    """Pulls the cable as soon as each exercise asks for something; puts it back for the next."""

    muscles: SimulatedMuscles

    def __init__(self) -> None:
        super().__init__()
        self.pulled_in: list[str] = []

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        playing = frame.scene in ("motion_test", "tac_test", "stepping_stones", "kite")
        if playing and frame.asked and frame.scene not in self.pulled_in:
            self.pulled_in.append(frame.scene)
            self.muscles.unplug()
        if frame.scene == "muscles_fallback":
            self.muscles.plug()
        return super().look(frame, now_s)


def test_a_sensor_that_fails_midway_leaves_a_test_out_and_lets_a_game_go_on(
    tmp_path: Path,
) -> None:
    presser = EachUnplugger()
    run = MuscleRun(muscle_home(tmp_path), presser=presser)
    presser.muscles = run.muscles
    played = run.play(muscle_plan(EACH))
    assert presser.pulled_in == ["motion_test", "tac_test", "stepping_stones", "kite"]
    assert played.ended == "completed"
    ends = [e.outcome for e in logged(played.folder, BlockEnded)]
    assert ends == ["skipped", "skipped", "completed", "completed"]
    for lost in logged(played.folder, Trial)[:2]:
        assert (lost.cycles_ordered, lost.cycles_done, lost.completed) == (1, 0, False)
    told = [n.text for n in logged(played.folder, Note) if n.about == "muscles_fallback"]
    assert [text.partition(": ")[0] for text in told] == ["skip", "skip", "key", "pointer"]
    assert all("plug it in again" in text for text in told)
    counts = [
        (o.exercise, o.condition, o.value)
        for o in logged(played.folder, OutcomeMeasured)
        if o.measure in ("stones_count", "stretches_count")
    ]
    assert ("stepping_stones", "by key", 4.0) in counts
