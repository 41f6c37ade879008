"""Sessions up, as a patient's computer sends them: once, whole, and as the patient told them."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import default_storage

from sessions.events.line import encode_line
from sessions.folder.bundle import make_bundle
from sessions.portal.models import AccessRecord, Patient, ReceivedSession
from sessions.portal.receiving.store import bundle_name
from tests.fakes.played_session import HOME, log_entries, played_session
from tests.sessions.portal.computer import Computer, bundle_of, kept_files, session_of


def test_a_session_arrives_and_is_counted_as_the_patient_told_it(
    computer: Computer, patient: Patient, tmp_path: Path
) -> None:
    at = datetime.now(UTC).astimezone(HOME) - timedelta(days=2)
    folder = played_session(tmp_path, at=at, before=6, after=0)
    session_id, body = session_of(folder), make_bundle(folder)

    answer = computer.put_bundle(session_id, body)

    assert answer.status_code == 201
    receipt = answer.json()
    assert receipt["bundle_sha256"] == hashlib.sha256(body).hexdigest()
    assert receipt["recordings"] == []
    session = ReceivedSession.objects.get()
    assert (session.pk, session.patient) == (session_id, patient)
    assert session.started_at == at
    assert session.own_time == at.replace(tzinfo=None)
    assert (session.intensity_before, session.intensity_after) == (6, 0)
    assert session.said("unpleasantness", "session_start") == "skipped"
    assert session.said("unpleasantness", "session_end") == "not_asked"
    assert session.answers[0]["answered_at"] == at.isoformat()
    assert session.answers[0]["answered_at"].endswith("-05:00")
    assert (session.minutes_ordered, session.repetitions_done) == (2.0, 9)
    assert session.outcomes == [
        {
            "exercise": "mirror",
            "measure": "reach",
            "condition": "",
            "level": "trial",
            "mean": 0.5,
            "measured": 2,
            "not_measured": 1,
        }
    ]
    patient.refresh_from_db()
    assert (patient.sessions_count, patient.last_session_at) == (1, at)
    assert AccessRecord.objects.filter(did="received", session=session_id).count() == 1
    with default_storage.open(bundle_name(patient.pk, session.bundle_sha256)) as kept:
        assert kept.read() == body


def test_the_same_session_again_is_the_same_session(
    computer: Computer, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path)
    session_id, body = session_of(folder), make_bundle(folder)
    first = computer.put_bundle(session_id, body)
    again = [computer.put_bundle(session_id, body) for _ in range(3)]
    assert first.status_code == 201
    assert [answer.status_code for answer in again] == [200, 200, 200]
    assert {answer.content for answer in again} == {first.content}
    patient.refresh_from_db()
    assert (ReceivedSession.objects.count(), patient.sessions_count) == (1, 1)
    assert len(kept_files(patient)) == 1


def test_a_bundle_is_the_same_bytes_each_time_it_is_made(tmp_path: Path) -> None:
    folder = played_session(tmp_path)
    first = make_bundle(folder)
    (folder / "events.jsonl").touch()
    assert make_bundle(folder) == first


def test_deep_json_in_a_sound_line_is_a_damaged_line_and_no_more(
    computer: Computer, tmp_path: Path
) -> None:
    session_id = uuid4()
    lines = [encode_line(entry, n) for n, entry in enumerate(log_entries(session_id))]
    deep = b'{"v":1,"kind":"note","at_s":1,"about":"x","text":' + b"[" * 50_000
    body = bundle_of(b"".join([*lines, deep, b"\n"]), session_id)
    assert computer.put_bundle(session_id, body).status_code == 201
    assert ReceivedSession.objects.get().damaged_lines == 1


def test_damaged_lines_are_counted_and_the_rest_is_kept(computer: Computer, tmp_path: Path) -> None:
    session_id = uuid4()
    lines = [encode_line(entry, n) for n, entry in enumerate(log_entries(session_id, after=3))]
    lines[4] = lines[4][:30] + b"#" + lines[4][31:]
    assert (
        computer.put_bundle(session_id, bundle_of(b"".join(lines), session_id)).status_code == 201
    )
    session = ReceivedSession.objects.get()
    assert session.damaged_lines == 1
    assert (session.intensity_before, session.intensity_after) == (6, 3)


def test_a_log_that_lost_its_beginning_is_kept_all_the_same(computer: Computer) -> None:
    session_id = uuid4()
    lines = [encode_line(entry, n) for n, entry in enumerate(log_entries(session_id))]
    answer = computer.put_bundle(session_id, bundle_of(b"".join(lines[1:]), session_id))
    assert answer.status_code == 201
    session = ReceivedSession.objects.get()
    assert session.started_at is None
    assert session.said("intensity", "session_end") == 4


def test_a_session_from_the_future_is_kept_and_marked_once_the_clock_is_right(
    computer: Computer, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path, at=datetime.now(UTC) + timedelta(days=400))
    assert computer.put_bundle(session_of(folder), make_bundle(folder)).status_code == 201
    assert ReceivedSession.objects.get().clock_suspect
    patient.refresh_from_db()
    assert patient.last_session_at is None
