"""The ready plans that come with the program, found by name."""

from pathlib import Path

from game.home.shelf import Shelf
from sessions.plan.plan import LoadedPlan, load_plan, parse_plan

READY_PLANS = Shelf("plans", "plan")


def find_plan(name_or_path: str) -> LoadedPlan:
    """Return a plan from a file, or a ready one by its name.

    Raises:
        PlanError: there is neither, or the plan can't be used as it stands.
    """
    path = Path(name_or_path)
    if not path.exists() and name_or_path in READY_PLANS.names():
        return parse_plan(READY_PLANS.text(name_or_path), source_name=f"{name_or_path}.toml")
    return load_plan(path)
