"""What the clinic's rules keep no longer goes, with its files; everything else stays."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from sessions.portal.models import Clinic, Patient, ReceivedRecording, ReceivedSession
from sessions.portal.receiving.arrival import utc_now
from sessions.portal.receiving.store import bundle_name, chunk_name
from sessions.portal.sweeping import sweep
from tests.fakes.played_session import played_session
from tests.sessions.portal.received import received

OLD, YOUNG = timedelta(days=40), timedelta(days=20)
Arrived = Callable[[Patient, timedelta], ReceivedSession]


@pytest.fixture
def long_ago(tmp_path: Path) -> Arrived:
    """A session with a recording that arrived some time ago."""

    def arrive(patient: Patient, ago: timedelta) -> ReceivedSession:
        at = utc_now() - ago
        folder = played_session(tmp_path, code=patient.code, at=at, recording_bytes=1000)
        session = received(folder, patient)
        ReceivedSession.objects.filter(pk=session.pk).update(received_at=at)
        return session

    return arrive


def files(session: ReceivedSession, recording: str) -> list[bool]:
    """Whether the session's own file and its recording are in the store."""
    names = (
        bundle_name(session.patient_id, session.bundle_sha256),
        chunk_name(session.patient_id, recording),
    )
    return [default_storage.exists(name) for name in names]


def recording_of(session: ReceivedSession) -> str:
    return str(session.recordings.get().sha256)


def test_recordings_go_when_their_time_is_over_and_the_sessions_stay(
    clinic: Clinic, patient: Patient, long_ago: Arrived
) -> None:
    old, young = long_ago(patient, OLD), long_ago(patient, YOUNG)
    kept = {session.pk: recording_of(session) for session in (old, young)}
    Clinic.objects.update(keep_recordings_days=30, keep_sessions_days=None)
    swept = sweep(utc_now() + timedelta(seconds=5), patience=timedelta(0))
    assert (swept.recordings, swept.sessions) == (1, 0)
    assert [r.session_id for r in ReceivedRecording.objects.all()] == [young.pk]
    assert files(old, kept[old.pk]) == [True, False]
    assert files(young, kept[young.pk]) == [True, True]


def test_sessions_go_when_their_time_is_over_and_the_patient_is_counted_anew(
    clinic: Clinic, other_clinic: Clinic, patient: Patient, long_ago: Arrived
) -> None:
    elsewhere = Patient.objects.create(clinic=other_clinic, code="Q01")
    old, young, theirs = (
        long_ago(patient, OLD),
        long_ago(patient, YOUNG),
        long_ago(elsewhere, OLD),
    )
    kept = {session.pk: recording_of(session) for session in (old, young, theirs)}
    Clinic.objects.update(keep_recordings_days=None, keep_sessions_days=None)
    Clinic.objects.filter(pk=clinic.pk).update(keep_sessions_days=30)
    swept = sweep(utc_now() + timedelta(seconds=5), patience=timedelta(0))
    assert (swept.recordings, swept.sessions) == (0, 1)
    assert set(ReceivedSession.objects.values_list("pk", flat=True)) == {young.pk, theirs.pk}
    assert files(old, kept[old.pk]) == [False, False]
    assert files(young, kept[young.pk]) == files(theirs, kept[theirs.pk]) == [True, True]
    patient.refresh_from_db()
    assert patient.sessions_count == 1


def test_where_no_rule_says_otherwise_everything_stays(patient: Patient, long_ago: Arrived) -> None:
    session = long_ago(patient, 20 * OLD)
    Clinic.objects.update(keep_recordings_days=None, keep_sessions_days=None)
    swept = sweep(utc_now(), patience=timedelta(0))
    assert (swept.recordings, swept.sessions) == (0, 0)
    assert files(session, recording_of(session)) == [True, True]
