"""Everything that is kept about one patient, as a ZIP that needs no portal to be read."""

import json
import tempfile
import zipfile
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.db.models import Model
from django.forms.models import model_to_dict

from sessions.folder.bundle import read_bundle
from sessions.folder.manifest import MANIFEST_NAME
from sessions.folder.session_folder import EVENTS_NAME
from sessions.portal.models import AccessRecord, Patient, ReceivedSession
from sessions.portal.receiving.store import read_recording, read_session_bundle

_IN_MEMORY_BYTES = 16 << 20
_LEFT_OUT = {"token_sha256"}


def archive(patient: Patient) -> IO[bytes]:
    """Return an open file: the patient's data as JSON, their sessions as session folders.

    Raises:
        OSError: a file is missing in the store.
    """
    out = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 - left open
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("patient.json", _json(_about(patient)))
        for session in patient.sessions.prefetch_related("recordings").order_by("received_at"):
            _add_session(zipped, patient, session)
    out.seek(0)
    return out


def _about(patient: Patient) -> dict[str, Any]:
    return {
        "clinic": patient.clinic.name,
        "patient": _row(patient),
        "computers": [_row(row) for row in patient.devices.all()],
        "plans": [_row(row) for row in patient.plan_versions.all()],
        "messages": [_row(row) for row in patient.messages.all()],
        "notes": [_row(row) for row in patient.notes.all()],
        "alerts": [_row(row) for row in patient.alerts.all()],
        "access": [
            _row(row) for row in AccessRecord.objects.filter(patient=patient.pk).order_by("at")
        ],
    }


def _add_session(zipped: zipfile.ZipFile, patient: Patient, session: ReceivedSession) -> None:
    at = session.own_time or session.received_at
    folder = f"sub-{patient.code}/ses-{at:%Y%m%dT%H%M%S}-{session.pk.hex[:4]}"
    bundle = read_bundle(read_session_bundle(session))
    zipped.writestr(f"{folder}/{EVENTS_NAME}", bundle.events)
    zipped.writestr(f"{folder}/{MANIFEST_NAME}", bundle.manifest.model_dump_json(indent=2) + "\n")
    for recording in session.recordings.all():
        if recording.complete_at is None:
            continue
        with zipped.open(f"{folder}/{recording.name}", "w", force_zip64=True) as file:
            for piece in read_recording(recording):
                file.write(piece)


def _row(row: Model) -> dict[str, Any]:
    fields = [field.name for field in row._meta.concrete_fields if field.name not in _LEFT_OUT]
    # `model_to_dict` leaves out what no form may edit.
    return {name: getattr(row, row._meta.get_field(name).attname) for name in fields} | {
        key: value for key, value in model_to_dict(row, fields=fields).items() if key in fields
    }


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a {type(value).__name__} has no place in the archive")
