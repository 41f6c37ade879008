"""A course laid out for one patient: phases split into periods, and everything drawn that is drawn.

The draws come from the sealed key's seed and the patient's code, so a patient's course is settled
from the start and the same on every computer, and another patient's is another.
"""

from dataclasses import dataclass

from sessions.course.course import LoadedCourse
from sessions.course.draw import drawn_below, drawn_order
from sessions.course.key import KEY_SUFFIX
from sessions.course.phase import Phase
from sessions.errors import PlanError


@dataclass(frozen=True, slots=True)
class Period:
    """Some weeks of the same kind of sessions."""

    phase: Phase
    number: int
    """Which of the phase's periods, from 1."""
    weeks: int
    sessions: tuple[str, ...]
    """Of one week, as the course names them."""
    label: str = ""
    """The blinded label of the arm; empty where there is none."""


def periods(loaded: LoadedCourse, patient_code: str) -> tuple[Period, ...]:
    """Return the patient's periods, in order.

    Raises:
        PlanError: something is drawn, and the course's sealed key is missing.
    """
    seed = seed_of(loaded)
    laid_out: list[Period] = []
    for phase in loaded.course.phases:
        weeks = phase.weeks
        if phase.weeks_drawn:
            which = drawn_below(len(phase.weeks_drawn), seed, "weeks", phase.name, patient_code)
            weeks = phase.weeks_drawn[which]
        for number, arm in enumerate(_arms(loaded, phase, patient_code, seed), start=1):
            laid_out.append(_period(loaded, phase, number, weeks, arm))
    return tuple(laid_out)


def seed_of(loaded: LoadedCourse) -> str:
    """Return what draws come from: the sealed seed, or the course's hash where nothing is secret.

    Raises:
        PlanError: the course needs its sealed key, and it is missing.
    """
    if loaded.key is not None:
        return loaded.key.seed
    if loaded.needs_key:
        raise PlanError(
            source_name=loaded.source_name,
            place="",
            problem=(
                "this course draws by a sealed key, and there is none beside it: put "
                f"{loaded.course.name}{KEY_SUFFIX} there, or make one with `mirrorlimb course seal`"
            ),
        )
    return loaded.sha256


def _arms(loaded: LoadedCourse, phase: Phase, code: str, seed: str) -> tuple[str, ...]:
    """Return one arm for each period of the phase; empty names where it has none."""
    design = loaded.course.design
    if design is None or not phase.has_arms:
        return ("",)
    arms = sorted(design.arms)
    if phase.periods is None:
        return (arms[drawn_below(len(arms), seed, "arm", phase.name, code)],)
    pairs = range(phase.periods // 2)
    return tuple(
        arm
        for pair in pairs
        for arm in drawn_order(arms, seed, "pair", phase.name, code, str(pair))
    )


def _period(loaded: LoadedCourse, phase: Phase, number: int, weeks: int, arm: str) -> Period:
    design = loaded.course.design
    if not arm or design is None or loaded.key is None:
        return Period(phase, number, weeks, phase.sessions)
    return Period(phase, number, weeks, design.arms[arm], loaded.key.label_of(arm))
