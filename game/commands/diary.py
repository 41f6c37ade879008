"""`mirrorlimb diary`: a few questions at bedtime, in under a minute."""

import argparse
from collections.abc import Callable
from pathlib import Path

from game.commands.off_screen import play_off_screen
from game.commands.play import play_at_window, report
from game.display.window import display_available
from game.home.at_hand import plan_at_hand
from game.home.plan_shelf import find_plan
from game.home.settings import default_home
from game.home.settings_file import load_home


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = (
        "What is asked stands in the plan, under [questions] bedtime. What an earlier session "
        "still owes (pain half an hour later) is asked first, and kept with that session's id."
    )
    parser.add_argument(
        "plan", metavar="PLAN", nargs="?", help="whose questions; the last plan where left out"
    )
    parser.add_argument(
        "--settings", metavar="FILE", type=Path, help="settings of this home, as for `play`"
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Ask; off-screen with the simulated patient where there is no display."""
    home = load_home(arguments.settings) if arguments.settings else default_home()
    loaded = find_plan(arguments.plan) if arguments.plan else plan_at_hand(home)
    if display_available():
        return play_at_window(loaded, home, purpose="diary")
    print("There is no display here, so no patient: the simulated patient answers off-screen.")
    return report(play_off_screen(loaded, home, seed=1, purpose="diary"))
