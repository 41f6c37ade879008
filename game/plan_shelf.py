"""The ready plans that come with the program, found by name."""

from importlib.resources import files
from pathlib import Path

from sessions.errors import PlanError
from sessions.plan import LoadedPlan, load_plan, parse_plan


def ready_plans() -> tuple[str, ...]:
    """Return the names of the plans that come with the program."""
    shelf = files("assets") / "plans"
    return tuple(
        sorted(p.name.removesuffix(".toml") for p in shelf.iterdir() if p.name.endswith(".toml"))
    )


def ready_plan_text(name: str) -> str:
    """Return the text of a ready plan.

    Raises:
        PlanError: there is none of this name.
    """
    if name not in ready_plans():
        raise PlanError(
            source_name=name,
            place="",
            problem=f"there is no such ready plan; allowed: {', '.join(ready_plans())}",
        )
    return (files("assets") / "plans" / f"{name}.toml").read_text(encoding="utf-8")


def find_plan(name_or_path: str) -> LoadedPlan:
    """Return a plan from a file, or a ready one by its name.

    Raises:
        PlanError: there is neither, or the plan can't be used as it stands.
    """
    path = Path(name_or_path)
    if not path.exists() and name_or_path in ready_plans():
        return parse_plan(ready_plan_text(name_or_path), source_name=f"{name_or_path}.toml")
    return load_plan(path)
