"""`mirrorlimb demo`: a short session that needs no hardware, no account and no settings."""

import argparse
from collections.abc import Callable

from game.commands.off_screen import play_off_screen
from game.commands.play import play_at_window, report
from game.display.window import display_available
from game.home.plan_shelf import find_plan
from game.home.settings import default_home
from game.simulated.temperament import TEMPERAMENTS

DEMO_PLAN = "demo-2min"


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.add_argument(
        "--off-screen",
        action="store_true",
        help="let the simulated patient play it off-screen, even where there is a display",
    )
    parser.add_argument(
        "--patient",
        choices=sorted(TEMPERAMENTS),
        default="cooperative",
        help="off-screen: what the simulated patient is like (default: cooperative)",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=1,
        help="off-screen: another number, another simulated patient (default: 1)",
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Play the demonstration."""
    loaded, home = find_plan(DEMO_PLAN), default_home()
    if display_available() and not arguments.off_screen:
        return play_at_window(loaded, home.with_sensor("pointer"))
    print(
        "Off-screen: the simulated patient plays a short session. This takes two to three minutes."
    )
    played = play_off_screen(
        loaded,
        home.with_sensor("simulated"),
        seed=arguments.seed,
        temperament=arguments.patient,
    )
    return report(played)
