"""The ready courses that come with the program, found by name; and a course or plan by either."""

from pathlib import Path

from game.home.plan_shelf import READY_PLANS, find_plan
from game.home.shelf import Shelf
from sessions.course.course import LoadedCourse, is_course, load_course, parse_course
from sessions.errors import PlanError
from sessions.plan.plan import LoadedPlan
from sessions.plan.text import read_plan_text

READY_COURSES = Shelf("courses", "course")


def find_course(name_or_path: str) -> LoadedCourse:
    """Return a course from a file, or a ready one by its name.

    Raises:
        PlanError: there is neither, or the course can't be used as it stands.
    """
    path = Path(name_or_path)
    if not path.exists() and name_or_path in READY_COURSES.names():
        return parse_course(READY_COURSES.text(name_or_path), source_name=f"{name_or_path}.toml")
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
        if name_or_path in READY_COURSES.names() and name_or_path not in READY_PLANS.names():
            return find_course(name_or_path)
        return find_plan(name_or_path)
    if is_course(read_plan_text(path), source_name=path.name):
        return load_course(path)
    return find_plan(name_or_path)
