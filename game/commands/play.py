"""`mirrorlimb play`: one session, of a plan or the one of a course that is due."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from game.app import Played, play_session
from game.commands.off_screen import SIMULATED_CODE, play_off_screen
from game.commands.prepare import prepare
from game.display.window import display_available
from game.home.at_hand import without_sensors
from game.home.clinic import HomeClinic, home_clinic, only_clinic
from game.home.course_desk import check_movements, standing
from game.home.course_shelf import READY_COURSES, find_plan_or_course
from game.home.plan_shelf import READY_PLANS
from game.home.settings import HomeSettings, default_home
from game.home.settings_file import load_home
from game.language import tr, use
from game.message import show_message
from game.opening.theatre import at_a_window
from game.play.course_words import not_due_words
from game.render.fonts import missing_scripts
from game.timing.clock import RealClock
from game.waiting import wait_to_ask
from sessions.clinic.errors import EnrolmentError
from sessions.course.course import LoadedCourse
from sessions.errors import PlanError, SessionsError
from sessions.events.entry import Purpose
from sessions.folder.recovery import local_now
from sessions.plan.plan import LoadedPlan


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = (
        "Where there is no display, the simulated patient plays the plan off-screen; such a "
        "session is kept under the patient code SIM."
    )
    parser.add_argument(
        "plan",
        metavar="PLAN",
        nargs="?",
        help="a plan or course file, or one of the ready ones: "
        f"{', '.join((*READY_PLANS.names(), *READY_COURSES.names()))}; "
        "of a course, the session that is due; left out: what the clinic ordered",
    )
    parser.add_argument(
        "--sensor",
        metavar="NAME",
        help="what follows the intact hand: webcam, pointer (mouse or keys), simulated; "
        "the plan's own choice where this is left out",
    )
    parser.add_argument(
        "--settings",
        metavar="FILE",
        type=Path,
        help="settings of this home: patient code, usable hand, language, display, sensor",
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Play the plan; off-screen with the simulated patient where there is no display."""
    home = load_home(arguments.settings) if arguments.settings else default_home()
    if arguments.sensor:
        home = home.with_sensor(arguments.sensor)
    loaded = find_plan_or_course(arguments.plan) if arguments.plan else _ordered(home)
    if isinstance(loaded, LoadedCourse):
        due = _due(loaded, home)
        if due is None:
            return 0
        loaded = due
    if display_available():
        return play_at_window(loaded, home)
    print(
        "There is no display here, so no patient: the simulated patient plays this session "
        "off-screen. It is kept under the patient code SIM."
    )
    return report(play_off_screen(loaded, home, seed=1))


def _ordered(home: HomeSettings) -> LoadedPlan | LoadedCourse:
    """Return what the clinic ordered.

    Raises:
        PlanError: it ordered nothing, or this computer is enrolled at none.
        EnrolmentError: the enrolment can't be read.
    """
    root = home.sessions_root
    clinic = home_clinic(root, home.patient.code) if home.patient else only_clinic(root)
    if clinic is None:
        raise PlanError(
            source_name="mirrorlimb play",
            place="PLAN",
            problem="is missing, and no clinic has sent one: name a plan (mirrorlimb plan list), "
            "or connect this computer to a clinic (mirrorlimb enrol --server URL)",
        )
    return clinic.ordered()


def _due(course: LoadedCourse, home: HomeSettings) -> LoadedPlan | None:
    """Return the session of a course that is due; None, once said why, where none is."""
    check_movements(course)
    one = next(iter(course.course.sessions.values()))
    patient = home.patient_for(one)
    code = patient.code if display_available() else SIMULATED_CODE
    now = local_now()
    found = standing(course, home.sessions_root, code, now)
    print(f"{course.source_name}, patient {code}: {found.due.why}")
    if found.session is None:
        use(patient.language)
        words = not_due_words(found.due, now)
        print("\n".join(words))
        if display_available():
            plan = LoadedPlan(one, one.sha256(), course.source_name)
            pointer = home.with_sensor("pointer")
            with at_a_window(plan, pointer, RealClock(), notice=print) as theatre:
                title = course.course.title_in(patient.language)
                show_message(theatre.display, theatre.pacer, *words, title=title)
    return found.session


def play_at_window(loaded: LoadedPlan, home: HomeSettings, *, purpose: Purpose = "planned") -> int:
    """Play before a person; where they want that, ask once more some time after.

    Raises:
        SensorError: the sensor can't be opened.
        DisplayError: no window can be had.
        SessionsError: the session can't be kept.
    """
    prepare(loaded, home)
    patient = home.patient_for(loaded.plan)
    use(patient.language)
    clinic = _clinic(home, patient.code)
    if clinic is not None:
        clinic.send()
    opened = loaded if purpose == "planned" else without_sensors(loaded)
    with at_a_window(opened, home, RealClock(), notice=print) as theatre:
        for words in unwritten(loaded):
            show_message(theatre.display, theatre.pacer, words)
        try:
            played = play_session(loaded, home, replace(theatre, clinic=clinic), purpose=purpose)
        except SessionsError as error:
            # The person sits before the window, not before the terminal.
            show_message(theatre.display, theatre.pacer, str(error))
            raise
    if clinic is not None:
        clinic.send()
    code = report(played)
    if played.ask_later:
        _ask_later(loaded, home)
    return code


def unwritten(loaded: LoadedPlan) -> tuple[str, ...]:
    """Return what to say where this computer can't write some of the plan's words; else nothing."""
    missing = missing_scripts(loaded.plan.model_dump_json())
    if not missing:
        return ()
    said = tr(
        "This computer has no letters for: {scripts}. Those words will be empty boxes. Install the "
        "Noto fonts; everything else works."
    )
    return (said.format(scripts=", ".join(missing)),)


def _ask_later(loaded: LoadedPlan, home: HomeSettings) -> None:
    """Wait at a window of its own, with no sensor open, and ask what the session still owes."""
    clock = RealClock()
    wait_s = loaded.plan.questions.later_after_min * 60.0
    with at_a_window(without_sensors(loaded), home, clock, notice=print) as theatre:
        if wait_to_ask(theatre.display, theatre.pacer, clock, wait_s):
            report(play_session(loaded, home, theatre, purpose="later"))


def _clinic(home: HomeSettings, code: str) -> HomeClinic | None:
    """Return the patient's clinic; whatever is wrong with that keeps nobody from playing."""
    try:
        return home_clinic(home.sessions_root, code)
    except EnrolmentError as error:
        print(error, file=sys.stderr)
        return None


def report(played: Played) -> int:
    """Say where the session is; return the exit code."""
    print(f"The session is kept in {played.folder}")
    print(f"To look at it: mirrorlimb log show {played.folder}")
    return 1 if played.ended == "error" else 0
