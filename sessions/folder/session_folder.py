"""One folder per session, from the first check of the disk to the seal.

Layout, with BIDS words::

    ROOT/sub-CODE/ses-YYYYMMDDThhmmss-xxxx/
        events.jsonl      what happened, one line each (sessions.events.log)
        recording.mcap    samples, poses and frames (sessions.recording.recording)
        manifest.json     the seal: sizes and hashes; a folder without it was cut off
        in_use.lock       only while a program is writing here
"""

import errno
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from io import FileIO
from pathlib import Path
from typing import Self
from uuid import UUID

from sessions.errors import FolderError, FolderFullError, FolderNotWritableError
from sessions.events.entry import Ended
from sessions.folder.durable import sync_folder, write_whole
from sessions.folder.lock import LOCK_NAME, FolderLock
from sessions.folder.manifest import MANIFEST_NAME, Manifest, seal_file, write_manifest

EVENTS_NAME = "events.jsonl"
RECORDING_NAME = "recording.mcap"
FREE_BYTES_NEEDED = 200_000_000
"""More than twice what the longest session writes."""


class SessionFolder:
    """A session folder being written; nobody else recovers or seals it meanwhile."""

    def __init__(self, path: Path, session_id: UUID | None, lock: FolderLock) -> None:
        self.path = path
        self.session_id = session_id
        self._lock = lock

    @classmethod
    def create(
        cls,
        root: Path,
        *,
        session_id: UUID,
        started_at: datetime,
        patient_code: str,
        free_bytes_needed: int = FREE_BYTES_NEEDED,
    ) -> Self:
        """Check the disk, then make and lock the folder.

        Args:
            root: Where all sessions are kept; made if it is missing.
            session_id: Its first hex digits end the folder's name.
            started_at: The patient's own clock.
            patient_code: Letters and digits, as `sessions.patient.PatientCode`.
            free_bytes_needed: Refuse to start with less.

        Raises:
            FolderNotWritableError: nothing can be written there.
            FolderFullError: too little space is left there.
            FolderError: a session of this very name is there already.
        """
        check_root(root, free_bytes_needed=free_bytes_needed)
        name = f"ses-{started_at:%Y%m%dT%H%M%S}-{session_id.hex[:4]}"
        path = root / f"sub-{patient_code}" / name
        try:
            path.mkdir(parents=True)
            lock = FolderLock.take(path)
            for parent in (path, path.parent, root):
                sync_folder(parent)
        except FileExistsError as error:
            raise FolderError(f"the session folder {name} is there already: start again") from error
        except OSError as error:
            raise _not_writable(root, error) from error
        if lock is None:
            raise FolderError(f"another program has taken the session folder {name}: start again")
        return cls(path, session_id, lock)

    @property
    def events_path(self) -> Path:
        """Where the event log goes."""
        return self.path / EVENTS_NAME

    @property
    def recording_path(self) -> Path:
        """Where the recording goes."""
        return self.path / RECORDING_NAME

    def seal(self, ended: Ended) -> Manifest:
        """Write the manifest and let the folder go; close log and recording first.

        Raises:
            FolderError: it can't be written; the next start seals the folder.
        """
        try:
            files = tuple(seal_file(path) for path in sorted(_content(self.path)))
            manifest = Manifest(session_id=self.session_id, ended=ended, files=files)
            write_manifest(self.path, manifest)
        except OSError as error:
            raise FolderError(
                f"the session is kept but can't be sealed ({error.strerror}): free some space on "
                "the disk; the next start seals it"
            ) from error
        finally:
            self._lock.release()
        return manifest

    def release(self) -> None:
        """Let the folder go without sealing it; a later start recovers it."""
        self._lock.release()


def check_root(root: Path, *, free_bytes_needed: int = FREE_BYTES_NEEDED) -> None:
    """Make sure that a session can be kept under `root`, by writing there.

    Raises:
        FolderNotWritableError: nothing can be written there.
        FolderFullError: too little space is left there.
    """
    probe = root / f".write-test-{os.getpid()}"
    try:
        root.mkdir(parents=True, exist_ok=True)
        free_bytes = shutil.disk_usage(root).free
        if free_bytes >= free_bytes_needed:
            try:
                with FileIO(probe, "wb") as file:
                    write_whole(file, bytes(4096))
                    os.fsync(file.fileno())
            finally:
                probe.unlink(missing_ok=True)
    except OSError as error:
        raise _not_writable(root, error) from error
    if free_bytes < free_bytes_needed:
        raise FolderFullError(
            f"only {free_bytes // 1_000_000} MB are free where sessions are kept, "
            f"{free_bytes_needed // 1_000_000} MB are needed: free some space and start again"
        )


def _not_writable(root: Path, error: OSError) -> FolderError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return FolderFullError(
            "the disk where sessions are kept is full: free some space and start again"
        )
    return FolderNotWritableError(
        f"nothing can be written in the sessions folder {root} ({error.strerror}): "
        "choose another folder or ask for the right to write there"
    )


def _content(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        # A .part is a file that was being put in place when the program was cut off.
        unfinished = path.suffix == ".part" or path.name in {MANIFEST_NAME, LOCK_NAME}
        if path.is_file() and not unfinished:
            yield path
