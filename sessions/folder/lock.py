"""Tell a session in progress from one that was cut off: a lock that dies with its process."""

import os
import sys
from pathlib import Path
from typing import Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME = "in_use.lock"


class FolderLock:
    """Held on one session folder by the process that writes it."""

    def __init__(self, handle: int, path: Path) -> None:
        self._handle: int | None = handle
        self._path = path

    @classmethod
    def take(cls, folder: Path) -> Self | None:
        """Return the lock, or None where a living process holds it.

        Raises:
            OSError: the folder can't be written.
        """
        path = folder / LOCK_NAME
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if sys.platform == "win32":
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            return None
        return cls(handle, path)

    def release(self) -> None:
        """Let the folder go and remove the lock's file; safe to call twice."""
        if self._handle is None:
            return
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = None
        if sys.platform == "win32":
            self._path.unlink(missing_ok=True)
