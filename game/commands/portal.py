"""`mirrorlimb portal`: the clinic's side, in a process of its own; it is not imported here."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import platformdirs

from sessions.errors import SessionsError

_MODULE = "sessions.portal"
_PREFIX = "MIRRORLIMB_PORTAL_"


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = (
        "Without COMMAND it serves. Others: create-therapist, back-up, restore, sweep, check. "
        "Everything else is set by the environment: docs/portal.md."
    )
    parser.add_argument("--port", type=int, metavar="N", help="where to listen (default: 8020)")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="where everything is kept")
    parser.add_argument("--demo", action="store_true", help="a made-up clinic, to look around in")
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="COMMAND", help="see below")
    return run


def _demo_folder() -> Path:
    return Path(platformdirs.user_data_dir("mirrorlimb", appauthor=False)) / "portal-demo"


def run(arguments: argparse.Namespace) -> int:
    """Run one command of the portal; return its exit code.

    Raises:
        SessionsError: the portal's own packages are not installed.
    """
    if find_spec("django") is None:
        raise SessionsError(
            "the portal's packages are missing: install them with "
            "pip install -r requirements.lock, or pip install 'mirrorlimb[portal]'"
        )
    environment = dict(os.environ)
    if arguments.data is not None:
        environment[_PREFIX + "DATA"] = str(arguments.data.resolve())
    if arguments.port is not None:
        environment[_PREFIX + "PORT"] = str(arguments.port)
    if arguments.demo:
        environment[_PREFIX + "DEMO"] = "1"
        environment.setdefault(_PREFIX + "DATA", str(_demo_folder()))
    words = arguments.words or ["demo" if arguments.demo else "serve"]
    with subprocess.Popen([sys.executable, "-m", _MODULE, *words], env=environment) as portal:
        while True:
            try:
                return portal.wait()
            except KeyboardInterrupt:
                # Ctrl-C reached the portal too, which stops in order.
                continue
