"""Works out, at home, what a patient is to play of a course: from the sessions kept there."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from game.app import players_for
from sessions.course.course import LoadedCourse
from sessions.course.period import Period, periods
from sessions.course.played_session import PlayedSession, played_sessions
from sessions.course.schedule import Due, what_is_due
from sessions.course.session import course_session
from sessions.errors import PlanError
from sessions.plan.plan import LoadedPlan


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one patient is in a course."""

    due: Due
    session: LoadedPlan | None
    """What to play now; None where nothing is due."""
    past: tuple[PlayedSession, ...]
    """Everything the patient played, oldest first."""
    laid_out: tuple[Period, ...]


def standing(loaded: LoadedCourse, root: Path, code: str, now: datetime) -> Standing:
    """Return where the patient is at `now`, their own clock.

    Raises:
        PlanError: the course needs its sealed key, and it is missing.
    """
    past = played_sessions(root, code)
    due = what_is_due(loaded, past, now, code)
    laid_out = periods(loaded, code)
    session = None
    if due.status == "due" and due.place is not None:
        session = course_session(loaded, laid_out[due.place.period], due.place, code)
    return Standing(due, session, past, laid_out)


def check_movements(loaded: LoadedCourse) -> None:
    """Make sure that everything the course's sessions name comes with the program.

    Raises:
        PlanError: a movement, a picture or a sensor doesn't exist; with its place in the course.
    """
    for name, plan in loaded.course.sessions.items():
        try:
            players_for(LoadedPlan(plan, plan.sha256(), loaded.source_name))
        except PlanError as error:
            raise PlanError(
                source_name=loaded.source_name,
                place=f"sessions.{name}.{error.place}",
                problem=error.problem,
            ) from None
