"""`mirrorlimb course`: the ready courses, copies of them, where a patient is, sealed keys."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from game.commands.course_lines import course_lines, standing_lines
from game.home.course_desk import standing
from game.home.course_shelf import READY_COURSES, find_course
from game.home.settings import default_home
from sessions.course.course import parse_course
from sessions.course.key import KEY_SUFFIX, new_key
from sessions.folder.recovery import local_now


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="list the ready courses").set_defaults(do=_list)
    show = actions.add_parser("show", help="what a course orders, and where a patient is in it")
    _takes_course(show)
    show.add_argument(
        "--sessions", metavar="FOLDER", type=Path, help="where session folders are kept"
    )
    show.add_argument("--patient", metavar="CODE", help="only this patient (default: all there)")
    show.set_defaults(do=_show)
    copy = actions.add_parser("copy", help="copy a ready course to a file of your own")
    copy.add_argument(
        "name", metavar="NAME", choices=READY_COURSES.names(), help="which ready course"
    )
    copy.add_argument("file", metavar="FILE", type=Path, help="where to put the copy")
    copy.add_argument(
        "--side", choices=("left", "right", "both"), help="the patient's affected side"
    )
    copy.set_defaults(do=_copy)
    seal = actions.add_parser("seal", help="make the sealed key of a course that draws something")
    _takes_course(seal)
    seal.set_defaults(do=_seal)
    return run


def _takes_course(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "course",
        metavar="COURSE",
        help=f"a course file, or one of the ready courses: {', '.join(READY_COURSES.names())}",
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    return int(arguments.do(arguments))


def _list(arguments: argparse.Namespace) -> int:
    for name in READY_COURSES.names():
        course = find_course(name).course
        weeks = sum(phase.weeks * (phase.periods or 1) for phase in course.phases)
        print(f"{name:<24} {weeks:2d} weeks  {course.title_in('en')}")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    loaded = find_course(arguments.course)
    print("\n".join(course_lines(loaded)))
    root = arguments.sessions or default_home().sessions_root
    codes = [arguments.patient] if arguments.patient else _patients(root)
    for code in codes:
        print("\n".join(standing_lines(loaded, standing(loaded, root, code, local_now()), code)))
    return 0


def _patients(root: Path) -> list[str]:
    return sorted(path.name.removeprefix("sub-") for path in root.glob("sub-*") if path.is_dir())


def _copy(arguments: argparse.Namespace) -> int:
    text = READY_COURSES.text(arguments.name)
    if arguments.side:
        text = re.sub(
            r'^affected_side = "\w+"',
            f'affected_side = "{arguments.side}"',
            text,
            flags=re.MULTILINE,
        )
    parse_course(text, source_name=arguments.file.name)
    if not _written(arguments.file, text):
        return 1
    print(f"Written: {arguments.file}. Change it with any text editor, then: mirrorlimb check FILE")
    return 0


def _seal(arguments: argparse.Namespace) -> int:
    path = Path(arguments.course)
    loaded = find_course(arguments.course)
    if not loaded.needs_key:
        print(f"{loaded.source_name} draws nothing that has to stay sealed: it needs no key")
        return 1
    design = loaded.course.design
    arms = () if design is None else tuple(sorted(design.arms))
    labels = () if design is None else design.labels
    key = new_key(loaded.course.name, arms, labels)
    beside = path.with_name(path.name.rsplit(".", 1)[0] + KEY_SUFFIX)
    if not _written(beside, key.model_dump_json(indent=2) + "\n"):
        return 1
    print(f"Written: {beside}. The program needs it beside the course; whoever is to stay blinded")
    print("must not open it. To let the course take no other key, write into its [design]:")
    print(f'key_sha256 = "{key.sha256()}"')
    return 0


def _written(path: Path, text: str) -> bool:
    """Write a new file; say so and return False where that can't be."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        print(f"{path} is there already: choose another name, nothing was changed")
        return False
    except OSError as error:
        print(f"{path} can't be written ({error.strerror}): choose another folder")
        return False
    return True
