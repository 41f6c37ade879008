"""Sweeps: files that a cut left behind, and whatever the clinic's rules say to keep no longer.

A file without a row is what a kill between disk and database leaves. It is left alone for a day:
its row may be about to be written.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.db import transaction
from django.db.models import Max

from sessions.portal.durable_storage import PART_SUFFIX, DurableFolder
from sessions.portal.models import (
    Clinic,
    EnrolmentCode,
    Patient,
    ReceivedRecording,
    ReceivedSession,
)
from sessions.portal.receiving.store import ROOT, bundle_name, chunk_name, names_below

PATIENCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Swept:
    """How much went."""

    parts: int
    """Files that were being written when the power went."""
    orphans: int
    """Files that belong to nothing."""
    recordings: int
    """Recordings older than their clinic keeps them."""
    sessions: int
    """Sessions older than their clinic keeps them."""


def sweep(now: datetime, *, patience: timedelta = PATIENCE) -> Swept:
    """Sweep once; safe at any time, beside running workers."""
    recordings = sum(_old_recordings(clinic, now) for clinic in Clinic.objects.all())
    sessions = sum(_old_sessions(clinic, now) for clinic in Clinic.objects.all())
    EnrolmentCode.objects.filter(expires_at__lt=now).delete()
    call_command("clearsessions")
    before = now - patience
    return Swept(_parts(before), _orphans(before), recordings, sessions)


def _parts(before: datetime) -> int:
    """Delete what was being written; only a folder has such files."""
    store = storages["default"]
    if not isinstance(store, DurableFolder):
        return 0
    old = [
        path
        for path in Path(store.location).rglob(f"*{PART_SUFFIX}")
        if path.stat().st_mtime < before.timestamp()
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _orphans(before: datetime) -> int:
    """Delete files that no row names."""
    try:
        folders, _ = default_storage.listdir(ROOT)
    except FileNotFoundError:
        return 0
    count = 0
    for folder in folders:
        named = _named(UUID(folder))
        for name in names_below(f"{ROOT}/{folder}"):
            if name.endswith(PART_SUFFIX) or name in named:
                continue
            if default_storage.get_modified_time(name) < before:
                default_storage.delete(name)
                count += 1
    return count


def _named(patient_id: UUID) -> set[str]:
    """Return every file of a patient that a row names."""
    bundles = ReceivedSession.objects.filter(patient=patient_id).values_list(
        "bundle_sha256", flat=True
    )
    pieces = ReceivedRecording.objects.filter(session__patient=patient_id).values_list(
        "chunks", flat=True
    )
    named = {bundle_name(patient_id, sha256) for sha256 in bundles}
    return named | {chunk_name(patient_id, sha256) for chunks in pieces for sha256 in chunks}


def _old_recordings(clinic: Clinic, now: datetime) -> int:
    """Forget recordings past their time; their files are orphans from then on."""
    if clinic.keep_recordings_days is None:
        return 0
    count, _ = ReceivedRecording.objects.filter(
        session__patient__clinic=clinic,
        session__received_at__lt=now - timedelta(days=clinic.keep_recordings_days),
    ).delete()
    return int(count)


def _old_sessions(clinic: Clinic, now: datetime) -> int:
    """Forget sessions past their time, and count anew those of their patients."""
    if clinic.keep_sessions_days is None:
        return 0
    old = ReceivedSession.objects.filter(
        patient__clinic=clinic, received_at__lt=now - timedelta(days=clinic.keep_sessions_days)
    )
    count = 0
    for patient_id in set(old.values_list("patient_id", flat=True)):
        with transaction.atomic():
            Patient.objects.select_for_update().get(pk=patient_id)
            count += old.filter(patient=patient_id).count()
            old.filter(patient=patient_id).delete()
            recount(patient_id)
    return count


def recount(patient_id: UUID) -> None:
    """Count a patient's sessions anew."""
    sessions = ReceivedSession.objects.filter(patient=patient_id)
    newest = sessions.filter(clock_suspect=False).aggregate(at=Max("started_at"))["at"]
    Patient.objects.filter(pk=patient_id).update(
        sessions_count=sessions.count(), last_session_at=newest
    )
