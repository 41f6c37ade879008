"""Deletes one patient with everything: rows, their earlier versions, files, the audit's details.

What stays is that somebody looked at or deleted a patient of some opaque number (`AccessRecord`):
the clinic must be able to answer for that, and it says nothing about the person.
"""

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from sessions.portal.models import Alert, AlertSeen, Device, Message, Note, Patient, PlanVersion
from sessions.portal.receiving.store import ROOT, delete_below

_PARTS: tuple[type[Model], ...] = (Device, Message, Note, PlanVersion, Alert)


def delete_patient(patient: Patient) -> None:
    """Delete a patient; the database first, so that no row points at a missing file.

    Raises:
        OSError: files are left in the store; `sweep` deletes them.
    """
    patient_id = patient.pk
    with transaction.atomic():
        names = _names(patient)
        notes = list(patient.notes.values_list("pk", flat=True))
        Patient.objects.filter(pk=patient_id).delete()
        Patient.history.filter(id=patient_id).delete()
        Note.history.filter(id__in=notes).delete()
        for kind, ids in names.items():
            LogEntry.objects.filter(content_type=kind, object_pk__in=ids).delete()
    delete_below(f"{ROOT}/{patient_id}")


def _names(patient: Patient) -> dict[ContentType, list[str]]:
    """Return the keys under which the audit trail knows the patient and what is theirs."""
    names = {ContentType.objects.get_for_model(Patient): [str(patient.pk)]}
    for part in _PARTS:
        ids = part.objects.filter(patient=patient).values_list("pk", flat=True)
        names[ContentType.objects.get_for_model(part)] = [str(one) for one in ids]
    seen = AlertSeen.objects.filter(alert__patient=patient).values_list("pk", flat=True)
    names[ContentType.objects.get_for_model(AlertSeen)] = [str(one) for one in seen]
    return names
