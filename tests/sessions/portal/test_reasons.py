"""When a patient needs somebody, as a table of cases; and who has seen it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from sessions.portal.models import Alert, Patient
from sessions.portal.review.alerts import refresh
from sessions.portal.review.reasons import SessionFacts, reasons
from tests.fakes.played_session import played_session
from tests.sessions.portal.received import received

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def fact(days_ago: float, before: int | None = 5, **more: object) -> SessionFacts:
    usual: dict[str, object] = {"minutes_ordered": 15.0, "minutes_done": 15.0}
    return SessionFacts(
        id=f"s{days_ago}",
        started_at=NOW - timedelta(days=days_ago),
        intensity_before=before,
        **(usual | more),  # type: ignore[arg-type]
    )


def month(*pain: int | None) -> list[SessionFacts]:
    """One session every other day, the last one yesterday."""
    return [fact(1 + 2 * (len(pain) - 1 - i), value) for i, value in enumerate(pain)]


def moods(*mood: int) -> list[SessionFacts]:
    """One session every other day with pain as ever, the last one yesterday."""
    return [
        fact(1 + 2 * (len(mood) - 1 - i), states={"mood": value}) for i, value in enumerate(mood)
    ]


CASES: list[tuple[str, list[SessionFacts], list[str]]] = [
    ("nothing has come", [], []),
    ("all is well", month(5, 5, 4, 5, 5, 5, 4, 4), []),
    ("pain is up over three sessions", month(4, 4, 5, 4, 4, 6, 7, 6), ["pain_up"]),
    ("pain is up once and down again", month(4, 4, 5, 4, 4, 6, 7, 4), []),
    ("pain is high but was so from the start", month(8, 8, 9, 8, 8, 9, 9, 9), []),
    ("too few sessions to know what is usual", month(2, 2, 2, 6, 6, 6), []),
    ("questions left out are no zeros", month(4, None, 4, 5, 4, 4, None, 6, 6, 7), ["pain_up"]),
    ("mood is worse over three sessions", moods(7, 6, 7, 8, 7, 5, 4, 5), ["state"]),
    ("mood is better", moods(3, 3, 4, 3, 3, 7, 7, 7), []),
    ("mood was worse once", moods(7, 6, 7, 8, 7, 5, 7, 5), []),
    ("mood was low from the start", moods(2, 2, 2, 2, 2, 2, 1, 2), []),
    (
        "tired and dizzy more than usual is one reason",
        [
            fact(1 + 2 * i, states={"fatigue": worse, "dizziness": worse - 1})
            for i, worse in enumerate((6, 7, 6, 2, 2, 3, 2, 2))
        ],
        ["state"],
    ),
    ("nothing for nine days", [fact(9), fact(10), fact(11)], ["silent"]),
    ("half of the week's dose", [fact(d, minutes_done=5.0) for d in (1, 2, 3)], ["missed_dose"]),
    ("a rule ended it", [fact(1, stopped_by_rule="pain is 9")], ["stop_rule"]),
    ("a rule ended it a month ago", [fact(30, stopped_by_rule="pain is 9"), fact(1)], []),
    ("an adverse event", [fact(1, adverse_events=("freezing",))], ["adverse_event"]),
    (
        "the limb is late again and again",
        [fact(d, latency_verdict="bad") for d in (1, 2, 3)],
        ["late"],
    ),
    ("the limb was late once", [fact(1, latency_verdict="bad"), fact(2), fact(3)], []),
    ("the camera does not see the hand", [fact(d, tracked_share=0.3) for d in (1, 2)], ["unseen"]),
    (
        "the weightiest comes first",
        [fact(1, adverse_events=("nausea",), stopped_by_rule="pain is 9"), fact(2)],
        ["adverse_event", "stop_rule"],
    ),
]


@pytest.mark.parametrize(("case", "sessions", "kinds"), CASES, ids=[case[0] for case in CASES])
def test_reasons_to_look(case: str, sessions: list[SessionFacts], kinds: list[str]) -> None:
    found = reasons(sessions, NOW)
    assert [reason.kind for reason in found] == kinds
    assert all(reason.sentence.endswith(".") for reason in found)


def test_a_reason_says_the_numbers_behind_it() -> None:
    (reason,) = reasons(month(4, 4, 5, 4, 4, 6, 7, 6), NOW)
    assert reason.sentence == "Pain before the last 3 sessions was 6, 7, 6; at first it was 4."


@pytest.fixture
def worse(patient: Patient, tmp_path: Path) -> Patient:
    """A patient whose pain has gone up, session by session, as it arrived."""
    for i, before in enumerate((3, 3, 4, 3, 3, 6, 6, 7)):
        at = datetime.now(UTC).astimezone() - timedelta(days=8 - i, hours=1)
        received(played_session(tmp_path, at=at, before=before), patient)
    patient.refresh_from_db()
    return patient


def test_the_list_begins_with_whoever_needs_somebody_and_says_why(
    worse: Patient, therapist: Client
) -> None:
    calm = Patient.objects.create(clinic=worse.clinic, code="A01", last_session_at=NOW)
    page = therapist.get(reverse("patients")).content.decode()
    assert page.index(worse.code) < page.index(calm.code)
    assert "pain is up" in page


def test_what_one_has_seen_is_seen_and_comes_back_only_with_another_reason(
    worse: Patient, therapist: Client, tmp_path: Path
) -> None:
    alert = Alert.objects.get(patient=worse, kind="pain_up", resolved_at=None)
    assert worse.attention > 0
    therapist.post(reverse("alert_seen", args=[alert.pk]))
    worse.refresh_from_db()
    assert worse.attention == 0
    assert (
        "seen by therapist0" in therapist.get(reverse("patient", args=[worse.pk])).content.decode()
    )
    refresh(worse, datetime.now(UTC))
    worse.refresh_from_db()
    assert worse.attention == 0
    at = datetime.now(UTC).astimezone() - timedelta(minutes=30)
    received(played_session(tmp_path, at=at, before=3), patient=worse)
    alert.refresh_from_db()
    assert alert.resolved_at is not None
