"""A session arrives: checked, put on the disk, written into the database, and only then answered.

Whatever goes wrong before the answer leaves nothing that counts: the next try does it again, and
the same bytes twice are one session.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from sessions.events.entry import SessionStarted
from sessions.events.log import LogReading, parse_log
from sessions.folder.bundle import Bundle, BundleError, read_bundle
from sessions.folder.session_folder import EVENTS_NAME
from sessions.portal.api.refused import RefusedError
from sessions.portal.models import Device, Patient, ReceivedRecording, ReceivedSession
from sessions.portal.receiving.digest import digest
from sessions.portal.receiving.store import bundle_name, keep
from sessions.portal.review.alerts import refresh

LARGEST_CLOCK_ERROR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of an upload."""

    session: ReceivedSession
    new: bool


def receive(
    device: Device,
    session_id: UUID,
    body: bytes,
    *,
    sha256: str,
    device_clock: datetime,
    now: datetime,
) -> Arrived:
    """Keep a session's bundle; the same again changes nothing.

    Args:
        device: Who sends it.
        session_id: As the patient's computer made it.
        body: The bundle.
        sha256: What the sender says its hash is.
        device_clock: The sender's clock at this moment.
        now: The portal's own.

    Raises:
        RefusedError: it can't be taken as it is; nothing of it is kept.
    """
    if hashlib.sha256(body).hexdigest() != sha256:
        raise RefusedError(422, "wrong_hash", "the session was damaged on the way: send it again")
    known = known_session(device, session_id)
    if known is not None:
        return _again(known, sha256)
    off = device_clock - now
    if abs(off) > LARGEST_CLOCK_ERROR:
        raise RefusedError(
            422,
            "wrong_clock",
            "this computer's date or time is wrong: set its clock, then the session is sent",
        )
    bundle, reading = _read(body)
    started = _check(bundle, reading, session_id, device.patient)
    columns = digest(reading, bundle.manifest)
    keep(bundle_name(device.patient_id, sha256), body)
    with transaction.atomic():
        # One after the other for one patient, so that their counts are right.
        Patient.objects.select_for_update().get(pk=device.patient_id)
        session, new = ReceivedSession.objects.get_or_create(
            pk=session_id,
            defaults={
                "patient_id": device.patient_id,
                "device": device,
                "bundle_sha256": sha256,
                "bundle_bytes": len(body),
                "clock_offset_s": off.total_seconds(),
                "clock_suspect": started is not None
                and started.anchor.wall > now + LARGEST_CLOCK_ERROR,
                **columns,
            },
        )
        if new:
            _count(session)
            _expect_recordings(session, bundle)
            refresh(device.patient, now)
    if not new:
        # Somebody else was quicker by a moment: the same device twice, or another patient's.
        if session.patient_id != device.patient_id:
            raise not_yours()
        return _again(session, sha256)
    return Arrived(session, new=True)


def known_session(device: Device, session_id: UUID) -> ReceivedSession | None:
    """Return a session that has arrived before.

    Raises:
        RefusedError: it is another patient's.
    """
    session = ReceivedSession.objects.filter(pk=session_id).first()
    if session is not None and session.patient_id != device.patient_id:
        raise not_yours()
    return session


def not_yours() -> RefusedError:
    """Return the refusal of what belongs to another patient."""
    return RefusedError(
        403,
        "other_patient",
        "this session is not of the patient for whom this computer is enrolled",
    )


def _again(session: ReceivedSession, sha256: str) -> Arrived:
    if session.bundle_sha256 != sha256:
        raise RefusedError(
            409, "other_content", "a session of this number has arrived with other content"
        )
    return Arrived(session, new=False)


def _read(body: bytes) -> tuple[Bundle, LogReading]:
    try:
        bundle = read_bundle(body)
    except BundleError as error:
        status = 413 if error.code == "too_large" else 422
        raise RefusedError(status, error.code, str(error)) from error
    return bundle, parse_log(bundle.events)


def _check(
    bundle: Bundle, reading: LogReading, session_id: UUID, patient: Patient
) -> SessionStarted | None:
    """Refuse a session that says it is another, or another patient's; return its beginning."""
    started = next((e for e in reading.entries if isinstance(e, SessionStarted)), None)
    told = {bundle.manifest.session_id, started.session_id if started else None} - {None}
    if told - {session_id}:
        raise RefusedError(422, "other_session", "the session inside has another number")
    if started is not None and started.patient_code != patient.code:
        raise not_yours()
    return started


def _count(session: ReceivedSession) -> None:
    """Bring the patient's row up to date with one session more."""
    patients = Patient.objects.filter(pk=session.patient_id)
    patients.update(sessions_count=F("sessions_count") + 1)
    if session.started_at is not None and not session.clock_suspect:
        patients.filter(last_session_at=None).update(last_session_at=session.started_at)
        patients.update(last_session_at=Greatest("last_session_at", session.started_at))


def _expect_recordings(session: ReceivedSession, bundle: Bundle) -> None:
    """Write down what the seal says belongs to the session and has not come yet."""
    ReceivedRecording.objects.bulk_create(
        ReceivedRecording(
            session=session, name=file.name[:100], sha256=file.sha256, bytes=file.bytes, chunks=[]
        )
        for file in bundle.manifest.files
        if file.name != EVENTS_NAME
    )


def utc_now() -> datetime:
    """Return the portal's clock."""
    return datetime.now(UTC)
