"""The ready courses that come with the program, found by name; and a course or plan by either."""

from importlib.resources import files
from pathlib import Path

from game.plan_shelf import find_plan, ready_plans
from sessions.course import LoadedCourse, is_course, load_course, parse_course
from sessions.errors import PlanError
from sessions.plan import LoadedPlan
from sessions.plan_text import read_plan_text


def ready_courses() -> tuple[str, ...]:
    """Return the names of the courses that come with the program."""
    shelf = files("assets") / "courses"
    return tuple(
        sorted(p.name.removesuffix(".toml") for p in shelf.iterdir() if p.name.endswith(".toml"))
    )


def ready_course_text(name: str) -> str:
    """Return the text of a ready course.

    Raises:
        PlanError: there is none of this name.
    """
    if name not in ready_courses():
        raise PlanError(
            source_name=name,
            place="",
            problem=f"there is no such ready course; allowed: {', '.join(ready_courses())}",
        )
    return (files("assets") / "courses" / f"{name}.toml").read_text(encoding="utf-8")


def find_course(name_or_path: str) -> LoadedCourse:
    """Return a course from a file, or a ready one by its name.

    Raises:
        PlanError: there is neither, or the course can't be used as it stands.
    """
    path = Path(name_or_path)
    if not path.exists() and name_or_path in ready_courses():
        return parse_course(ready_course_text(name_or_path), source_name=f"{name_or_path}.toml")
    if path.exists() and not is_course(read_plan_text(path), source_name=path.name):
        raise PlanError(
            source_name=path.name,
            place="phases",
            problem="is missing: this is the plan of one session, not a course",
        )
    return load_course(path)


def find_plan_or_course(name_or_path: str) -> LoadedPlan | LoadedCourse:
    """Return what a file or a ready name stands for.

    Raises:
        PlanError: there is neither, or it can't be used as it stands.
    """
    path = Path(name_or_path)
    if not path.exists():
        if name_or_path in ready_courses() and name_or_path not in ready_plans():
            return find_course(name_or_path)
        return find_plan(name_or_path)
    if is_course(read_plan_text(path), source_name=path.name):
        return load_course(path)
    return find_plan(name_or_path)
