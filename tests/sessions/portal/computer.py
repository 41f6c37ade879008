"""A patient's computer, as far as the portal can tell, and what it sends."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.test import Client

from sessions.folder.manifest import Manifest, SealedFile, read_manifest
from sessions.portal.api.device_token import new_token, token_sha256
from sessions.portal.models import Device, Patient
from sessions.portal.receiving.store import names_below


def enrolled(patient: Patient) -> str:
    token = new_token()
    Device.objects.create(patient=patient, token_sha256=token_sha256(token))
    return token


class Computer:
    """A patient's computer, as far as the portal can tell."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.client = Client()

    def put(self, address: str, body: bytes, **headers: str) -> Any:
        return self.client.put(
            address,
            body,
            content_type="application/octet-stream",
            headers={"Authorization": f"Bearer {self.token}", **headers},
        )

    def put_bundle(
        self,
        session_id: UUID,
        body: bytes,
        *,
        sha256: str | None = None,
        clock: datetime | None = None,
    ) -> Any:
        return self.put(
            f"/v1/sessions/{session_id}/bundle",
            body,
            **{
                "X-Content-SHA256": sha256 or hashlib.sha256(body).hexdigest(),
                "X-Device-Clock": (clock or datetime.now(UTC)).isoformat(),
            },
        )


def session_of(folder: Path) -> UUID:
    manifest = read_manifest(folder)
    assert manifest is not None
    assert manifest.session_id is not None
    return manifest.session_id


def kept_files(patient: Patient) -> list[str]:
    return list(names_below(f"patients/{patient.pk}"))


def bundle_of(events: bytes, session_id: UUID | None, **more: bytes) -> bytes:
    """Return a bundle around any bytes, sealed in order."""
    sealed = SealedFile(
        name="events.jsonl", bytes=len(events), sha256=hashlib.sha256(events).hexdigest()
    )
    manifest = Manifest(session_id=session_id, ended="completed", files=(sealed,))
    manifest = manifest.model_copy(update={"crc": manifest.checked()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("manifest.json", manifest.model_dump_json())
        bundle.writestr("events.jsonl", events)
        for name, data in more.items():
            bundle.writestr(name, data)
    return out.getvalue()
