"""`mirrorlimb scores import`: scores of questionnaires filled in elsewhere, kept in a log."""

import argparse
from collections.abc import Callable
from pathlib import Path

from game.home.at_hand import plan_at_hand
from game.home.kept_scores import keep_scores
from game.home.settings import default_home
from game.home.settings_file import load_home
from sessions.asking.scores import LARGEST_BYTES, RANGES, read_scores
from sessions.errors import ScoresError
from sessions.folder.recovery import local_now


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    take = actions.add_parser(
        "import",
        help="take in a CSV file: instrument, date, score",
        epilog="Ranges are checked for: " + ", ".join(RANGES) + ".",
    )
    take.add_argument("file", metavar="FILE.csv", type=Path)
    take.add_argument("--settings", metavar="FILE", type=Path, help="settings of this home")
    return run


def run(arguments: argparse.Namespace) -> int:
    """Read the file whole, then keep what is not kept yet.

    Raises:
        ScoresError: the file can't be read, or a line of it is not allowed.
    """
    path: Path = arguments.file
    home = load_home(arguments.settings) if arguments.settings else default_home()
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ScoresError(f"{path.name}: the file is too large to be a list of scores")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ScoresError(f"{path.name}: {error.strerror}; check its name and folder") from error
    except UnicodeDecodeError as error:
        raise ScoresError(f"{path.name}: this is not UTF-8 text; save it as UTF-8") from error
    scores = read_scores(text, source_name=path.name, today=local_now().date())
    kept = keep_scores(scores, plan_at_hand(home), home)
    again = len(scores) - kept.new
    print(f"{kept.new} scores kept" + (f", {again} were there already" if again else ""))
    if kept.folder is not None:
        print(f"They are in {kept.folder}")
    return 0
