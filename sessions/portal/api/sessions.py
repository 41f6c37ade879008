"""Sessions up: the bundle first, then the recording in pieces; all of it safe to repeat."""

import hashlib
from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Header, Path, Router, Schema, Status
from pydantic import AwareDatetime, BeforeValidator

from sessions.folder.bundle import MAX_BUNDLE_BYTES
from sessions.folder.chunks import CHUNK_BYTES, ChunkList
from sessions.portal import access
from sessions.portal.api.body import read_body
from sessions.portal.api.refused import REFUSALS, RefusedError
from sessions.portal.models import Device, ReceivedSession
from sessions.portal.receiving.arrival import known_session, receive, utc_now
from sessions.portal.receiving.pieces import announce, expected_recording, keep_piece

router = Router()
Sha256Header = Annotated[str, Header(alias="X-Content-SHA256", pattern="^[0-9a-f]{64}$")]


def _written_out(value: object) -> object:
    """Refuse a bare number, which would be read as seconds since 1970.

    Raises:
        ValueError: it is not a date and time as ISO 8601 writes them.
    """
    if not isinstance(value, str) or "T" not in value:
        raise ValueError("a date and time with its UTC offset")
    return value


ClockHeader = Annotated[
    AwareDatetime, BeforeValidator(_written_out), Header(alias="X-Device-Clock")
]
Sha256Path = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
NamePath = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]


class RecordingState(Schema):
    """One recording of a session, as far as it has arrived."""

    name: str
    sha256: str
    bytes: int
    complete: bool


class SessionReceipt(Schema):
    """The portal's word that it has a session (`sessions.folder.receipt`)."""

    session_id: UUID
    bundle_sha256: str
    received_at: datetime
    recordings: list[RecordingState]


class Missing(Schema):
    """Which pieces of a recording have not come."""

    complete: bool
    missing: list[str]


@router.put(
    "/sessions/{session_id}/bundle",
    response={200: SessionReceipt, 201: SessionReceipt, **REFUSALS},
)
def put_bundle(
    request: HttpRequest, session_id: UUID, sha256: Sha256Header, device_clock: ClockHeader
) -> Status[SessionReceipt]:
    """Take a session; the answer leaves only when it is on the disk and in the database."""
    device = _device(request)
    body = read_body(request, most=MAX_BUNDLE_BYTES)
    arrived = receive(
        device, session_id, body, sha256=sha256, device_clock=device_clock, now=utc_now()
    )
    if arrived.new:
        access.record(
            request, did="received", patient=device.patient, session=session_id, device=device.pk
        )
    return Status(201 if arrived.new else 200, _receipt(arrived.session))


@router.get("/sessions/{session_id}", response={200: SessionReceipt, **REFUSALS})
def get_receipt(request: HttpRequest, session_id: UUID) -> SessionReceipt:
    """Say what of a session has arrived."""
    return _receipt(_known(request, session_id))


@router.put("/sessions/{session_id}/recordings/{name}", response={200: Missing, **REFUSALS})
def put_recording(
    request: HttpRequest, session_id: UUID, name: NamePath, told: ChunkList
) -> Missing:
    """Take the list of a recording's pieces; say which are missing."""
    session = _known(request, session_id)
    was_whole = (recording := expected_recording(session, name)).complete_at is not None
    recording, missing = announce(recording, told, now=utc_now())
    if not missing and not was_whole:
        device = _device(request)
        access.record(
            request, did="received", patient=device.patient, session=session_id, device=device.pk
        )
    return Missing(complete=not missing, missing=missing)


@router.put(
    "/sessions/{session_id}/recordings/{name}/chunks/{sha256}",
    response={204: None, **REFUSALS},
)
def put_chunk(
    request: HttpRequest, session_id: UUID, name: NamePath, sha256: Sha256Path
) -> Status[None]:
    """Take one piece."""
    recording = expected_recording(_known(request, session_id), name)
    if recording.complete_at is not None:
        return Status(204, None)
    data = read_body(request, most=CHUNK_BYTES)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise RefusedError(422, "wrong_hash", "the piece was damaged on the way: send it again")
    keep_piece(recording, sha256, data)
    return Status(204, None)


def _device(request: HttpRequest) -> Device:
    device: Device = request.auth
    return device


def _known(request: HttpRequest, session_id: UUID) -> ReceivedSession:
    session = known_session(_device(request), session_id)
    if session is None:
        raise RefusedError(404, "no_session", "no session of this number has arrived")
    return session


def _receipt(session: ReceivedSession) -> SessionReceipt:
    return SessionReceipt(
        session_id=session.pk,
        bundle_sha256=session.bundle_sha256,
        received_at=session.received_at,
        recordings=[
            RecordingState(
                name=one.name, sha256=one.sha256, bytes=one.bytes, complete=bool(one.complete_at)
            )
            for one in session.recordings.order_by("name")
        ],
    )
