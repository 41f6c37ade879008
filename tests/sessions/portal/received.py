"""Puts a session folder into the portal whole, as if it had been uploaded."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from sessions.folder.bundle import make_bundle
from sessions.folder.manifest import read_manifest
from sessions.portal.models import Device, Patient, ReceivedSession
from sessions.portal.receiving.arrival import receive
from sessions.portal.receiving.store import chunk_name, keep


def received(folder: Path, patient: Patient) -> ReceivedSession:
    """Return the session as the portal has it, its recording included."""
    device = Device.objects.create(
        patient=patient, token_sha256=hashlib.sha256(str(folder).encode()).hexdigest()
    )
    manifest = read_manifest(folder)
    assert manifest is not None
    assert manifest.session_id is not None
    body, now = make_bundle(folder), datetime.now(UTC)
    session = receive(
        device,
        manifest.session_id,
        body,
        sha256=hashlib.sha256(body).hexdigest(),
        device_clock=now,
        now=now,
    ).session
    for recording in session.recordings.all():
        data = (folder / recording.name).read_bytes()
        keep(chunk_name(patient.pk, recording.sha256), data)
        recording.chunks = [recording.sha256]
        recording.complete_at = now
        recording.save()
    return session
