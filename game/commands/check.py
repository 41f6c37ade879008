"""`mirrorlimb check`: is this plan or course in order, and what does it ask of the patient?"""

import argparse
from collections.abc import Callable

from game.app import players_for
from game.commands.course_lines import course_lines
from game.commands.play import unwritten
from game.home.course_desk import check_movements
from game.home.course_shelf import READY_COURSES, find_plan_or_course
from game.home.plan_shelf import READY_PLANS
from sessions.blocks.registry import Block
from sessions.course.course import LoadedCourse
from sessions.plan.bounds import knowingly_incongruent


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.add_argument(
        "plan",
        metavar="PLAN",
        help="a plan or course file, or one of the ready ones: "
        f"{', '.join((*READY_PLANS.names(), *READY_COURSES.names()))}",
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Say what the plan or the course orders."""
    loaded = find_plan_or_course(arguments.plan)
    if isinstance(loaded, LoadedCourse):
        check_movements(loaded)
        print(f"{loaded.source_name} is in order")
        print("\n".join(course_lines(loaded)))
        return 0
    players_for(loaded)
    plan = loaded.plan
    print(f"{loaded.source_name} is in order: {plan.title_in('en')}")
    only = "both are shown" if plan.affected_side == "both" else "it is shown on this side only"
    print(f"  limb           {plan.limb}")
    print(f"  affected side  {plan.affected_side} ({only})")
    print(f"  sensor         {plan.sensor}")
    print(
        f"  dose           {plan.dose.minutes:.0f} min, {plan.dose.moving_minutes:.0f} of them "
        f"moving; {plan.dose.repetitions} repetitions"
    )
    rules = plan.safety
    print(
        f"  safety         pause at a rise of {rules.pain_rise} or at {rules.pain_limit} of 10; "
        f"end after {rules.end_after} answers in a row over that"
    )
    if plan.bounds.incongruent:
        print(
            "  incongruent    allowed on purpose: a delay of up to "
            f"{1000 * plan.bounds.delay_most_s:.0f} ms, a gain of up to {plan.bounds.gain_most:g}; "
            "the session ends with the exact mirror"
        )
    for number, block in enumerate(plan.blocks, start=1):
        print(f"  {number:2d}. {_described(block)}")
        if said := knowingly_incongruent(block):
            print(f"      {said}")
    for words in unwritten(loaded):
        print(f"  words          {words}")
    print(f"  hash           {loaded.sha256}")
    return 0


def _described(block: Block) -> str:
    movements = ", ".join(name.replace("_", " ") for name in getattr(block, "movements", ()))
    text = f"{block.exercise:<15} {block.ordered_s / 60:4.1f} min"
    return f"{text}  {movements}" if movements else text
