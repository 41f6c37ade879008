"""Which session is due: a pure function of the course, what was played, and the patient's day.

It forgives. A day or a week that was missed passes; nothing is doubled to make up for it, and a
week with too little in it is lived again. The ceilings hold over any day and any seven days in a
row, whatever the course or the past says.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from sessions.course.ceilings import Played
from sessions.course.course import LoadedCourse
from sessions.course.period import Period, periods
from sessions.course.played_session import PlayedSession
from sessions.course.progression import Verdict, judge
from sessions.course.session import Place, course_session

_WEEK = timedelta(days=7)

Status: TypeAlias = Literal["due", "later", "waits_for_therapist", "finished"]
Reason: TypeAlias = Literal[
    "first",
    "next",
    "day_done",
    "day_off",
    "week_done",
    "soon",
    "ceiling",
    "pain_today",
    "safety_hold",
    "rules_not_met",
    "finished",
]


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be played now, if anything."""

    status: Status
    reason: Reason
    place: Place | None
    """The next session's place; None where the course is finished or waits."""
    why: str
    """One sentence for the therapist."""
    not_before: datetime | date | None = None
    """When to look again, where it is later."""
    verdicts: tuple[Verdict, ...] = field(default=())
    """How the rules of the phase stand, where they were asked."""


def what_is_due(
    loaded: LoadedCourse, past: Sequence[PlayedSession], now: datetime, patient_code: str
) -> Due:
    """Return what is due at `now`, the patient's own clock, after these sessions, oldest first.

    Raises:
        PlanError: the course needs its sealed key, and it is missing.
    """
    laid_out = periods(loaded, patient_code)
    name = loaded.course.name
    ours = [s for s in past if s.planned and s.place is not None and s.place.course == name]
    counted = [s for s in ours if s.counts]
    held = _held(loaded, ours)
    if held is not None:
        return held
    where = _next_place(loaded, laid_out, counted, list(past), now.date())
    if isinstance(where, Due):
        return where
    place, verdicts = where
    period = laid_out[place.period]
    hindrance = _not_now(loaded, period, place, ours, list(past), now, patient_code)
    if hindrance is not None:
        return hindrance
    words = f"week {place.week}, session {place.in_week} of {place.of_week}"
    if not counted:
        return Due("due", "first", place, f"{words}: the first session of the course")
    days = (now.date() - counted[-1].day).days
    ago = {0: "earlier today", 1: "yesterday"}.get(days, f"{days} days ago")
    return Due("due", "next", place, f"{words}: the last one was {ago}", verdicts=verdicts)


def _next_place(
    loaded: LoadedCourse,
    laid_out: Sequence[Period],
    counted: Sequence[PlayedSession],
    past: Sequence[PlayedSession],
    today: date,
) -> tuple[Place, tuple[Verdict, ...]] | Due:
    """Return the place of the next session, or that there is none."""
    if not counted:
        return Place(0, 1, 1, laid_out[0].phase.per_week, 1), ()
    number = len(counted) + 1
    index = _index_of(laid_out, counted[-1])
    last = counted[-1].place
    assert last is not None
    week = [s for s in counted if s.place is not None and s.place.week == last.week]
    if today < week[0].day + _WEEK:
        return Place(index, last.week, len(week) + 1, laid_out[index].phase.per_week, number), ()
    over, verdicts = _phase_over(loaded, laid_out[index], counted, past)
    if over is None:
        told = "; ".join(verdict.why for verdict in verdicts)
        why = f"phase {laid_out[index].phase.name} has lasted its longest: {told}"
        return Due("waits_for_therapist", "rules_not_met", None, why, verdicts=verdicts)
    if over:
        index += 1
    if index == len(laid_out):
        why = f"the course is finished: {len(counted)} sessions played"
        return Due("finished", "finished", None, why)
    return Place(index, last.week + 1, 1, laid_out[index].phase.per_week, number), verdicts


def _index_of(laid_out: Sequence[Period], session: PlayedSession) -> int:
    """Return the period a session was played in; in a course that was changed, what stands for it.

    A phase that is gone from the course is taken as the first one: better too easy than too hard.
    """
    place = session.place
    assert place is not None
    same = [i for i, p in enumerate(laid_out) if p.phase.name == place.phase]
    exact = [i for i in same if laid_out[i].number == place.period]
    return (exact or same or [0])[0]


def _phase_over(
    loaded: LoadedCourse,
    period: Period,
    counted: Sequence[PlayedSession],
    past: Sequence[PlayedSession],
) -> tuple[bool | None, tuple[Verdict, ...]]:
    """Return whether the period is over; None where it lasted its longest and rules do not hold."""
    phase = period.phase
    in_phase = [s for s in counted if s.place is not None and s.place.phase == phase.name]
    in_period = [s for s in in_phase if s.place is not None and s.place.period == period.number]
    weeks: dict[int, int] = {}
    for session in in_period:
        assert session.place is not None
        weeks[session.place.week] = weeks.get(session.place.week, 0) + 1
    needed = math.ceil(phase.counts_from * phase.per_week)
    full = sum(played >= needed for played in weeks.values())
    out_of_time = len(weeks) >= phase.longest(period.weeks)
    if not phase.go_on_when:
        return full >= period.weeks or out_of_time, ()
    if phase.name in loaded.course.released:
        return True, (Verdict(True, "released by the therapist"),)
    verdicts = tuple(judge(rule, in_phase=in_phase, so_far=past) for rule in phase.go_on_when)
    if all(verdict.holds for verdict in verdicts):
        return full >= phase.earliest or out_of_time, verdicts
    if not out_of_time:
        return False, verdicts
    return (True if phase.if_not == "go_on" else None), verdicts


def _held(loaded: LoadedCourse, ours: Sequence[PlayedSession]) -> Due | None:
    """Return that the therapist is to look first, where pain ended too many sessions in a row."""
    in_a_row = 0
    for session in reversed(ours):
        assert session.place is not None
        if session.ended != "safety" or session.place.version != loaded.course.version:
            break
        in_a_row += 1
    if in_a_row < loaded.course.hold_after_safety_ends:
        return None
    why = (
        f"the last {in_a_row} sessions ended because of pain: the therapist looks first, then "
        "raises the course's version"
    )
    return Due("waits_for_therapist", "safety_hold", None, why)


def _not_now(
    loaded: LoadedCourse,
    period: Period,
    place: Place,
    ours: Sequence[PlayedSession],
    past: Sequence[PlayedSession],
    now: datetime,
    patient_code: str,
) -> Due | None:
    """Return why the next session waits, or None where nothing keeps it."""
    phase, most, today = period.phase, loaded.course.ceilings, now.date()
    tomorrow = today + timedelta(days=1)

    def later(reason: Reason, why: str, not_before: datetime | date) -> Due:
        return Due("later", reason, place, why, not_before)

    todays = [s for s in ours if s.day == today]
    if any(s.ended == "safety" for s in todays):
        return later("pain_today", "today's session ended because of pain", tomorrow)
    counted = [s for s in ours if s.counts]
    if place.in_week > place.of_week:
        begins = next(s.day for s in counted if s.place and s.place.week == place.week) + _WEEK
        return later(
            "week_done", f"the {place.of_week} sessions of week {place.week} are done", begins
        )
    done_today = sum(s.counts for s in todays)
    if done_today >= min(phase.per_day, most.sessions_per_day):
        return later("day_done", f"today's {done_today} of {phase.per_day} is done", tomorrow)
    if counted and 0 < (today - counted[-1].day).days <= phase.days_between:
        free = counted[-1].day + timedelta(days=phase.days_between + 1)
        return later("day_off", f"{phase.days_between} days off between sessions", free)
    if todays:
        free_at = todays[-1].ended_at + timedelta(hours=most.hours_between)
        if now < free_at:
            return later("soon", f"{most.hours_between:g} h between sessions", free_at)
    minutes = course_session(loaded, period, place, patient_code).plan.dose.minutes
    played = [Played(s.day, s.minutes, s.counts and s in ours) for s in past]
    if not most.room_on(today, minutes, played):
        free_on = most.first_day_with_room(today, minutes, played)
        return later("ceiling", "the course's ceiling for a day or for seven days", free_on)
    return None
