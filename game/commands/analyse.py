"""`mirrorlimb analyse`: what one or several sessions measured, as a table and as JSON."""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from game.commands.phantom_drawing import draw_phantom
from sessions.analysis.course_outcomes import (
    CourseOutcomes,
    course_outcomes,
    pain_and_skill_over_patients,
    tau_u_over_patients,
)
from sessions.analysis.pain_and_movement import OnePatientCorrelation, RepeatedCorrelation
from sessions.analysis.phantom_report import phantom_lines
from sessions.analysis.session_outcomes import SessionOutcomes, read_outcomes
from sessions.asking.rating import Answer
from sessions.errors import LogError
from sessions.folder.session_folder import EVENTS_NAME


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.add_argument(
        "folders",
        metavar="FOLDER",
        type=Path,
        nargs="+",
        help="a session's folder (ses-...), or one that holds sessions",
    )
    parser.add_argument(
        "--json", metavar="FILE", type=Path, help="write everything there too; - for the screen"
    )
    parser.add_argument(
        "--picture",
        metavar="FILE",
        type=Path,
        help="draw the muscles over a phantom movement there, .svg or .png: one patient's newest "
        "session over the first of those given",
    )
    parser.add_argument(
        "--no-recording",
        action="store_true",
        help="leave the recordings out: quicker, and no range of motion of the whole session",
    )
    return run


def run(arguments: argparse.Namespace) -> int:
    """Print the outcomes."""
    folders = list(session_folders(arguments.folders))
    sessions = [
        read_outcomes(folder, with_recording=not arguments.no_recording) for folder in folders
    ]
    by_patient: defaultdict[str, list[SessionOutcomes]] = defaultdict(list)
    for session in sessions:
        by_patient[session.patient_code].append(session)
    courses = [course_outcomes(own) for _, own in sorted(by_patient.items())]
    together = pain_and_skill_over_patients(courses) if len(courses) > 1 else None
    if arguments.picture is not None:
        for why in draw_phantom(courses, arguments.picture):
            print(why, file=sys.stderr)
    to_screen = arguments.json is not None and str(arguments.json) == "-"
    if arguments.json is not None:
        text = json.dumps(as_json(courses, together), indent=2, ensure_ascii=False) + "\n"
        if to_screen:
            sys.stdout.write(text)
        else:
            arguments.json.write_text(text, encoding="utf-8")
    if not to_screen:
        for line in report(courses, together):
            print(line)
    return 0


def session_folders(given: list[Path]) -> Iterator[Path]:
    """Yield every session's folder among and below those given, each once, by name.

    Raises:
        LogError: one of them holds no session.
    """
    seen: set[Path] = set()
    for folder in given:
        events = [folder / EVENTS_NAME, *folder.rglob(f"ses-*/{EVENTS_NAME}")]
        found = sorted(path.parent for path in events if path.exists())
        if not found:
            raise LogError(f"{folder} holds no session: give a folder ses-..., or one above it")
        for path in found:
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield path


def report(courses: list[CourseOutcomes], together: RepeatedCorrelation | None) -> Iterator[str]:
    """Yield the lines to print."""
    for course in courses:
        yield f"Patient {course.patient_code}: {_times(len(course.sessions), 'session')}"
        yield from _sessions(course)
        for session in course.sessions:
            yield from _measures(session)
        if len(course.sessions) > 1:
            yield from _course(course)
        yield ""
    if len(courses) > 1:
        for phase, tau_u in tau_u_over_patients(courses).items():
            yield f"{phase} against the first phase, pain over patients: Tau-U {tau_u:+.2f}"
    if together is not None:
        yield "Pain at the start and skill, within patients"
        yield (
            f"  r {together.r:+.2f} ({together.low:+.2f} to {together.high:+.2f}), "
            f"p {together.p:.3g}, {_times(together.patients, 'patient')}"
        )
        yield f"  {together.caution}"


def _sessions(course: CourseOutcomes) -> Iterator[str]:
    yield f"  {'began':<17} {'plan':<22} {'minutes':>13} {'repetitions':>12}  pain   ended"
    for session in course.sessions:
        dose = session.dose
        minutes = f"{dose.minutes_done:.1f} of {dose.minutes_ordered:.1f}"
        repetitions = f"{dose.repetitions_done} of {dose.repetitions_ordered}"
        pain = f"{_pain(session.pain_before)}>{_pain(session.pain_after)}"
        yield (
            f"  {session.began_at:%Y-%m-%d %H:%M}  {session.plan:<22.22} {minutes:>13} "
            f"{repetitions:>12}  {pain:<6} {session.ended.replace('_', ' ')}"
        )


def _measures(session: SessionOutcomes) -> Iterator[str]:
    if not session.measures and session.movement is None:
        return
    yield ""
    yield f"  {session.began_at:%Y-%m-%d %H:%M}  {session.folder}"
    for exercise, dose in session.dose_by_exercise.items():
        yield f"    {exercise}: {dose.minutes_done:.1f} of {dose.minutes_ordered:.1f} min"
    for measure in session.measures:
        name = f"{measure.exercise} {measure.measure}"
        known, values = len(measure.known), len(measure.values)
        mean = "not measured" if measure.mean is None else f"{measure.mean:.4g}"
        count = f"mean of {known}" if known > 1 else ""
        missing = f", {values - known} not measured" if 0 < known < values else ""
        yield f"    {name:<38.38} {mean:>13}  {measure.condition:<34} {count}{missing}".rstrip()
    yield from phantom_lines(session)
    movement = session.movement
    if movement is not None:
        rate = "" if movement.rate_hz is None else f" at {movement.rate_hz:.0f} Hz"
        yield f"    whole recording: {movement.poses} poses{rate}; ranges of motion, degrees:"
        listed = ", ".join(f"{name} {deg:.0f}" for name, deg in movement.ranges_deg.items())
        yield f"      {listed}"


def _course(course: CourseOutcomes) -> Iterator[str]:
    yield ""
    yield "  Over the sessions"
    yield (
        f"    dose         {course.minutes_done:.0f} of {course.minutes_ordered:.0f} min, "
        f"{course.repetitions_done} of {course.repetitions_ordered} repetitions"
    )
    if course.pain_before_per_week is not None:
        yield f"    pain         {course.pain_before_per_week:+.2f} a week, at the session's start"
    if course.pain_change_in_session is not None:
        yield f"    in a session {course.pain_change_in_session:+.1f}, median of after minus before"
    skill = course.learning
    if skill.sessions:
        yield f"    skill        {_or_dash(skill.first)} first, {_or_dash(skill.last)} last session"
        yield (
            f"                 {_signed(skill.within_slope)} a sequence within a session, "
            f"{_signed(skill.retention)} overnight, {_signed(skill.between_slope)} a session"
        )
        spread = _or_dash(skill.variability)
        yield f"                 variability {spread}; {course.learning_condition}"
    for phase, change in course.pain_against_first_phase.items():
        yield (
            f"    {phase} against the first phase, pain: Tau-U {change.tau_u:+.2f}, NAP "
            f"{change.nap:.2f} of {change.baseline_values} and {change.treatment_values} sessions "
            "(better is positive, above 0.5)"
        )
    yield from _correlation("pain and skill", course.pain_and_skill)
    yield from _correlation("skill and the next session's pain", course.skill_and_later_pain)


def _correlation(name: str, found: OnePatientCorrelation | None) -> Iterator[str]:
    if found is not None:
        yield (
            f"    {name}: r {found.r:+.2f} ({found.low:+.2f} to {found.high:+.2f}), "
            f"{_times(found.sessions, 'session')}"
        )
        yield f"      {found.caution}"


def as_json(
    courses: list[CourseOutcomes], together: RepeatedCorrelation | None
) -> dict[str, object]:
    """Return everything as JSON objects; what could not be measured is null."""
    return {
        "patients": [_plain(asdict(course)) for course in courses],
        "pain_tau_u_over_patients": tau_u_over_patients(courses),
        "pain_and_skill_within_patients": None if together is None else asdict(together),
    }


def _plain(value: object) -> object:
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case datetime():
            return value.isoformat()
        case float() if value != value:
            return None
        case _:
            return value


def _pain(answer: Answer) -> str:
    return str(answer) if isinstance(answer, int) else "-"


def _or_dash(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.3f}"


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
