"""`mirrorlimb check`: is this plan in order, and what does it ask of the patient?"""

import argparse
from collections.abc import Callable

from game.app import players_for
from game.plan_shelf import find_plan, ready_plans
from sessions.blocks.registry import Block


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.add_argument(
        "plan",
        metavar="PLAN",
        help=f"a plan file, or one of the ready plans: {', '.join(ready_plans())}",
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Say what the plan orders."""
    loaded = find_plan(arguments.plan)
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
    for number, block in enumerate(plan.blocks, start=1):
        print(f"  {number:2d}. {_described(block)}")
    print(f"  hash           {loaded.sha256}")
    return 0


def _described(block: Block) -> str:
    movements = ", ".join(name.replace("_", " ") for name in getattr(block, "movements", ()))
    text = f"{block.exercise:<8} {block.ordered_s / 60:4.1f} min"
    return f"{text}  {movements}" if movements else text
