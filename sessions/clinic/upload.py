"""Sends what the clinic does not have yet; safe to stop and to repeat at any instant.

A session counts as received only when the portal's receipt lies beside it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from sessions.clinic.errors import ClinicRefusedError
from sessions.clinic.portal_client import PortalClient
from sessions.errors import FolderError
from sessions.folder.bundle import make_bundle
from sessions.folder.chunks import list_chunks, read_chunks
from sessions.folder.manifest import Manifest, read_manifest
from sessions.folder.receipt import Receipt, keep_receipt, read_receipt
from sessions.folder.session_folder import EVENTS_NAME


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the clinic has and has not."""

    received: int
    """Sessions with the portal's receipt, recordings and all."""
    waiting: int
    """Sealed sessions that are kept here alone, wholly or in part."""
    received_at: datetime | None
    """When the newest of them arrived."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A session that the portal did not take, and why; it stays here and is tried again."""

    folder: Path
    reason: str


def session_folders(root: Path, code: str) -> Iterator[tuple[Path, Manifest]]:
    """Yield a patient's sealed sessions, the oldest first."""
    for folder in sorted(root.glob(f"sub-{code}/ses-*")):
        manifest = read_manifest(folder)
        if manifest is not None:
            yield folder, manifest


def delivery(root: Path, code: str) -> Delivery:
    """Return what the clinic has of a patient's sessions."""
    states = [(received(f, m), read_receipt(f)) for f, m in session_folders(root, code)]
    times = [receipt.received_at for whole, receipt in states if whole and receipt is not None]
    return Delivery(
        received=sum(whole for whole, _ in states),
        waiting=sum(not whole for whole, _ in states),
        received_at=max(times, default=None),
    )


def received(folder: Path, manifest: Manifest) -> bool:
    """Tell whether the portal has a session with everything that its seal names."""
    receipt = read_receipt(folder)
    return receipt is not None and receipt.covers(_recordings(manifest))


def upload_waiting(
    root: Path, code: str, client: PortalClient, *, now: Callable[[], datetime]
) -> tuple[Trouble, ...]:
    """Send everything that waits, ratings before recordings; return what was refused.

    Raises:
        ClinicUnreachableError: nobody answers; what was sent before that stays received.
        ClinicRefusedError: the portal does not know this computer, or its clock is wrong.
    """
    troubles: list[Trouble] = []
    waiting = [(f, m) for f, m in session_folders(root, code) if not received(f, m)]
    # Logs are small: all of them first, so that a slow line brings the ratings at least.
    for step in (upload_bundle, upload_recordings):
        for folder, manifest in waiting:
            if any(trouble.folder == folder for trouble in troubles):
                continue
            try:
                step(folder, manifest, client, now=now)
            except ClinicRefusedError as error:
                if error.code in {"unknown_device", "wrong_clock"}:
                    raise
                troubles.append(Trouble(folder, str(error)))
            except (FolderError, OSError) as error:
                troubles.append(Trouble(folder, str(error)))
    return tuple(troubles)


def upload_bundle(
    folder: Path, manifest: Manifest, client: PortalClient, *, now: Callable[[], datetime]
) -> Receipt:
    """Send one session's log and seal, unless its receipt is here; keep the receipt.

    Raises:
        ClinicError: it was not received.
        FolderError: it can't be read.
        OSError: the receipt can't be kept.
    """
    receipt = read_receipt(folder)
    if receipt is None:
        receipt = client.put_bundle(
            session_number(folder, manifest), make_bundle(folder), now=now()
        )
        keep_receipt(folder, receipt)
    return receipt


def upload_recordings(
    folder: Path, manifest: Manifest, client: PortalClient, *, now: Callable[[], datetime]
) -> Receipt:
    """Send what is missing of one session's recordings; keep the receipt that has them all.

    Raises:
        ClinicError: they were not received.
        OSError: they can't be read.
    """
    session_id = session_number(folder, manifest)
    receipt = read_receipt(folder)
    have = {r.name for r in receipt.recordings if r.complete} if receipt is not None else set()
    for name in sorted(_recordings(manifest) - have):
        _upload_recording(folder / name, session_id, client)
    # The same bundle again: the answer is a receipt that names the recordings too.
    receipt = client.put_bundle(session_id, make_bundle(folder), now=now())
    keep_receipt(folder, receipt)
    return receipt


def session_number(folder: Path, manifest: Manifest) -> UUID:
    """Return the session's number; made from its folder's name where its log lost it."""
    return manifest.session_id or uuid5(NAMESPACE_URL, f"{folder.parent.name}/{folder.name}")


def _upload_recording(path: Path, session_id: UUID, client: PortalClient) -> None:
    chunks = list_chunks(path)
    missing = set(client.put_recording(session_id, path.name, chunks))
    if not missing:
        return
    for chunk in read_chunks(path):
        if chunk.sha256 in missing:
            client.put_chunk(session_id, path.name, chunk)
            missing.discard(chunk.sha256)
    client.put_recording(session_id, path.name, chunks)


def _recordings(manifest: Manifest) -> set[str]:
    return {file.name for file in manifest.files if file.name != EVENTS_NAME}
