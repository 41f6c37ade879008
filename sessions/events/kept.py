"""The log of a session that is over, read once in a program however often it is looked back at.

A sealed folder does not change any more, so what was read stays true; any other is read anew.
"""

from functools import lru_cache
from pathlib import Path

from sessions.events.log import LogReading, read_log
from sessions.folder.manifest import MANIFEST_NAME
from sessions.folder.session_folder import EVENTS_NAME

_KEPT = 600
"""Logs remembered: about as many as two years of training leave."""


def kept_log(folder: Path) -> LogReading:
    """Return a session folder's log.

    Raises:
        LogError: the log can't be opened at all.
    """
    try:
        seal = (folder / MANIFEST_NAME).stat()
        events = (folder / EVENTS_NAME).stat()
    except OSError:
        return read_log(folder / EVENTS_NAME)
    return _read(folder, seal.st_mtime_ns, events.st_mtime_ns, events.st_size)


@lru_cache(maxsize=_KEPT)
def _read(folder: Path, sealed_ns: int, written_ns: int, size: int) -> LogReading:
    return read_log(folder / EVENTS_NAME)
