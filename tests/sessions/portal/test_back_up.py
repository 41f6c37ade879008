"""A back-up restored into a new portal is the same portal; a damaged one is refused."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from sessions.portal.backing_up import BackUpError, back_up, restore
from sessions.portal.models import AccessRecord, Note, Patient, ReceivedSession, StaffMember
from sessions.portal.ordering import order_plan
from sessions.portal.receiving.store import delete_below, read_session_bundle
from tests.fakes.played_session import PLAN

NOW = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture
def filled(lead: Client, patient: Patient, arrived: Any) -> bytes:
    """A portal with something of everything, backed up and emptied."""
    arrived(patient)
    order_plan(patient, PLAN, source_name="plan.toml", by=StaffMember.objects.get())
    note = Note.objects.create(patient=patient, text="Prefers mornings.")
    note.text = "Prefers evenings."
    note.save()
    lead.get(f"/patients/{patient.pk}/")
    out = io.BytesIO()
    back_up(out, NOW)
    call_command("flush", interactive=False, verbosity=0)
    delete_below("patients")
    return out.getvalue()


@contextmanager
def nothing_restored() -> Iterator[None]:
    with pytest.raises(BackUpError, match="damaged"):
        yield
    assert not Patient.objects.exists()
    assert not StaffMember.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_is_there_after_a_restore(filled: bytes) -> None:
    assert restore(io.BytesIO(filled)) > 10
    patient = Patient.objects.get()
    assert (patient.display_name, patient.sessions_count) == ("Maria Quimby", 1)
    assert patient.clinic.name == "Riverside"
    session = ReceivedSession.objects.get()
    assert len(read_session_bundle(session)) == session.bundle_bytes
    assert [n.text for n in Note.history.order_by("history_date")] == [
        "Prefers mornings.",
        "Prefers evenings.",
    ]
    assert patient.plan_versions.get().ordered_by.username.startswith("lead")
    assert AccessRecord.objects.filter(did="read", patient=patient.pk).exists()
    again = io.BytesIO()
    back_up(again, NOW)
    assert again.getvalue() == filled


@pytest.mark.django_db(transaction=True)
def test_a_portal_in_use_is_not_restored_over(filled: bytes) -> None:
    restore(io.BytesIO(filled))
    with pytest.raises(BackUpError, match="not empty"):
        restore(io.BytesIO(filled))


@pytest.mark.django_db(transaction=True)
def test_a_cut_or_altered_back_up_is_refused_whole(filled: bytes) -> None:
    for share in (0.1, 0.5, 0.8):
        with nothing_restored():
            restore(io.BytesIO(filled[: int(len(filled) * share)]))
    place = filled.index(b"Maria Quimby")
    with nothing_restored():
        restore(io.BytesIO(filled[:place] + b"Marie" + filled[place + 5 :]))


@pytest.mark.django_db(transaction=True)
def test_a_back_up_that_lacks_a_received_file_is_refused(filled: bytes) -> None:
    import tarfile

    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(filled)) as whole,
        tarfile.open(fileobj=out, mode="w") as less,
    ):
        for member in whole:
            if not member.name.startswith("received/"):
                less.addfile(member, whole.extractfile(member))
    with nothing_restored():
        restore(io.BytesIO(out.getvalue()))
