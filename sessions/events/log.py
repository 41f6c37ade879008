"""The event log of a session: appended to, never rewritten, and readable whatever happened to it.

Ratings, stops, safety and end entries are on the disk when `append` returns; others when the
caller asks for it or with the next one that is.
"""

import os
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Self

from sessions.errors import LogError
from sessions.events.entry import ALWAYS_DURABLE, LogEntry
from sessions.events.line import DamagedLineError, decode_line, encode_line, sound_pieces
from sessions.folder.durable import sync_folder, write_whole


class EventLog:
    """Writes one session's `events.jsonl`."""

    def __init__(self, path: Path, file: FileIO, next_n: int, *, torn: bool = False) -> None:
        self.path = path
        self._file = file
        self._next_n = next_n
        self._torn = torn  # the file may end in the middle of a line

    @classmethod
    def create(cls, path: Path) -> Self:
        """Start a new log.

        Raises:
            LogError: the file is there already or can't be made.
        """
        try:
            file = FileIO(path, "xb")
            sync_folder(path.parent)
        except OSError as error:
            raise LogError(_told("started", error)) from error
        return cls(path, file, 0)

    @classmethod
    def reopen(cls, path: Path) -> Self:
        """Go on after the last line of a log, sound or not; nothing in it is changed.

        Raises:
            LogError: the file can't be opened for writing.
        """
        reading = read_log(path)
        try:
            file = FileIO(path, "ab")
        except OSError as error:
            raise LogError(_told("opened", error)) from error
        return cls(path, file, reading.next_n, torn=True)

    def append(self, entry: LogEntry, *, durable: bool = False) -> None:
        """Add one entry; on the disk when this returns, if `durable` or of a kind that always is.

        Raises:
            LogError: it could not be written, e.g. because the disk is full.
        """
        line = encode_line(entry, self._next_n)
        try:
            write_whole(self._file, b"\n" + line if self._torn else line)
            self._torn = False
            if durable or isinstance(entry, ALWAYS_DURABLE):
                os.fsync(self._file.fileno())
        except OSError as error:
            self._torn = True
            raise LogError(_told("written", error)) from error
        self._next_n += 1

    def close(self) -> None:
        """Bring everything to the disk and close; safe to call twice.

        Raises:
            LogError: the last entries could not be written.
        """
        if self._file.closed:
            return
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            raise LogError(_told("written", error)) from error
        finally:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def _told(verb: str, error: OSError) -> str:
    return (
        f"the session's event log can't be {verb} ({error.strerror}): "
        "check the disk's free space and that it is still connected"
    )


@dataclass(frozen=True, slots=True)
class DamagedLine:
    """A line that could not be read, and why; none of its content."""

    line_no: int
    """From 1, as an editor counts."""
    reason: str


@dataclass(frozen=True, slots=True)
class LogReading:
    """Every sound entry in order, and what was damaged."""

    entries: tuple[LogEntry, ...]
    damaged: tuple[DamagedLine, ...]
    next_n: int
    """The number that the next entry would carry."""


def read_log(path: Path) -> LogReading:
    """Read a log, however damaged; only damaged lines are lost, and they are named.

    Raises:
        LogError: the file can't be opened at all.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LogError(
            f"the event log {path.name} can't be read ({error.strerror}): "
            "check that the session folder is complete"
        ) from error
    return parse_log(data)


def parse_log(data: bytes) -> LogReading:
    """Read a log's bytes, as `read_log` does."""
    entries: list[LogEntry] = []
    damaged: list[DamagedLine] = []
    next_n = 0
    damaged_since = 0
    for line_no, whole in enumerate(data.split(b"\n"), start=1):
        pieces = sound_pieces(whole)
        if pieces != [whole]:
            damaged.append(
                DamagedLine(line_no, "its beginning or end is damaged; its entries are kept")
            )
        for piece in filter(None, pieces):
            try:
                line = decode_line(piece)
            except DamagedLineError as error:
                damaged.append(DamagedLine(line_no, str(error)))
                damaged_since += 1
                continue
            missing = line.n - next_n - damaged_since
            if missing > 0:
                damaged.append(DamagedLine(line_no, f"{missing} entries before it are missing"))
            next_n, damaged_since = line.n + 1, 0
            entries.append(line.entry)
    return LogReading(tuple(entries), tuple(damaged), next_n)
