"""A course in plain lines, for whoever prescribes it."""

from collections.abc import Iterator

from game.home.course_desk import Standing
from sessions.course.course import LoadedCourse
from sessions.course.phase import Phase
from sessions.course.played_session import PlayedSession
from sessions.plan.bounds import knowingly_incongruent


def course_lines(loaded: LoadedCourse) -> Iterator[str]:
    """Say what a course orders."""
    course = loaded.course
    yield f"{course.title_in('en')}, version {course.version} ({loaded.source_name})"
    most = course.ceilings
    yield (
        f"  ceilings  {most.sessions_per_day} a day, {most.minutes_per_day:g} min; "
        f"{most.sessions_per_week} in seven days, {most.minutes_per_week:g} min"
    )
    for number, phase in enumerate(course.phases, start=1):
        yield f"  {number:2d}. {_phase(loaded, phase)}"
        for rule in phase.go_on_when:
            yield f"      goes on when: {rule.rule.replace('_', ' ')}"
    for name, plan in course.sessions.items():
        exercises = ", ".join(dict.fromkeys(b.exercise.replace("_", " ") for b in plan.blocks))
        yield f"  {name:<18} {plan.dose.minutes:4.0f} min  {exercises}"
        for said in dict.fromkeys(knowingly_incongruent(block) for block in plan.blocks):
            if said:
                yield f"      {said}"
    if course.design is not None:
        sealed = "its key is there" if loaded.key is not None else "its key is NOT there"
        yield f"  arms      {', '.join(course.design.labels)} (blinded labels; {sealed})"
    yield f"  hash      {loaded.sha256}"


def _phase(loaded: LoadedCourse, phase: Phase) -> str:
    weeks = "/".join(str(w) for w in phase.weeks_drawn) or str(phase.weeks)
    of = f" x {phase.periods} periods" if phase.periods else ""
    dose = loaded.course.week_minutes(phase)
    return (
        f"{phase.name:<16} {weeks} weeks{of}, {phase.per_week} sessions a week: up to "
        f"{dose:.0f} min a week"
    )


def standing_lines(loaded: LoadedCourse, standing: Standing, code: str) -> Iterator[str]:
    """Say where a patient is, what was done each week, and what is due."""
    name = loaded.course.name
    ours = [s for s in standing.past if s.place is not None and s.place.course == name]
    yield f"Patient {code}: {sum(s.counts for s in ours)} sessions played"
    for week in sorted({s.place.week for s in ours if s.place is not None}):
        yield _week(week, [s for s in ours if s.place is not None and s.place.week == week])
    due = standing.due
    yield f"  {due.status.replace('_', ' ')}: {due.why}"
    if due.not_before is not None:
        yield f"  not before {due.not_before:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    for verdict in due.verdicts:
        yield f"  {'holds' if verdict.holds else 'does not hold yet'}: {verdict.why}"
    if standing.session is not None:
        plan = standing.session.plan
        yield f"  to be played: {plan.title_in('en')}, {plan.dose.minutes:.0f} min"


def _week(week: int, sessions: list[PlayedSession]) -> str:
    first = sessions[0].place
    assert first is not None
    pains = [str(s.pain_at_start) for s in sessions if s.pain_at_start is not None]
    label = f"{first.phase}{f' {first.arm}' if first.arm else ''}"
    done = sum(s.counts for s in sessions)
    minutes, ordered = sum(s.minutes for s in sessions), sum(s.ordered_s for s in sessions) / 60
    return (
        f"  week {week:2d}  {label:<16} {done} of {first.of_week} sessions, "
        f"{minutes:.0f} of {ordered:.0f} min; pain at the start {' '.join(pains) or 'not answered'}"
    )
