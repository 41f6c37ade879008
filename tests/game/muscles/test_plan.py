"""The ready plan of tests and games by muscles, played whole by the simulated patient."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.app import play_session
from game.commands.analyse import report
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from sessions.analysis.course_outcomes import course_outcomes
from sessions.analysis.session_outcomes import read_outcomes
from sessions.events.entry import BlockEnded, OutcomeMeasured
from sessions.events.log import read_log
from sessions.plan.plan import parse_plan
from tests.game.muscle_theatre import MuscleRun, muscle_home

PLAN = Path("assets/plans/muscle-tests.toml").read_text(encoding="utf-8")
PLAYED_BLOCKS = [
    "motion_test", "rest", "stepping_stones", "tac_test", "rest", "kite", "fitts_ring", "rest",
    "phantom_motor",
]  # fmt: skip


@pytest.mark.parametrize("sensor", [True, False])
def test_the_simulated_patient_plays_it_whole(tmp_path: Path, sensor: bool) -> None:
    loaded = parse_plan(PLAN, source_name="muscle-tests.toml")
    run = MuscleRun(muscle_home(tmp_path))
    theatre = run.theatre(SimulatedPatient(3, TEMPERAMENTS["cooperative"]))
    if not sensor:
        theatre = replace(theatre, muscles=None, muscles_missing="No armband answers.")
    played = play_session(loaded, run.home, theatre)
    assert played.ended == "completed"
    entries = read_log(played.folder / "events.jsonl").entries
    ended = [e for e in entries if isinstance(e, BlockEnded)]
    assert [e.exercise for e in ended] == PLAYED_BLOCKS
    left_out = set() if sensor else {"motion_test", "tac_test"}
    assert {e.exercise for e in ended if e.outcome == "skipped"} == left_out
    measures = {(e.exercise, e.measure) for e in entries if isinstance(e, OutcomeMeasured)}
    assert ("fitts_ring", "throughput_mean_bits_s") in measures
    assert ("kite", "inside_mean_share") in measures
    assert ("stepping_stones", "reached_share") in measures
    assert ("phantom_motor", "cycles_count") in measures
    assert (("motion_test", "completion_share") in measures) is sensor
    assert (("phantom_motor", "rest_uv") in measures) is sensor
    lines = list(report([course_outcomes([read_outcomes(played.folder)])], None))
    assert any("phantom motor control" in line for line in lines)
