"""`mirrorlimb plan`: the ready plans, and copies of them to change."""

import argparse
import json
import re
from collections.abc import Callable
from pathlib import Path

from game.home.plan_shelf import READY_PLANS, find_plan
from sessions.plan.plan import parse_plan
from sessions.plan.schema import course_schema, plan_schema


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="list the ready plans").set_defaults(do=_list)
    copy = actions.add_parser("copy", help="copy a ready plan to a file of your own")
    copy.add_argument("name", metavar="NAME", choices=READY_PLANS.names(), help="which ready plan")
    copy.add_argument("file", metavar="FILE", type=Path, help="where to put the copy")
    copy.add_argument(
        "--side",
        choices=("left", "right", "both"),
        required=True,
        help="the patient's affected side",
    )
    copy.set_defaults(do=_copy)
    schema = actions.add_parser(
        "schema", help="the JSON Schema of plans or courses, for an editor that checks them"
    )
    schema.add_argument(
        "kind", choices=("plan", "course"), nargs="?", default="plan", help="default: plan"
    )
    schema.set_defaults(do=_schema)
    return run


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    return int(arguments.do(arguments))


def _list(arguments: argparse.Namespace) -> int:
    for name in READY_PLANS.names():
        plan = find_plan(name).plan
        print(f"{name:<20} {plan.dose.minutes:3.0f} min  {plan.title_in('en')}")
    return 0


def _schema(arguments: argparse.Namespace) -> int:
    schema = course_schema() if arguments.kind == "course" else plan_schema()
    print(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0


def _copy(arguments: argparse.Namespace) -> int:
    text = re.sub(
        r'^affected_side = "\w+"',
        f'affected_side = "{arguments.side}"',
        READY_PLANS.text(arguments.name),
        flags=re.MULTILINE,
    )
    parse_plan(text, source_name=arguments.file.name)
    try:
        with arguments.file.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        print(f"{arguments.file} is there already: choose another name, nothing was changed")
        return 1
    except OSError as error:
        print(f"{arguments.file} can't be written ({error.strerror}): choose another folder")
        return 1
    print(f"Written: {arguments.file}. Change it with any text editor, then: mirrorlimb check FILE")
    return 0
