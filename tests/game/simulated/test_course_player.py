"""A short course played by simulated patients: real folders, real dates, the same each time."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from game.home.settings import default_home
from game.simulated.course_player import Simulation, patient_code, play_course
from game.simulated.fate import fate
from sessions.course.course import parse_course
from sessions.course.played_session import played_sessions
from sessions.events.entry import SessionStarted
from sessions.events.log import read_log
from sessions.folder.manifest import verify

SHORT = """
schema_version = 1
name = "short"
title = "Short"
[every_session]
affected_side = "left"
sensor = "simulated"
[[phases]]
name = "only"
weeks = 1
sessions = ["a", "b"]
per_week = 4
[sessions.a]
[[sessions.a.blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 30
[[sessions.a.blocks]]
exercise = "rest"
duration_s = 10
[sessions.b]
[[sessions.b.blocks]]
exercise = "follow"
movements = ["pinch"]
trials = 1
cycles = 2
"""
BEFORE_SUMMER_TIME = date(2026, 3, 27)


def simulation(root: Path, *, seed: int = 3, weeks: int = 1) -> Simulation:
    course = parse_course(SHORT, source_name="short.toml")
    zone = ZoneInfo("Europe/Paris")
    return Simulation(course, weeks, seed, root, BEFORE_SUMMER_TIME, zone)


def lived(simulated: Simulation, number: int = 1) -> tuple[list[Path], list[str]]:
    told: list[str] = []
    played = play_course(simulated, number, home=default_home(), told=told.append)
    return [session.folder for session in played], told


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], list[str], Path]:
    root = tmp_path_factory.mktemp("simulated")
    return *lived(simulation(root)), root


def test_sessions_are_sealed_and_bear_dates_of_the_patients_own_clock(
    week: tuple[list[Path], list[str], Path],
) -> None:
    folders, told, root = week
    assert len(folders) == 4
    assert all(verify(folder).sound for folder in folders)
    past = played_sessions(root, patient_code(1))
    days = [session.day for session in past]
    assert days == sorted(set(days))
    assert days[0] >= BEFORE_SUMMER_TIME
    assert days[-1] < BEFORE_SUMMER_TIME + timedelta(days=7)
    offsets = {session.day: session.started_at.utcoffset() for session in past}
    for day, offset in offsets.items():
        assert offset == timedelta(hours=1 if day < date(2026, 3, 29) else 2)
    assert len(set(offsets.values())) == 2
    assert told == [f"SIM001: {len(folders)} sessions in 1 weeks"]


def test_each_log_says_where_in_the_course_its_session_stands(
    week: tuple[list[Path], list[str], Path],
) -> None:
    folders, _, _ = week
    places = []
    for folder in folders:
        started = read_log(folder / "events.jsonl").entries[0]
        assert isinstance(started, SessionStarted)
        assert started.course is not None
        assert started.plan.name == started.course.session
        places.append(started.course)
    assert [(p.week, p.in_week, p.of_week, p.number) for p in places] == [
        (1, n, 4, n) for n in (1, 2, 3, 4)
    ]
    assert [p.session for p in places] == ["a", "b", "a", "b"]
    assert {p.sha256 for p in places} == {parse_course(SHORT, source_name="").sha256}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_gives_others(
    week: tuple[list[Path], list[str], Path], tmp_path: Path
) -> None:
    def content(root: Path) -> dict[str, bytes]:
        return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    _, _, root = week
    lived(simulation(tmp_path / "again"))
    assert content(tmp_path / "again") == content(root)
    lived(simulation(tmp_path / "other", seed=4))
    assert content(tmp_path / "other").keys() != content(root).keys()


def test_patients_differ_and_none_is_promised_to_get_better() -> None:
    fates = [fate(1, number) for number in range(300)]
    responses = [f.response / f.pain for f in fates]
    assert 0.3 < sum(share >= 0.3 for share in responses) / 300 < 0.6
    assert any(share < 0.0 for share in responses)
    assert all(0.0 < f.keeps_on <= 1.0 and 0.0 < f.pain <= 10.0 for f in fates)
    assert len({(f.pain, f.keeps_on) for f in fates}) == 300
    assert fate(1, 7) == fate(1, 7)
