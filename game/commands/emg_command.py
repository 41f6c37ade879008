"""`mirrorlimb emg`: calibrate a muscle sensor; judge how well recorded signals are told apart."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from game.commands.emg import evaluate
from game.display.window import display_available
from game.home.plan_shelf import find_plan
from game.home.settings import HomeSettings, default_home
from game.home.settings_file import load_home
from game.language import use
from game.muscles.calibrate import calibrate
from game.opening.sensor import opened_sensor
from game.opening.theatre import at_a_window, off_screen
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.theatre import Theatre
from game.timing.clock import RealClock, SessionClock
from sensors.errors import SensorSettingsError
from sensors.registry import MOVES_THE_LIMB
from sensors.sensor import Sensor
from sensors.settings import default_settings


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    judge = actions.add_parser(
        "evaluate",
        help="train on one recording, judge on another; prints JSON",
        description=(
            "Files are .npz with x (samples x channels), fs_hz, label (one per sample) and, "
            "optionally, repetition (one per sample)."
        ),
    )
    judge.add_argument("train", metavar="TRAIN.npz", type=Path)
    judge.add_argument("test", metavar="TEST.npz", type=Path)
    judge.add_argument(
        "--adapt", metavar="ADAPT.npz", type=Path, help="today's one-of-each calibration, first"
    )
    judge.add_argument("--window-s", type=float, default=0.2, help="window length (default 0.2)")
    judge.add_argument("--step-s", type=float, default=0.05, help="step (default 0.05)")
    judge.set_defaults(do=_evaluate)
    learn = actions.add_parser(
        "calibrate",
        help="calibrate the muscle sensor for a patient: check, record, learn, keep",
        description="Asks for every movement of the plan; later sessions use the result.",
    )
    learn.add_argument(
        "plan",
        metavar="PLAN",
        nargs="?",
        default="execution-15",
        help="the plan whose movements are wanted (default: execution-15)",
    )
    learn.add_argument(
        "--settings", metavar="FILE", type=Path, help="settings of this home, with [muscles]"
    )
    learn.add_argument(
        "--both-hands",
        action="store_true",
        help="move both sides together; [sensor] of the settings, else the webcam, follows the "
        "intact hand and says when each movement was made",
    )
    learn.set_defaults(do=_calibrate)
    return run


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    return int(arguments.do(arguments))


def _calibrate(arguments: argparse.Namespace) -> int:
    home = load_home(arguments.settings) if arguments.settings else default_home()
    loaded = find_plan(arguments.plan)
    use(home.patient_for(loaded.plan).language)
    clock = RealClock()
    if display_available():
        with (
            _intact_hand(arguments, home, clock) as hand,
            at_a_window(loaded, home, clock, notice=print) as theatre,
        ):
            return 0 if calibrate(loaded, home, _with(theatre, hand), print) else 1
    print("There is no display here: the simulated patient calibrates off-screen.")
    patient = SimulatedPatient(1, TEMPERAMENTS["cooperative"])
    with (
        _intact_hand(arguments, home, clock) as hand,
        off_screen(
            loaded, home, clock, onlooker=patient, on_frame=lambda *_: None, notice=print
        ) as theatre,
    ):
        return 0 if calibrate(loaded, home, _with(theatre, hand), print) else 1


@contextmanager
def _intact_hand(
    arguments: argparse.Namespace, home: HomeSettings, clock: SessionClock
) -> Iterator[Sensor | None]:
    """Open what follows the intact hand, where both hands are wanted.

    Raises:
        SensorError: it can't be opened, or follows no hand.
    """
    if not arguments.both_hands:
        yield None
        return
    settings = home.sensor or default_settings("webcam")
    if settings.driver not in MOVES_THE_LIMB - {"pointer"}:
        allowed = ", ".join(sorted(MOVES_THE_LIMB - {"pointer"}))
        raise SensorSettingsError(
            f"The sensor {settings.driver} follows no hand: name another under [sensor] for "
            f"--both-hands, one of {allowed}"
        )
    with opened_sensor(settings, clock) as hand:
        yield hand


def _with(theatre: Theatre, hand: Sensor | None) -> Theatre:
    return theatre if hand is None else replace(theatre, sensor=hand)


def _evaluate(arguments: argparse.Namespace) -> int:
    """Judge; `evaluate` prints the JSON or one sentence of what is wrong."""
    return evaluate(
        arguments.train, arguments.test, arguments.adapt, arguments.window_s, arguments.step_s
    )
