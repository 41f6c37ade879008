"""`mirrorlimb analyse`, on sessions that were played and on courses written for the purpose."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from game.app import Theatre, play_session
from game.cli import main
from game.home.settings import HomeSettings
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from sessions.analysis.course_outcomes import course_outcomes, pain_and_skill_over_patients
from sessions.analysis.session_outcomes import read_outcomes
from sessions.asking.rating import Rating
from sessions.course.place import CoursePlace
from sessions.events.entry import (
    BlockEnded,
    ClockAnchor,
    LogEntry,
    Machine,
    OutcomeMeasured,
    RatingGiven,
    SensorUsed,
    SessionEnded,
    SessionStarted,
)
from sessions.events.log import EventLog
from sessions.plan.plan import LoadedPlan, parse_plan

WALL = datetime(2026, 9, 7, 9, 0, tzinfo=timezone(timedelta(hours=2)))
PLAN = parse_plan(
    'schema_version = 1\nname = "p"\naffected_side = "left"\nsensor = "pointer"\n'
    'title = "P"\n[[blocks]]\nexercise = "probe"\nsequences = 6\n',
    source_name="p.toml",
)


def written(
    root: Path,
    code: str,
    day: int,
    before: int,
    after: int,
    skills: list[float | None],
    place: CoursePlace | None = None,
) -> Path:
    """Write a session's log as the program does; return its folder."""
    folder = root / f"sub-{code}" / f"ses-{day:02d}"
    folder.mkdir(parents=True)
    wall = WALL + timedelta(days=day)

    def rated(at_s: float, moment: str, value: int) -> RatingGiven:
        rating = Rating.model_validate(
            {
                "quantity": "intensity",
                "moment": moment,
                "value": value,
                "answered_at": wall + timedelta(seconds=at_s),
                "answered_after_s": 2.0,
            }
        )
        return RatingGiven(at_s=at_s, rating=rating)

    entries: list[LogEntry] = [
        SessionStarted(
            at_s=0.0,
            session_id=UUID(int=day),
            software_version="1",
            anchor=ClockAnchor(monotonic_s=0.0, wall=wall),
            plan=PLAN.plan,
            plan_sha256=PLAN.sha256,
            plan_source="p.toml",
            patient_code=code,
            affected_side="left",
            language="en",
            settings={},
            machine=Machine(
                os="x",
                cpu="x",
                python="3",
                gl_renderer="",
                display_px=None,
                refresh_hz=None,
                clock_resolution_s=1e-9,
            ),
            sensor=SensorUsed(driver="pointer", device="mouse"),
            course=place,
        ),
        rated(1.0, "session_start", before),
        *(
            OutcomeMeasured(
                at_s=10.0 + i,
                block_index=0,
                trial_index=i,
                exercise="probe",
                measure="skill_index",
                value=value,
                condition="version 1 hand",
            )
            for i, value in enumerate(skills)
        ),
        BlockEnded(
            at_s=90.0,
            block_index=0,
            exercise="probe",
            outcome="completed",
            active_s=60.0,
            repetitions=len(skills),
        ),
        rated(95.0, "session_end", after),
        SessionEnded(at_s=99.0, ended="completed"),
    ]
    with EventLog.create(folder / "events.jsonl") as log:
        for entry in entries:
            log.append(entry)
    return folder


def course(root: Path, code: str, base: int, sessions: int = 10, seed: int = 1) -> list[Path]:
    """Write a course in which skill grows and pain falls."""
    chance = np.random.default_rng(seed)
    folders = []
    for day in range(sessions):
        skills: list[float | None] = [
            -2.0 + 0.2 * day + 0.05 * trial + float(chance.normal(0, 0.02)) for trial in range(5)
        ]
        before = max(0, base - round(0.4 * day + float(chance.normal(0, 0.3))))
        folders.append(written(root, code, day, before, max(0, before - 1), [*skills, None]))
    return folders


def test_a_course_is_read_as_it_was_written(tmp_path: Path) -> None:
    sessions = [read_outcomes(folder) for folder in course(tmp_path, "P01", 7)]
    found = course_outcomes(list(reversed(sessions)))
    assert [session.began_at.day for session in found.sessions] == list(range(7, 17))
    assert found.minutes_done == pytest.approx(10.0)
    assert found.repetitions_ordered == 60
    assert found.learning.sessions == 10
    assert found.learning.within_slope == pytest.approx(0.05, abs=0.02)
    assert found.learning.between_slope == pytest.approx(0.2, abs=0.01)
    # From the fifth trial of one day to the first of the next: 0.2 gained, 0.2 lost again.
    assert found.learning.retention == pytest.approx(0.0, abs=0.03)
    assert found.pain_before_per_week is not None
    assert found.pain_before_per_week == pytest.approx(-0.4 * 7, abs=0.6)
    assert found.pain_change_in_session == -1.0
    assert found.pain_and_skill is not None
    assert found.pain_and_skill.r < -0.8
    assert found.pain_and_skill.caution.startswith("Exploratory")


def test_several_patients_are_taken_together_within_each(tmp_path: Path) -> None:
    courses = [
        course_outcomes([read_outcomes(f) for f in course(tmp_path, code, base, seed=seed)])
        for code, base, seed in (("P01", 8, 1), ("P02", 5, 2), ("P03", 9, 3))
    ]
    together = pain_and_skill_over_patients(courses)
    assert together is not None
    assert together.patients == 3
    assert together.r < -0.7
    assert pain_and_skill_over_patients(courses[:1]) is None
    mixed = [courses[0].sessions[0], courses[1].sessions[0]]
    with pytest.raises(ValueError, match="exactly one patient"):
        course_outcomes(mixed)


def test_the_phases_of_a_course_are_compared_with_its_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [("baseline", "", p) for p in (7, 7, 6)] + [("compare", "heron", p) for p in (5, 6, 4)]
    for code in ("P01", "P02"):
        for day, (phase, arm, pain) in enumerate(days):
            place = CoursePlace(
                course="c",
                version=1,
                sha256="0" * 64,
                phase=phase,
                arm=arm,
                week=1,
                in_week=1,
                of_week=5,
                number=day + 1,
            )
            written(tmp_path, code, day, pain, pain, [], place)

    assert main(["analyse", str(tmp_path), "--json", str(tmp_path / "out.json")]) == 0

    # By hand: of 9 pairs 8 are better and one is a tie; the baseline fell in 2 of its 3 pairs.
    content = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    change = content["patients"][0]["pain_against_first_phase"]["compare heron"]
    assert change["nap"] == pytest.approx(8.5 / 9)
    assert change["tau_u"] == pytest.approx((8 - 2) / 9)
    assert content["pain_tau_u_over_patients"] == {"compare heron": pytest.approx(6 / 9)}
    said = capsys.readouterr().out
    assert "compare heron against the first phase, pain: Tau-U +0.67, NAP 0.94" in said
    assert "compare heron against the first phase, pain over patients: Tau-U +0.67" in said


def test_the_command_prints_a_table_and_writes_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course(tmp_path, "P01", 7)
    course(tmp_path, "P02", 5, seed=4)
    target = tmp_path / "out.json"
    assert main(["analyse", str(tmp_path), "--json", str(target)]) == 0
    said = capsys.readouterr().out
    assert "Patient P01: 10 sessions" in said
    assert "probe skill_index" in said
    assert "1 not measured" in said
    assert "Exploratory: one patient" in said
    assert "within patients" in said
    content = json.loads(target.read_text(encoding="utf-8"))
    assert [p["patient_code"] for p in content["patients"]] == ["P01", "P02"]
    first = content["patients"][0]["sessions"][0]
    assert first["measures"][0]["values"][-1] is None
    assert first["pain_before"] == 7


def test_a_played_session_is_analysed_with_its_recording(
    short_plan: LoadedPlan,
    home: HomeSettings,
    make_theatre: Callable[..., Theatre],
    capsys: pytest.CaptureFixture[str],
) -> None:
    patient = SimulatedPatient(7, TEMPERAMENTS["cooperative"])
    played = play_session(short_plan, home, make_theatre(onlooker=patient))
    outcomes = read_outcomes(played.folder)
    assert outcomes.movement is not None
    assert outcomes.movement.poses > 500
    assert max(outcomes.movement.ranges_deg.values()) > 20.0
    assert outcomes.measure("mirror", "range_of_motion_deg") is not None
    assert main(["analyse", str(played.folder), "--json", "-"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["patients"][0]["sessions"][0]["movement"]["poses"] == outcomes.movement.poses
    assert main(["analyse", str(played.folder), "--no-recording"]) == 0
    assert "whole recording" not in capsys.readouterr().out


def test_what_is_no_session_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyse", str(tmp_path)]) == 1
    assert "holds no session" in capsys.readouterr().err
