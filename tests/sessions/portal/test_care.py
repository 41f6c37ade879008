"""What a therapist does for a patient: codes, plans, messages, and an end to all data."""

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from sessions.folder.manifest import verify
from sessions.portal.enrolment_code import redeem
from sessions.portal.models import AccessRecord, Device, Message, Note, Patient, PlanVersion
from sessions.portal.receiving.arrival import receive
from sessions.portal.receiving.store import names_below
from tests.fakes.played_session import PLAN, played_session


def sent(patient: Patient, folder: Path) -> None:
    """Let a session arrive."""
    import hashlib

    from sessions.clinic.upload import session_number
    from sessions.folder.bundle import make_bundle
    from sessions.folder.manifest import read_manifest

    device = Device.objects.create(patient=patient, token_sha256=folder.name)
    manifest = read_manifest(folder)
    assert manifest is not None
    body, now = make_bundle(folder), datetime.now(UTC)
    receive(
        device,
        session_number(folder, manifest),
        body,
        sha256=hashlib.sha256(body).hexdigest(),
        device_clock=now,
        now=now,
    )


def test_the_code_on_the_page_enrols_that_patients_computer(
    therapist: Client, patient: Patient
) -> None:
    page = therapist.post(reverse("enrolment_code", args=[patient.pk]))
    assert page["Cache-Control"] == "no-store"
    code = page.context["code"]
    assert f">{code}<" in page.content.decode()
    assert redeem(code, now=datetime.now(UTC)) == patient
    assert redeem(code, now=datetime.now(UTC)) is None


def test_a_new_code_voids_the_one_before(therapist: Client, patient: Patient) -> None:
    address = reverse("enrolment_code", args=[patient.pk])
    first, second = (therapist.post(address).context["code"] for _ in range(2))
    assert redeem(first, now=datetime.now(UTC)) is None
    assert redeem(second, now=datetime.now(UTC)) == patient


def test_a_plan_in_order_is_the_next_version(therapist: Client, patient: Patient) -> None:
    address = reverse("order_from_file", args=[patient.pk])
    for number, text in enumerate((PLAN, PLAN.replace("120", "180"), PLAN), start=1):
        file = SimpleUploadedFile("plan.toml", text.encode())
        done = therapist.post(address, {"file": file, "reason": "slower"}, follow=True)
        assert f"Version {number} is ordered" in done.content.decode()
    assert list(PlanVersion.objects.values_list("number", "kind")) == [
        (3, "plan"),
        (2, "plan"),
        (1, "plan"),
    ]


def test_a_plan_that_cant_be_used_says_where_and_why(therapist: Client, patient: Patient) -> None:
    file = SimpleUploadedFile("plan.toml", PLAN.replace("duration_s", "duratoin_s").encode())
    page = therapist.post(reverse("order_from_file", args=[patient.pk]), {"file": file})
    assert page.status_code == 422
    assert "did you mean duration_s" in page.content.decode()
    assert PlanVersion.objects.count() == 0


def test_a_change_is_in_the_audit_trail_with_its_author_and_without_names(
    therapist: Client, patient: Patient
) -> None:
    therapist.post(
        reverse("change_patient", args=[patient.pk]),
        {"clinic": patient.clinic_id, "code": "P01", "display_name": "Mary Quimby"},
    )
    patient.refresh_from_db()
    assert patient.display_name == "Mary Quimby"
    entry = LogEntry.objects.get_for_object(patient).filter(action=LogEntry.Action.UPDATE).get()
    assert entry.actor.username.startswith("therapist")
    assert "display_name" in entry.changes
    assert "Quimby" not in json.dumps(entry.changes)
    assert AccessRecord.objects.filter(did="changed", what="change_patient").exists()


def test_everything_about_a_patient_leaves_in_one_archive(
    lead: Client, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path / "home", recording_bytes=0)
    sent(patient, folder)
    Note.objects.create(patient=patient, text="Asked for shorter sessions.")
    answer = lead.post(reverse("export_patient", args=[patient.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as zipped:
        about = json.loads(zipped.read("patient.json"))
        zipped.extractall(tmp_path / "out")
    assert about["patient"]["display_name"] == "Maria Quimby"
    assert about["notes"][0]["text"] == "Asked for shorter sessions."
    assert "token_sha256" not in about["computers"][0]
    (out,) = (tmp_path / "out").glob("sub-P01/ses-*")
    assert out.name == folder.name
    assert verify(out).sound
    assert (out / "events.jsonl").read_bytes() == (folder / "events.jsonl").read_bytes()
    assert AccessRecord.objects.filter(did="exported").count() == 1


def test_deleting_a_patient_leaves_no_word_of_them_anywhere(
    lead: Client, patient: Patient, tmp_path: Path
) -> None:
    other = Patient.objects.create(clinic=patient.clinic, code="Q77", display_name="Jo Other")
    patient.code = "ZYX98"
    patient.save()
    patient.code = "P01"
    patient.save()
    sent(patient, played_session(tmp_path))
    note = Note.objects.create(patient=patient, text="Quimby likes mornings.")
    note.text = "Quimby likes evenings."
    note.save()
    Message.objects.create(patient=patient, text="Dear Quimby")
    lead.get(reverse("care", args=[patient.pk]))
    address = reverse("delete_everything", args=[patient.pk])

    lead.post(address, {"code": "P02"})
    assert Patient.objects.filter(pk=patient.pk).exists()
    assert lead.post(address, {"code": "P01"}).status_code == 302

    assert list(Patient.objects.all()) == [other]
    assert list(names_below(f"patients/{patient.pk}")) == []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = repr(cursor.fetchall())
        assert "Quimby" not in rows, table
        assert "ZYX98" not in rows, table
    assert AccessRecord.objects.filter(did="deleted", patient=patient.pk).exists()


def test_a_message_is_withdrawn_only_until_it_was_seen(therapist: Client, patient: Patient) -> None:
    therapist.post(reverse("write_message", args=[patient.pk]), {"text": "Rest on Sunday."})
    message = Message.objects.get()
    address = reverse("withdraw_message", args=[patient.pk, message.pk])
    therapist.post(address)
    message.refresh_from_db()
    assert message.withdrawn_at is not None
    Message.objects.update(withdrawn_at=None, shown_at=datetime.now(UTC))
    therapist.post(address)
    message.refresh_from_db()
    assert message.withdrawn_at is None


def test_no_therapist_reaches_another_clinics_computer_through_their_own_patient(
    therapist: Client, patient: Patient, other_clinic: object
) -> None:
    stranger = Patient.objects.create(clinic=other_clinic, code="X1")
    device = Device.objects.create(patient=stranger, token_sha256="1" * 64)
    message = Message.objects.create(patient=stranger, text="Hello")
    for address in (
        reverse("revoke", args=[patient.pk, device.pk]),
        reverse("withdraw_message", args=[patient.pk, message.pk]),
    ):
        assert therapist.post(address).status_code == 404
    device.refresh_from_db()
    assert device.revoked_at is None
