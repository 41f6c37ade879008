"""Several sessions together: learning, the trend of pain, and how pain and movement go along."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sessions.analysis.motor_learning import Learning, learning
from sessions.analysis.pain_and_movement import (
    OnePatientCorrelation,
    RepeatedCorrelation,
    one_patient_correlation,
    repeated_measures_correlation,
)
from sessions.analysis.sampling import Series
from sessions.analysis.session_outcomes import SessionOutcomes
from sessions.analysis.single_case import PhaseChange, combined_tau_u, phase_change
from sessions.analysis.trend import theil_sen
from sessions.asking.rating import Answer

SKILL = ("probe", "skill_index")
"""What learning is read from: the probe is the same in every session."""
_SECONDS_A_WEEK = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class CourseOutcomes:
    """One patient's sessions, oldest first."""

    patient_code: str
    sessions: tuple[SessionOutcomes, ...]
    minutes_done: float
    minutes_ordered: float
    repetitions_done: int
    repetitions_ordered: int
    pain_before_per_week: float | None
    """Change of pain at the session's start in a week, along a robust line; None under three."""
    pain_change_in_session: float | None
    """Median of after minus before."""
    learning: Learning
    """Of the probe's skill index; compare only sessions driven alike, as they are here."""
    learning_condition: str
    pain_and_skill: OnePatientCorrelation | None
    skill_and_later_pain: OnePatientCorrelation | None
    pain_against_first_phase: dict[str, PhaseChange]
    """Each later phase of a course by its name: pain at the session's start against the first's."""


def course_outcomes(sessions: Sequence[SessionOutcomes]) -> CourseOutcomes:
    """Return what one patient's sessions say together.

    Raises:
        ValueError: there are none, or they are of several patients.
    """
    if len({session.patient_code for session in sessions}) != 1:
        raise ValueError("sessions of exactly one patient are needed")
    ordered = tuple(sorted(sessions, key=lambda session: session.began_at))
    before = np.array([_number(session.pain_before) for session in ordered])
    after = np.array([_number(session.pain_after) for session in ordered])
    condition = _usual_condition(ordered)
    skills = [_skill(session, condition) for session in ordered]
    means = np.array([float(np.nanmean(s)) if np.isfinite(s).any() else np.nan for s in skills])
    return CourseOutcomes(
        patient_code=ordered[0].patient_code,
        sessions=ordered,
        minutes_done=sum(session.dose.minutes_done for session in ordered),
        minutes_ordered=sum(session.dose.minutes_ordered for session in ordered),
        repetitions_done=sum(session.dose.repetitions_done for session in ordered),
        repetitions_ordered=sum(session.dose.repetitions_ordered for session in ordered),
        pain_before_per_week=_per_week(ordered, before),
        pain_change_in_session=_middle(after - before),
        learning=learning(skills),
        learning_condition=condition,
        pain_and_skill=one_patient_correlation(before, means),
        skill_and_later_pain=one_patient_correlation(means, before, lag=1),
        pain_against_first_phase=_against_first_phase(ordered, before),
    )


def pain_and_skill_over_patients(courses: Sequence[CourseOutcomes]) -> RepeatedCorrelation | None:
    """Return how pain at the start and skill go together within patients; None with too few."""
    pain: list[float] = []
    skill: list[float] = []
    patients: list[str] = []
    for course in courses:
        for session in course.sessions:
            values = _skill(session, course.learning_condition)
            pain.append(_number(session.pain_before))
            skill.append(float(np.nanmean(values)) if np.isfinite(values).any() else np.nan)
            patients.append(course.patient_code)
    if not patients:
        return None
    return repeated_measures_correlation(np.array(pain), np.array(skill), patients)


def tau_u_over_patients(courses: Sequence[CourseOutcomes]) -> dict[str, float]:
    """Return each later phase's Tau-U of pain, over all patients who lived through it."""
    changes: dict[str, list[PhaseChange]] = {}
    for course in courses:
        for phase, change in course.pain_against_first_phase.items():
            changes.setdefault(phase, []).append(change)
    found = {phase: combined_tau_u(several) for phase, several in changes.items()}
    return {phase: tau_u for phase, tau_u in found.items() if tau_u is not None}


def _against_first_phase(
    sessions: Sequence[SessionOutcomes], before: Series
) -> dict[str, PhaseChange]:
    names = [session.phase for session in sessions]
    phases = list(dict.fromkeys(name for name in names if name))
    in_phase = {phase: before[[name == phase for name in names]] for phase in phases}
    found = {phase: phase_change(in_phase[phases[0]], in_phase[phase]) for phase in phases[1:]}
    return {phase: change for phase, change in found.items() if change is not None}


def _number(answer: Answer) -> float:
    return float(answer) if isinstance(answer, int) else float("nan")


def _usual_condition(sessions: Sequence[SessionOutcomes]) -> str:
    """Return the condition under which the probe was played most."""
    counts: dict[str, int] = {}
    for session in sessions:
        for measure in session.measures:
            if (measure.exercise, measure.measure) == SKILL:
                counts[measure.condition] = counts.get(measure.condition, 0) + len(measure.values)
    return max(counts, key=lambda condition: counts[condition], default="")


def _skill(session: SessionOutcomes, condition: str) -> Series:
    for measure in session.measures:
        if (measure.exercise, measure.measure, measure.condition) == (*SKILL, condition):
            return np.array([np.nan if value is None else value for value in measure.values])
    return np.empty(0)


def _per_week(sessions: Sequence[SessionOutcomes], before: Series) -> float | None:
    weeks = np.array(
        [(s.began_at - sessions[0].began_at).total_seconds() / _SECONDS_A_WEEK for s in sessions]
    )
    seen = np.isfinite(before)
    if int(seen.sum()) < 3 or float(np.ptp(weeks[seen])) == 0.0:
        return None
    return theil_sen(weeks[seen], before[seen])[0]


def _middle(values: Series) -> float | None:
    seen = values[np.isfinite(values)]
    return float(np.median(seen)) if len(seen) else None
