"""`mirrorlimb emg`: how well recorded muscle signals are told apart."""

import argparse
from collections.abc import Callable
from pathlib import Path

from game.commands.emg import evaluate


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
    return run


def run(arguments: argparse.Namespace) -> int:
    """Judge; `evaluate` prints the JSON or one sentence of what is wrong."""
    return evaluate(
        arguments.train, arguments.test, arguments.adapt, arguments.window_s, arguments.step_s
    )
