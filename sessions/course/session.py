"""The plan of one session of a course, as it is played and logged."""

from dataclasses import dataclass

from sessions.blocks.registry import AT_REST, Block
from sessions.course.course import LoadedCourse
from sessions.course.draw import drawn_order
from sessions.course.gmi import GmiRule
from sessions.course.period import Period, seed_of
from sessions.course.phase import Phase
from sessions.course.place import CoursePlace
from sessions.plan.plan import LoadedPlan, Plan


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the course: the position that a session has or would have."""

    period: int
    """Index into the patient's periods."""
    week: int
    in_week: int
    of_week: int
    number: int


def course_session(
    loaded: LoadedCourse, period: Period, place: Place, patient_code: str
) -> LoadedPlan:
    """Return the plan of the session at this place, for this patient.

    An arm's session bears its blinded label, where another bears its own name and title.

    Raises:
        PlanError: the course needs its sealed key, and it is missing.
    """
    course, phase = loaded.course, period.phase
    seed = seed_of(loaded)
    words = (phase.name, patient_code, str(place.week))
    keys = period.sessions
    week = tuple(keys[i % len(keys)] for i in range(phase.per_week))
    if phase.order == "random":
        week = drawn_order(week, seed, "order", *words)
    key = week[(place.in_week - 1) % len(week)]
    plan = course.sessions[key]
    if period.label:
        plan = _blinded(plan, course.title if phase.title is None else phase.title, period.label)
    if phase.block_order == "random":
        blocks = _mixed(plan.blocks, seed, "blocks", *words, str(place.in_week))
        plan = plan.model_copy(update={"blocks": blocks})
    return LoadedPlan(
        plan=plan,
        sha256=plan.sha256(),
        source_name=loaded.source_name,
        place=_logged(loaded, period, place, key),
        gmi=next((rule for rule in phase.go_on_when if isinstance(rule, GmiRule)), None),
    )


def _blinded(plan: Plan, title: dict[str, str], label: str) -> Plan:
    return plan.model_copy(update={"name": label, "title": title})


def _mixed(blocks: tuple[Block, ...], seed: str, *words: str) -> tuple[Block, ...]:
    """Return the blocks with the exercises in a drawn order and every rest where it was."""
    exercises = [i for i, block in enumerate(blocks) if block.exercise not in AT_REST]
    order = dict(zip(exercises, drawn_order(exercises, seed, *words), strict=True))
    return tuple(blocks[order.get(i, i)] for i in range(len(blocks)))


def _logged(loaded: LoadedCourse, period: Period, place: Place, key: str) -> CoursePlace:
    phase: Phase = period.phase
    return CoursePlace(
        course=loaded.course.name,
        version=loaded.course.version,
        sha256=loaded.sha256,
        phase=phase.name,
        period=period.number,
        week=place.week,
        in_week=place.in_week,
        of_week=place.of_week,
        number=place.number,
        session="" if period.label else key,
        arm=period.label,
        key_sha256="" if loaded.key is None else loaded.key.sha256(),
    )
