"""`mirrorlimb simulate`: a simulated patient plays a whole course, much faster than real time."""

import argparse
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from game.home.course_shelf import READY_COURSES, find_course
from game.home.settings import default_home
from game.simulated.course_player import Simulation, patient_code, play_course
from sessions.errors import FolderError

_MONDAY_BEFORE_SUMMER_TIME = date(2026, 3, 2)
_AT_ONCE = 2
"""Patients simulated side by side, each on a processor core of its own."""


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = (
        "Pain, learning, missed days and dropout are plausible, not published. The folders left "
        "behind are real ones, under the patient codes SIM001, SIM002, ..."
    )
    parser.add_argument(
        "course",
        metavar="COURSE",
        help=f"a course file, or one of the ready courses: {', '.join(READY_COURSES.names())}",
    )
    parser.add_argument("--weeks", type=_positive, default=8, help="how long (default: 8)")
    parser.add_argument(
        "--seed", type=int, default=1, help="the same seed gives the same sessions (default: 1)"
    )
    parser.add_argument("--patients", type=_positive, default=1, help="how many (default: 1)")
    parser.add_argument(
        "--out",
        metavar="FOLDER",
        type=Path,
        default=Path("simulated-sessions"),
        help="where the session folders go (default: simulated-sessions)",
    )
    parser.add_argument(
        "--start",
        metavar="DATE",
        type=_date,
        default=_MONDAY_BEFORE_SUMMER_TIME,
        help="the first day, as 2026-03-02 (default: that Monday)",
    )
    parser.add_argument(
        "--zone",
        metavar="NAME",
        type=_zone,
        default="Europe/Paris",
        help="where the patients live, e.g. America/Montreal (default: Europe/Paris)",
    )
    parser.add_argument(
        "--frames",
        metavar="HZ",
        type=_frames,
        default=10.0,
        help="frames in a second of a session, 5 to 60 (default: 10)",
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Simulate every patient; say where the sessions are."""
    simulation = Simulation(
        course=find_course(arguments.course),
        weeks=arguments.weeks,
        seed=arguments.seed,
        root=arguments.out,
        start=arguments.start,
        zone=arguments.zone,
        frames_hz=arguments.frames,
    )
    numbers = range(1, arguments.patients + 1)
    for number in numbers:
        folder = arguments.out / f"sub-{patient_code(number)}"
        if folder.exists():
            raise FolderError(
                f"{folder} is there already: choose another folder with --out, or remove it"
            )
    began_s = time.perf_counter()
    played = 0
    live = partial(_live, simulation)
    # A process of its own even for one: a session stops kindly on a signal, a simulation at once.
    with ProcessPoolExecutor(max_workers=min(_AT_ONCE, arguments.patients)) as pool:
        for sessions, lines in pool.map(live, numbers):
            played += sessions
            print("\n".join(lines), flush=True)
    took_s = time.perf_counter() - began_s
    print(f"{played} sessions in {took_s:.0f} s, kept in {arguments.out}")
    return 0


def _live(simulation: Simulation, number: int) -> tuple[int, list[str]]:
    """Return how many sessions a patient played, and what became of them."""
    told: list[str] = []
    sessions = sum(
        1 for _ in play_course(simulation, number, home=default_home(), told=told.append)
    )
    return sessions, told


def _positive(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError("must be a whole number from 1 to 1000")
    return int(text)


def _frames(text: str) -> float:
    try:
        frames_hz = float(text)
    except ValueError:
        frames_hz = 0.0
    if not 5.0 <= frames_hz <= 60.0:
        raise argparse.ArgumentTypeError("must be a number from 5 to 60")
    return frames_hz


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a date as 2026-03-02") from None


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError):
        raise argparse.ArgumentTypeError("must be a time zone such as Europe/Paris") from None
