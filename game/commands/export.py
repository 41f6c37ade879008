"""`mirrorlimb export`: session folders in the formats that other programs read."""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from sessions.errors import ExportError
from sessions.export.session_data import SessionData, read_session
from sessions.folder.session_folder import EVENTS_NAME

FORMATS = ("bids", "bdf", "fhir", "csv", "parquet")


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = (
        "bids: a data set with motion, EMG, events and answers. bdf: one BDF+ file a session with "
        "muscle signals. fhir: one R4 bundle. csv, parquet: one table each for sessions, ratings, "
        "trials, outcomes and events."
    )
    parser.add_argument("format", choices=FORMATS, help="what to write")
    parser.add_argument("target", metavar="TARGET", type=Path, help="folder, or file for fhir")
    parser.add_argument(
        "folders",
        metavar="FOLDER",
        type=Path,
        nargs="+",
        help="sessions (ses-...), a patient's folder (sub-...) or the folder of them all",
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Write the sessions."""
    found = [folder for given in arguments.folders for folder in session_folders(given)]
    sessions = [read_session(folder) for folder in found]
    _write(arguments.format, sessions, arguments.target)
    count = len(sessions)
    print(
        f"{count} session{'' if count == 1 else 's'} written as {arguments.format}: "
        f"{arguments.target}"
    )
    return 0


def session_folders(given: Path) -> tuple[Path, ...]:
    """Return the session folders at or below a folder, by name.

    Raises:
        ExportError: there are none.
    """
    if (given / EVENTS_NAME).is_file():
        return (given,)
    below = sorted(path.parent for path in given.glob(f"**/ses-*/{EVENTS_NAME}"))
    if not below:
        raise ExportError(f"{given.name}: there are no sessions here; give a folder with ses-...")
    return tuple(below)


def _write(wanted: str, sessions: Sequence[SessionData], target: Path) -> None:
    # Each format's package is needed for that format alone.
    match wanted:
        case "bids":
            from sessions.export.bids import write_bids

            write_bids(sessions, target)
        case "bdf":
            from sessions.export.edf import write_bdf

            target.mkdir(parents=True, exist_ok=True)
            for session in sessions:
                write_bdf(session, target / f"{session.folder.name}.bdf")
        case "fhir":
            from sessions.export.fhir import together

            target.write_text(json.dumps(together(sessions), indent=1), encoding="utf-8")
        case _:
            from sessions.export.tables import tables, write_csv, write_parquet

            write = write_csv if wanted == "csv" else write_parquet
            write(tables(sessions), target)
