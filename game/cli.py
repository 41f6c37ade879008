"""The command line: parse, run one command, and turn every known error into one sentence.

Exit codes: 0 done, 1 something a person can mend, 2 wrong use (a plan, a setting, an option).
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from game.display.error import DisplayError
from game.home.settings_file import SettingsError
from sensors.errors import SensorError, SensorSettingsError
from sessions.errors import PlanError, SessionsError

# Imported when used, so that `--help` is quick and one command's missing part stops no other.
_COMMANDS = {
    "demo": ("game.commands.demo", "play a short session: nothing to set up, no sensor needed"),
    "play": ("game.commands.play", "play a plan, or what is due of a course, with a patient"),
    "relief": ("game.commands.relief", "I hurt now: a calm limb at once, for some minutes"),
    "diary": ("game.commands.diary", "a few questions at bedtime"),
    "icon": ("game.commands.icon", "put `relief` on the desktop as an icon"),
    "scores": ("game.commands.scores", "take in scores of questionnaires filled in elsewhere"),
    "check": ("game.commands.check", "check a plan or course and say what it asks of the patient"),
    "plan": ("game.commands.plan", "list the ready plans, copy one, or print their JSON Schema"),
    "course": ("game.commands.course", "list, show or copy courses, and where a patient is"),
    "simulate": ("game.commands.simulate", "let a simulated patient play a whole course"),
    "sensors": ("game.commands.sensors", "list sensors, watch one, or find hands in pictures"),
    "limb": ("game.commands.limb", "fit the shown limb to the patient, and keep it"),
    "picture": ("game.commands.picture", "draw a picture of either hand"),
    "analyse": (
        "game.commands.analyse",
        "say what sessions measured: dose, pain, movement, learning",
    ),
    "log": ("game.commands.log", "show what happened in a session"),
    "enrol": ("game.commands.enrol", "connect this computer to the patient's clinic"),
    "upload": ("game.commands.upload", "send sessions to the clinic now, and see what it has"),
    "portal": ("game.commands.portal", "serve the clinic's portal: receive, review, send plans"),
    "export": ("game.commands.export", "write sessions as BIDS, BDF+, FHIR, CSV or Parquet"),
    "import-xdf": ("game.commands.import_xdf", "read muscle signals that LabRecorder wrote"),
    "emg": ("game.commands.emg_command", "judge how well muscle signals are told apart"),
}


def parser(chosen: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the command line, complete for the chosen command only."""
    top = argparse.ArgumentParser(
        prog="mirrorlimb",
        description=(
            "Virtual mirror and visuomotor therapy for phantom limb pain and CRPS. "
            "A research tool, not a medical device."
        ),
        epilog="Begin with: mirrorlimb demo",
    )
    top.add_argument("--version", action="version", version=f"mirrorlimb {version('mirrorlimb')}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (module, summary) in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
        if name == chosen:
            command.set_defaults(run=import_module(module).add_to(command))
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    chosen = next((word for word in words if not word.startswith("-")), None)
    try:
        arguments = parser(chosen).parse_args(words)
        return int(arguments.run(arguments))
    except (PlanError, SettingsError, SensorSettingsError) as error:
        print(error, file=sys.stderr)
        return 2
    except (SensorError, SessionsError, DisplayError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
