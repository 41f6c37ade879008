"""Received files in a folder: on the disk itself, under their own name, when `save` returns."""

import os
from pathlib import Path
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from sessions.folder.durable import sync_folder

PART_SUFFIX = ".part"
_PRIVATE = 0o600


class DurableFolder(FileSystemStorage):
    """Writes beside, syncs, renames, syncs the folder: a name is there whole or not at all.

    Names are hashes of the content, so a name that is there already holds the same content.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return the very name: nothing is ever stored under another one."""
        return name

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        new = [folder for folder in path.parents if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_name(f"{path.name}.{uuid4().hex}{PART_SUFFIX}")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
            with os.fdopen(handle, "wb") as file:
                for block in content.chunks():
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)
        for folder in new:
            sync_folder(folder.parent)
        return name
