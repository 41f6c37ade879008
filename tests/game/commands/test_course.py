"""Courses at the command line, and what is due of one at home."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from game.cli import main
from game.home.course_desk import standing
from game.home.course_shelf import READY_COURSES, find_course, find_plan_or_course
from game.home.settings import HomeSettings, default_home
from game.language import use
from game.play.course_words import not_due_words, place_words
from game.simulated.course_player import Simulation, play_course
from sessions.course.course import LoadedCourse, parse_course
from sessions.course.place import CoursePlace
from sessions.course.schedule import Due
from sessions.errors import PlanError
from sessions.plan.plan import LoadedPlan
from tests.sessions.course.blinded_course import BLINDED
from tests.sessions.courses import COURSE

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=ZONE)
TINY = COURSE.replace("trials = 5\ncycles = 8", "trials = 1\ncycles = 1").replace(
    "duration_s = 300", "duration_s = 20"
)


def test_every_ready_course_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    for name in READY_COURSES.names():
        assert main(["check", name]) == 0
    assert capsys.readouterr().out.count("is in order") == len(READY_COURSES.names())


def test_the_list_names_every_ready_course(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["course", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(READY_COURSES.names())


def test_a_copy_has_the_side_that_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.toml"
    words = ["course", "copy", "mirror-4-weeks", str(mine), "--side", "right"]
    assert main(words) == 0
    sides = {plan.affected_side for plan in find_course(str(mine)).course.sessions.values()}
    assert sides == {"right"}
    assert main(words) == 1
    assert "is there already" in capsys.readouterr().out


def test_a_movement_that_does_not_exist_is_named_with_its_place_in_the_course(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "short.toml"
    path.write_text(COURSE.replace('"pinch"', '"pinhc"'), encoding="utf-8")
    assert main(["check", str(path)]) == 2
    told = capsys.readouterr().err
    assert "short.toml: sessions.look.blocks[0].movements[0]: there is no such movement" in told


def test_plans_and_courses_are_told_apart(tmp_path: Path, plan_file: Path) -> None:
    path = tmp_path / "short.toml"
    path.write_text(COURSE, encoding="utf-8")
    assert isinstance(find_plan_or_course(str(path)), LoadedCourse)
    assert isinstance(find_plan_or_course(str(plan_file)), LoadedPlan)
    assert isinstance(find_plan_or_course("mirror-4-weeks"), LoadedCourse)
    assert isinstance(find_plan_or_course("mirror-15min"), LoadedPlan)
    with pytest.raises(PlanError, match="this is the plan of one session, not a course"):
        find_course(str(plan_file))


@pytest.fixture
def plan_file(tmp_path: Path, short_plan: LoadedPlan) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(short_plan.plan.model_dump_json(), encoding="utf-8")
    return path


def test_what_is_due_follows_from_the_folders_at_home(
    home: HomeSettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = parse_course(TINY, source_name="short.toml")
    found = standing(course, home.sessions_root, "SIM001", NOW)
    assert found.due.reason == "first"
    simulation = Simulation(
        course, 1, 2, home.sessions_root, date(2026, 3, 2), ZoneInfo("Europe/Paris")
    )
    for _ in play_course(simulation, 1, home=default_home(), told=print):
        break
    played = standing(course, home.sessions_root, "SIM001", NOW)
    assert [s.place.number for s in played.past if s.place] == [1]
    evening = played.past[0].ended_at + timedelta(minutes=5)
    later = standing(course, home.sessions_root, "SIM001", evening)
    assert (later.due.reason, later.session) == ("day_done", None)
    tomorrow = standing(course, home.sessions_root, "SIM001", evening + timedelta(days=1))
    assert tomorrow.session is not None
    assert tomorrow.session.plan.name == "move"
    assert tomorrow.session.place is not None
    assert tomorrow.session.place.in_week == 2
    path = tmp_path / "short.toml"
    path.write_text(TINY, encoding="utf-8")
    capsys.readouterr()
    assert main(["course", "show", str(path), "--sessions", str(home.sessions_root)]) == 0
    told = capsys.readouterr().out
    assert "Patient SIM001: 1 sessions played" in told
    assert "week  1  first" in told
    assert "1 of 3 sessions" in told


def test_a_sealed_key_is_made_once_and_needed_to_play(
    tmp_path: Path, home: HomeSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "compare.toml"
    path.write_text(BLINDED, encoding="utf-8")
    with pytest.raises(PlanError, match=r"compare\.key\.json there, or make one"):
        standing(find_course(str(path)), home.sessions_root, "P001", NOW)
    assert main(["course", "seal", str(path)]) == 0
    key = json.loads((tmp_path / "compare.key.json").read_text(encoding="utf-8"))
    assert set(key["arms"]) == {"heron", "kestrel"}
    assert key["seed"] not in capsys.readouterr().out
    assert standing(find_course(str(path)), home.sessions_root, "P001", NOW).session is not None
    assert main(["course", "seal", str(path)]) == 1
    assert json.loads((tmp_path / "compare.key.json").read_text(encoding="utf-8")) == key


def test_simulate_refuses_to_mix_with_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sub-SIM001").mkdir()
    assert main(["simulate", "mirror-4-weeks", "--out", str(tmp_path)]) == 1
    assert "is there already: choose another folder with --out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("--weeks 0", "whole number from 1"),
        ("--start 2026-02-31", "date as"),
        ("--zone Moon/Base", "time zone such as"),
        ("--frames 500", "from 5 to 60"),
    ],
)
def test_simulate_says_what_it_can_take(
    words: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["simulate", "mirror-4-weeks", *words.split()])
    assert problem in capsys.readouterr().err


def test_the_patient_is_told_kindly_why_nothing_is_due_and_when_something_is() -> None:
    use("en")
    later = Due("later", "day_done", None, "", date(2026, 3, 3))
    assert not_due_words(later, NOW) == (
        "Today's part is done. Rest is part of the training.",
        "The next session is tomorrow.",
    )
    in_days = not_due_words(replace(later, not_before=date(2026, 3, 5)), NOW)
    assert in_days[1] == "The next session is in 3 days."
    soon = replace(later, reason="soon", not_before=datetime(2026, 3, 2, 12, 30, tzinfo=ZONE))
    assert not_due_words(soon, NOW)[1] == "The next session is from 12:30 on."
    for status, reason in (("finished", "finished"), ("waits_for_therapist", "safety_hold")):
        assert len(not_due_words(Due(status, reason, None, ""), NOW)) == 1
    use("fr")
    assert not_due_words(later, NOW)[1] == "La prochaine séance est demain."
    use("en")


def test_the_place_is_told_in_weeks_and_sessions() -> None:
    use("en")
    place = CoursePlace(
        course="c", version=1, sha256="0" * 64, phase="p", week=2, in_week=3, of_week=5, number=8
    )
    assert place_words(place) == "Week 2, session 3 of 5"
