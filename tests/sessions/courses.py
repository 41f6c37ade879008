"""Courses and pasts for tests of what is due."""

from datetime import datetime, timedelta, timezone

from sessions.course.course import LoadedCourse, parse_course
from sessions.course.history import EarlierBlock
from sessions.course.place import CoursePlace
from sessions.course.played_session import PlayedSession
from sessions.events.entry import Ended

CODE = "P001"
ZONE = timezone(timedelta(hours=1))
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)

COURSE = """
schema_version = 1
name = "short"
version = 1
title = "Short"
[every_session]
affected_side = "left"
sensor = "pointer"
[ceilings]
sessions_per_day = 2
minutes_per_day = 20
sessions_per_week = 4
minutes_per_week = 40
hours_between = 2
[[phases]]
name = "first"
weeks = 1
sessions = ["look", "move"]
per_week = 3
[[phases]]
name = "second"
weeks = 1
sessions = ["move"]
per_week = 2
per_day = 2
[sessions.look]
[[sessions.look.blocks]]
exercise = "follow"
movements = ["pinch"]
trials = 5
cycles = 8
[sessions.move]
title = "Move"
[[sessions.move.blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 300
"""


def course(text: str = COURSE, **changes: str) -> LoadedCourse:
    """Return the course, with lines replaced: ``course(**{"per_week = 3": "per_week = 2"})``."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return parse_course(text, source_name="short.toml")


def at(day: int, hour: float = 9.0) -> datetime:
    """Return the patient's clock on a day of the course, the first being 0, a Monday."""
    return MONDAY + timedelta(days=day, hours=hour - 9.0)


def session(
    day: int,
    phase: str = "first",
    week: int = 1,
    *,
    hour: float = 9.0,
    ended: Ended = "completed",
    minutes: float = 5.0,
    pain: int | None = 4,
    version: int = 1,
    period: int = 1,
    blocks: tuple[EarlierBlock, ...] = (),
    of: str = "short",
) -> PlayedSession:
    """Return a session that was played."""
    place = CoursePlace(
        course=of,
        version=version,
        sha256="0" * 64,
        phase=phase,
        period=period,
        week=week,
        in_week=1,
        of_week=3,
        number=1,
    )
    began = at(day, hour)
    return PlayedSession(
        started_at=began,
        ended_at=began + timedelta(minutes=minutes),
        ended=ended,
        place=place if of else None,
        ordered_s=300.0,
        done_s=minutes * 60,
        pain_at_start=pain,
        blocks=blocks,
    )


FULL_WEEK = (session(0), session(1), session(2))
