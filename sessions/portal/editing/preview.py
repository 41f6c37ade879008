"""What a plan or a course asks of the patient, in words, before it is ordered."""

from dataclasses import dataclass

from pydantic import BaseModel

from sessions.course.course import Course
from sessions.plan.bounds import knowingly_incongruent
from sessions.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Preview:
    """Total dose, and step by step what the patient will do."""

    dose: str
    steps: tuple[str, ...]


def preview(document: Plan | Course) -> Preview:
    """Return what a document asks for."""
    return _course(document) if isinstance(document, Course) else _plan(document)


def _plan(plan: Plan) -> Preview:
    dose = plan.dose
    text = (
        f"{dose.minutes:.0f} minutes, {dose.moving_minutes:.0f} of them moving; "
        f"{dose.repetitions} repetitions"
    )
    return Preview(text, tuple(_step(block) for block in plan.blocks))


def _step(block: BaseModel) -> str:
    name = str(getattr(block, "exercise", "")).replace("_", " ").capitalize()
    seconds = float(getattr(block, "ordered_s", 0.0))
    movements = ", ".join(m.replace("_", " ") for m in getattr(block, "movements", ()))
    incongruent = knowingly_incongruent(block)
    return (
        f"{name}, {lasting(seconds)}"
        + (f": {movements}" if movements else "")
        + (f" ({incongruent})" if incongruent else "")
    )


def lasting(seconds: float) -> str:
    """Return a time as it is said: ``25 s``, ``2 min``, ``1 min 50 s``."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def _course(course: Course) -> Preview:
    steps = []
    for phase in course.phases:
        sessions = ", ".join(phase.sessions) or "drawn by arm"
        steps.append(
            f"{phase.name}: {phase.weeks} weeks, {phase.per_week} sessions a week, "
            f"{course.week_minutes(phase):.0f} minutes a week ({sessions})"
        )
    for name, plan in course.sessions.items():
        steps += [f"{name}: {step}" for step in _plan(plan).steps]
    total = sum(course.week_minutes(phase) * phase.weeks for phase in course.phases)
    weeks = sum(phase.weeks for phase in course.phases)
    return Preview(f"at most {total:.0f} minutes over {weeks} weeks", tuple(steps))
