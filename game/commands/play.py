"""`mirrorlimb play`: one session of a plan."""

import argparse
from collections.abc import Callable
from pathlib import Path

from game.app import Played, play_session
from game.clock import RealClock
from game.commands.off_screen import play_off_screen
from game.commands.prepare import prepare
from game.language import use
from game.message import show_message
from game.opening import at_a_window
from game.plan_shelf import find_plan, ready_plans
from game.settings import HomeSettings, default_home, load_home
from game.window import display_available
from sessions.errors import SessionsError
from sessions.plan import LoadedPlan


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = (
        "Where there is no display, the simulated patient plays the plan off-screen; such a "
        "session is kept under the patient code SIM."
    )
    parser.add_argument(
        "plan",
        metavar="PLAN",
        help=f"a plan file, or one of the ready plans: {', '.join(ready_plans())}",
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
    loaded = find_plan(arguments.plan)
    if display_available():
        return play_at_window(loaded, home)
    print(
        "There is no display here, so no patient: the simulated patient plays this session "
        "off-screen. It is kept under the patient code SIM."
    )
    return report(play_off_screen(loaded, home, seed=1))


def play_at_window(loaded: LoadedPlan, home: HomeSettings) -> int:
    """Play before a person.

    Raises:
        SensorError: the sensor can't be opened.
        DisplayError: no window can be had.
        SessionsError: the session can't be kept.
    """
    prepare(loaded, home)
    use(home.patient_for(loaded.plan).language)
    with at_a_window(loaded, home, RealClock(), notice=print) as theatre:
        try:
            played = play_session(loaded, home, theatre)
        except SessionsError as error:
            # The person sits before the window, not before the terminal.
            show_message(theatre.display, theatre.pacer, str(error))
            raise
    return report(played)


def report(played: Played) -> int:
    """Say where the session is; return the exit code."""
    print(f"The session is kept in {played.folder}")
    print(f"To look at it: mirrorlimb log show {played.folder}")
    return 1 if played.ended == "error" else 0
