"""Whose computer may send and see what: another patient's, an unknown and a revoked one may not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sessions.folder.bundle import make_bundle
from sessions.portal.models import Clinic, Device, Patient, ReceivedSession
from tests.fakes.played_session import played_session
from tests.sessions.portal.computer import Computer, enrolled, kept_files, session_of


def test_another_patients_computer_can_neither_send_nor_see_a_session(
    computer: Computer, clinic: Clinic, patient: Patient, tmp_path: Path
) -> None:
    other = Patient.objects.create(clinic=clinic, code="P02")
    thief = Computer(enrolled(other))
    folder = played_session(tmp_path, recording_bytes=100)
    session_id, body = session_of(folder), make_bundle(folder)

    early = thief.put_bundle(session_id, body)
    assert (early.status_code, early.json()["error"]["code"]) == (403, "other_patient")
    assert ReceivedSession.objects.count() == 0
    assert kept_files(other) == []

    assert computer.put_bundle(session_id, body).status_code == 201
    late = thief.put_bundle(session_id, body)
    assert (late.status_code, late.json()["error"]["code"]) == (403, "other_patient")
    seen = thief.client.get(
        f"/v1/sessions/{session_id}", headers={"Authorization": f"Bearer {thief.token}"}
    )
    assert seen.status_code == 403
    piece = thief.put(
        f"/v1/sessions/{session_id}/recordings/recording.mcap/chunks/{'0' * 64}", b"x"
    )
    assert piece.status_code == 403
    assert kept_files(other) == []


@pytest.mark.parametrize("token", ["", "mlp_unknown", "é"])
def test_an_unknown_computer_is_told_so(token: str, patient: Patient, tmp_path: Path) -> None:
    folder = played_session(tmp_path)
    answer = Computer(token).put_bundle(session_of(folder), make_bundle(folder))
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unknown_device")
    assert kept_files(patient) == []


def test_a_revoked_computer_is_an_unknown_one(
    computer: Computer, patient: Patient, tmp_path: Path
) -> None:
    Device.objects.update(revoked_at=datetime.now(UTC))
    folder = played_session(tmp_path)
    assert computer.put_bundle(session_of(folder), make_bundle(folder)).status_code == 401
