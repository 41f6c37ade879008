"""Where received files lie: by patient, under the hash of their content.

By patient, so that nobody can find out by a hash what another patient has sent, and so that
deleting a patient's files is deleting one folder.
"""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from sessions.portal.models import ReceivedRecording, ReceivedSession

ROOT = "patients"


def bundle_name(patient_id: UUID, sha256: str) -> str:
    """Return a bundle's name in the store."""
    return f"{ROOT}/{patient_id}/bundles/{sha256[:2]}/{sha256}"


def chunk_name(patient_id: UUID, sha256: str) -> str:
    """Return a piece's name in the store."""
    return f"{ROOT}/{patient_id}/chunks/{sha256[:2]}/{sha256}"


def keep(name: str, data: bytes) -> None:
    """Put a file in the store; on its disk when this returns.

    Raises:
        OSError: it can't be written.
    """
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(data))


def is_kept(name: str) -> bool:
    """Tell whether a file is in the store."""
    return bool(default_storage.exists(name))


def read(name: str) -> bytes:
    """Return a file of the store.

    Raises:
        OSError: it is not there.
    """
    with default_storage.open(name) as file:
        data: bytes = file.read()
    return data


def read_session_bundle(session: ReceivedSession) -> bytes:
    """Return a received session's bundle.

    Raises:
        OSError: it is not in the store.
    """
    return read(bundle_name(session.patient_id, session.bundle_sha256))


def read_recording(recording: ReceivedRecording) -> Iterator[bytes]:
    """Yield a recording's pieces in order.

    Raises:
        OSError: one is not in the store.
    """
    patient_id = recording.session.patient_id
    for sha256 in recording.chunks:
        yield read(chunk_name(patient_id, sha256))


def whole_sha256(recording: ReceivedRecording) -> str:
    """Return the hash of a recording as it lies in the store.

    Raises:
        OSError: a piece is not in the store.
    """
    digest = hashlib.sha256()
    for piece in read_recording(recording):
        digest.update(piece)
    return digest.hexdigest()


def names_below(folder: str) -> Iterator[str]:
    """Yield every file's name below a folder of the store."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        yield f"{folder}/{file}"
    for inner in folders:
        yield from names_below(f"{folder}/{inner}")


def delete_below(folder: str) -> int:
    """Delete every file below a folder of the store; return how many."""
    names = list(names_below(folder))
    for name in names:
        default_storage.delete(name)
    return len(names)
