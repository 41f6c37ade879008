"""One patient at a glance: charts of pain, dose and movement, the body map, what was reported."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sessions.body.body_map import VIEWS, regions_of
from sessions.portal.models import Patient, ReceivedSession
from sessions.portal.review.charts import (
    Chart,
    PainPoint,
    dose_chart,
    measure_chart,
    pain_chart,
)
from sessions.portal.review.measures import summed_up

MOST_SESSIONS = 200
"""The newest ones are drawn; the list below the charts has them all."""
_LEAST_POINTS = 2
# What a therapist looks at first: exercise, measure, plain words, unit. A chart is drawn where
# there is something to draw.
_MEASURES = (
    ("laterality", "accuracy_share", "Left or right: right answers", "share"),
    ("laterality", "response_time_s", "Left or right: time to answer", "s"),
    ("probe", "block_skill_index", "Skill, in the same task each time", "index"),
    ("execution", "attempts_done_share", "Attempts by muscles that were done", "share"),
    ("motion_test", "completion_share", "Motion Test: movements read in time", "share"),
    ("tac_test", "completion_share", "Postures reached by muscles (TAC)", "share"),
    ("fitts_ring", "throughput_mean_bits_s", "Steering by muscles: throughput", "bits/s"),
    ("phantom_motor", "cycle_time_s", "Phantom and intact hand: time of a cycle", "s"),
    ("phantom_motor", "modulation_any_p_share", "Muscles go with the phantom: p", "p"),
    ("mirror", "range_of_motion_deg", "Range of motion in the mirror", "degrees"),
    ("mirror", "stroke_sparc", "Smoothness in the mirror", "SPARC"),
    ("reach", "movement_time_s", "Reaching: time of a movement", "s"),
    ("tapping", "tap_frequency_hz", "Finger tapping", "taps/s"),
)
_MOST_UNDER = 4
"""Lines in one chart; more would not be read."""
_MAP_QUESTIONS = {
    "where_phantom_pain": "phantom pain",
    "where_phantom_sensation": "phantom sensation",
    "where_residual_limb_pain": "pain in the residual limb",
    "where_pain": "pain",
}


@dataclass(frozen=True, slots=True)
class MappedRegion:
    """One region of the body map, as far as it was painted."""

    points: str
    """Corners for an SVG polygon."""
    name: str
    step: int
    """0 not painted, 1 a little, to 4 wholly: told apart by tone and by words."""
    percent: int


@dataclass(frozen=True, slots=True)
class BodyPicture:
    """One painted map: front and back."""

    title: str
    views: tuple[tuple[str, tuple[MappedRegion, ...]], ...]
    words: tuple[str, ...]
    """The same in words, the most first."""


@dataclass(frozen=True, slots=True)
class PatientReview:
    """Everything on a patient's page that is made from their sessions."""

    pain: Chart | None
    dose: Chart | None
    measures: tuple[Chart, ...]
    maps: tuple[BodyPicture, ...]
    events: tuple[tuple[str, str], ...]
    """Adverse events: the day and what."""


def patient_review(patient: Patient) -> PatientReview:
    """Make the review of a patient from the newest sessions."""
    newest = patient.sessions.filter(started_at__isnull=False).order_by("-started_at")
    sessions = list(reversed(newest[:MOST_SESSIONS]))
    changes = [
        (version.ordered_at.strftime("%Y-%m-%dT%H:%M"), f"plan {version.number}")
        for version in patient.plan_versions.order_by("ordered_at")
    ]
    points = _pain_points(sessions)
    return PatientReview(
        pain=pain_chart(points, changes) if points else None,
        dose=dose_chart(_weeks(sessions)) if sessions else None,
        measures=tuple(_measures(sessions)),
        maps=_maps(sessions),
        events=_events(sessions),
    )


def _own(session: ReceivedSession) -> str:
    return session.own_time.isoformat() if session.own_time is not None else ""


def _pain_points(sessions: Sequence[ReceivedSession]) -> list[PainPoint]:
    return [
        PainPoint(_own(session), what, when, _answer(session.said(what, moment)))
        for session in sessions
        for what in ("intensity", "unpleasantness")
        for when, moment in (("before", "session_start"), ("after", "session_end"))
    ]


def _answer(value: object) -> int | str:
    return value if isinstance(value, int) else str(value).replace("_", " ")


def _weeks(sessions: Sequence[ReceivedSession]) -> list[tuple[str, float, float]]:
    """Return minutes asked for and done by week; weeks without a session are there, empty."""
    asked: defaultdict[date, float] = defaultdict(float)
    done: defaultdict[date, float] = defaultdict(float)
    for session in sessions:
        if session.own_time is not None:
            monday = session.own_time.date() - timedelta(days=session.own_time.weekday())
            asked[monday] += session.minutes_ordered
            done[monday] += session.minutes_done
    if not asked:
        return []
    first, last = min(asked), max(asked)
    mondays = [first + timedelta(weeks=i) for i in range((last - first).days // 7 + 1)]
    return [(f"{day:%d %b}", asked[day], done[day]) for day in mondays]


def _measures(sessions: Sequence[ReceivedSession]) -> list[Chart]:
    charts = []
    for exercise, measure, title, unit in _MEASURES:
        points = [
            (_own(session), str(row["condition"]).replace("_", " ") or "all", float(row["mean"]))
            for session in sessions
            for row in summed_up(session.outcomes)
            if row["exercise"] == exercise and row["measure"] == measure and row["mean"] is not None
        ]
        often: defaultdict[str, int] = defaultdict(int)
        for _, under, _ in points:
            often[under] += 1
        kept = sorted(often, key=lambda under: (-often[under], under))[:_MOST_UNDER]
        points = [
            point for point in points if point[1] in kept and often[point[1]] >= _LEAST_POINTS
        ]
        if points:
            charts.append(measure_chart(title, unit, points))
    return charts


def _maps(sessions: Sequence[ReceivedSession]) -> tuple[BodyPicture, ...]:
    """Return the first and the newest map of each question."""
    found: defaultdict[str, list[tuple[str, dict[str, float]]]] = defaultdict(list)
    for session in sessions:
        for answer in session.answers:
            value = answer["value"]
            if answer["quantity"] in _MAP_QUESTIONS and isinstance(value, dict):
                found[answer["quantity"]].append((_own(session), value.get("regions", {})))
    pictures = []
    for question, painted in found.items():
        ends = painted[:1] if len(painted) == 1 else [painted[0], painted[-1]]
        for at, shares in ends:
            day = date.fromisoformat(at[:10])
            pictures.append(body_picture(f"{_MAP_QUESTIONS[question]}, {day:%d %b %Y}", shares))
    return tuple(pictures)


def body_picture(title: str, shares: dict[str, float]) -> BodyPicture:
    """Return a painted map, front and back, the patient's left and right named."""
    views = []
    words: list[tuple[float, str]] = []
    for view in VIEWS:
        mapped = []
        for region in regions_of(view):
            share = float(shares.get(region.id, 0.0))
            name = region.name_in("en")
            mapped.append(
                MappedRegion(
                    region.svg_points, name, min(4, -int(-share * 4 // 1)), round(100 * share)
                )
            )
            if share > 0.0:
                words.append((share, f"{name}, {view}: {share:.0%}"))
        views.append((view, tuple(mapped)))
    words.sort(key=lambda pair: (-pair[0], pair[1]))
    return BodyPicture(title, tuple(views), tuple(text for _, text in words))


def _events(sessions: Sequence[ReceivedSession]) -> tuple[tuple[str, str], ...]:
    found = []
    for session in reversed(sessions):
        for answer in session.answers:
            value = answer["value"]
            if answer["quantity"] == "adverse_events" and isinstance(value, dict):
                chosen = [w for w in value.get("chosen", ()) if w != "none"]
                if chosen and session.own_time is not None:
                    named = ", ".join(word.replace("_", " ") for word in chosen)
                    found.append((f"{session.own_time:%d %b %Y}", named))
    return tuple(found)
