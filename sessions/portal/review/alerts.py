"""Keeps a patient's open alerts as the reasons of the moment say, and who has seen them."""

from datetime import datetime

from django.db import transaction

from sessions.portal.models import Alert, Patient, ReceivedSession
from sessions.portal.review.reasons import SHORT, STATES, Reason, SessionFacts, reasons

_COLUMNS = (
    "id",
    "started_at",
    "intensity_before",
    "minutes_ordered",
    "minutes_done",
    "answers",
    "safety",
    "told",
    "ended",
    "latency_verdict",
    "tracked_share",
)


@transaction.atomic
def refresh(patient: Patient, now: datetime) -> tuple[Reason, ...]:
    """Bring a patient's alerts up to date; return the reasons that hold now.

    An alert whose reason no longer holds is resolved and kept. One that holds on stays the same
    alert, so that whoever has seen it is not asked again.
    """
    found = reasons(_facts(patient), now)
    unresolved = {_key(a.kind, a.session_id): a for a in patient.alerts.filter(resolved_at=None)}
    for reason in found:
        known = unresolved.pop(_key(reason.kind, reason.session), None)
        facts = {**reason.facts, "sentence": reason.sentence}
        if known is None:
            Alert.objects.create(
                patient=patient,
                session_id=reason.session,
                kind=reason.kind,
                weight=reason.weight,
                facts=facts,
                raised_at=now,
            )
        elif known.facts != facts:
            known.facts = facts
            known.save(update_fields=["facts"])
    for gone in unresolved.values():
        gone.resolved_at = now
        gone.save(update_fields=["resolved_at"])
    _note(patient)
    return found


def mark_seen(alert: Alert, staff: object) -> None:
    """Write down that somebody has seen an alert; the list no longer begins with it."""
    alert.seen.get_or_create(staff=staff)
    _note(alert.patient)


def refresh_all(now: datetime) -> int:
    """Bring every patient's alerts up to date, for what did not come; return how many there are."""
    patients = Patient.objects.filter(discharged_at=None, sessions_count__gt=0)
    for patient in patients.iterator():
        refresh(patient, now)
    return patients.count()


def _note(patient: Patient) -> None:
    """Copy into the patient's row what nobody has seen yet: the list is sorted by it."""
    unseen = patient.alerts.filter(resolved_at=None, seen=None).order_by("-weight")
    Patient.objects.filter(pk=patient.pk).update(
        attention=sum(alert.weight for alert in unseen),
        attention_reasons=list(dict.fromkeys(SHORT[alert.kind] for alert in unseen)),
    )


def _key(kind: str, session: object) -> tuple[str, str]:
    # A trend is one alert, whichever session tips it; an event belongs to its session.
    lasting = kind in ("pain_up", "state", "missed_dose", "silent", "late", "unseen")
    return kind, "" if lasting else str(session)


def _facts(patient: Patient) -> list[SessionFacts]:
    rows = ReceivedSession.objects.filter(patient=patient, started_at__isnull=False)
    return [_facts_of(row) for row in rows.filter(clock_suspect=False).only(*_COLUMNS)]


def _facts_of(row: ReceivedSession) -> SessionFacts:
    ended = [f for f in row.safety if f["action"] == "end_kindly"]
    events = [
        word
        for answer in row.answers
        if answer["quantity"] == "adverse_events" and isinstance(answer["value"], dict)
        for word in answer["value"].get("chosen", ())
        if word != "none"
    ]
    return SessionFacts(
        id=str(row.pk),
        started_at=row.started_at,
        intensity_before=row.intensity_before,
        minutes_ordered=row.minutes_ordered,
        minutes_done=row.minutes_done,
        adverse_events=tuple(dict.fromkeys(events)),
        states=_states_of(row),
        stopped_by_rule=ended[-1]["reason"] if ended and row.ended == "safety" else "",
        told=str(row.told[-1]["text"]) if row.told else "",
        latency_verdict=row.latency_verdict,
        tracked_share=row.tracked_share,
    )


def _states_of(row: ReceivedSession) -> dict[str, int]:
    """Return the first answer to each question about mood, fatigue and dizziness."""
    states: dict[str, int] = {}
    for answer in row.answers:
        name, value = answer["quantity"], answer["value"]
        if any(name == known for known, _, _ in STATES) and isinstance(value, int):
            states.setdefault(name, value)
    return states
