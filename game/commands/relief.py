"""`mirrorlimb relief`: "I hurt now", from the icon to a moving limb in two steps."""

import argparse
from collections.abc import Callable
from pathlib import Path

from game.commands.off_screen import play_off_screen
from game.commands.play import play_at_window, report
from game.display.window import display_available
from game.home.at_hand import relief_for
from game.home.settings import default_home
from game.home.settings_file import load_home


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = (
        "It needs no sensor and no plan: the side, the limb and the safety rules are those of the "
        "session that was played last. `mirrorlimb icon` puts it on the desktop."
    )
    parser.add_argument(
        "--side", choices=("left", "right", "both"), help="the affected side, if not the last one"
    )
    parser.add_argument(
        "--settings", metavar="FILE", type=Path, help="settings of this home, as for `play`"
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Play relief; off-screen with the simulated patient where there is no display."""
    home = load_home(arguments.settings) if arguments.settings else default_home()
    loaded = relief_for(home, arguments.side)
    if display_available():
        return play_at_window(loaded, home, purpose="relief")
    print("There is no display here, so no patient: the simulated patient plays off-screen.")
    return report(play_off_screen(loaded, home, seed=1, purpose="relief"))
