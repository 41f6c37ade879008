"""What the next start does for a session that was cut off: make it whole, say so, seal it.

Nothing original is deleted or rewritten. The log is only appended to; a damaged recording stays as
`recording.damaged.mcap` beside the one made whole. Every step may itself be cut off: the next
start does it again.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sessions.errors import SessionsError
from sessions.events.entry import Ended, Recovered, SessionEnded, SessionStarted
from sessions.events.log import EventLog, LogReading, read_log
from sessions.folder.durable import sync_folder
from sessions.folder.lock import FolderLock
from sessions.folder.manifest import MANIFEST_NAME, read_manifest
from sessions.folder.session_folder import EVENTS_NAME, RECORDING_NAME, SessionFolder
from sessions.recording.reader import RecordingReader, Salvage, salvage

DAMAGED_RECORDING_NAME = "recording.damaged.mcap"
DAMAGED_SEAL_NAME = "manifest.damaged.json"


@dataclass(frozen=True, slots=True)
class RecoveredFolder:
    """What became of one unsealed session."""

    path: Path
    ended: Ended | None
    """How it counts as ended; None where it could not be recovered."""
    damaged_lines: int = 0
    rows_kept: int = 0
    blocks_lost: int = 0
    seal_damaged: bool = False
    """Whether there was a seal that could not be trusted; it is kept as `DAMAGED_SEAL_NAME`."""
    problem: str = ""
    """Why it could not be recovered, with the next step; empty where it was."""


def local_now() -> datetime:
    """Return this computer's clock with its UTC offset."""
    return datetime.now().astimezone()


def recover_unsealed(
    root: Path, *, now: Callable[[], datetime] = local_now
) -> tuple[RecoveredFolder, ...]:
    """Recover and seal every session under `root` that no living program is writing.

    A session that can't be recovered (disk full, read-only) is left as it is, named in the answer
    and tried again at the next start; it keeps nobody from playing.
    """
    return tuple(filter(None, (_recover(path, now) for path in _unsealed(root))))


def _unsealed(root: Path) -> Iterator[Path]:
    for path in sorted(root.glob("sub-*/ses-*")):
        if path.is_dir() and read_manifest(path) is None:
            yield path


def _recover(path: Path, now: Callable[[], datetime]) -> RecoveredFolder | None:
    try:
        lock = FolderLock.take(path)
        if lock is None:
            return None
        try:
            return _recover_locked(path, lock, now())
        finally:
            lock.release()
    except OSError as error:
        problem = f"{path.name} can't be recovered ({error.strerror}): free some space on the disk"
    except SessionsError as error:
        problem = f"{path.name} can't be recovered: {error}"
    return RecoveredFolder(path, None, problem=problem)


def _recover_locked(path: Path, lock: FolderLock, now: datetime) -> RecoveredFolder:
    events = path / EVENTS_NAME
    if not events.exists():
        EventLog.create(events).close()
    seal_damaged = _keep_damaged_seal(path)
    reading = read_log(events)
    saved = _whole_recording(path / RECORDING_NAME)
    ended = _ended(reading)
    at_s = reading.entries[-1].at_s if reading.entries else 0.0
    with EventLog.reopen(events) as log:
        if ended is None:
            ended = "interrupted"
            log.append(SessionEnded(at_s=at_s, ended=ended, reason="the program was cut off"))
        log.append(
            Recovered(
                at_s=at_s,
                recovered_at=now,
                damaged_lines=len(reading.damaged),
                recording_rows_kept=saved.kept,
                recording_blocks_lost=saved.lost_blocks,
                seal_damaged=seal_damaged,
            )
        )
    SessionFolder(path, _session_id(reading), lock).seal(ended)
    return RecoveredFolder(
        path, ended, len(reading.damaged), saved.kept, saved.lost_blocks, seal_damaged
    )


def _keep_damaged_seal(path: Path) -> bool:
    """Put a seal that can't be trusted aside; tell whether there was one."""
    seal = path / MANIFEST_NAME
    if not seal.exists():
        return (path / DAMAGED_SEAL_NAME).exists()
    seal.replace(path / DAMAGED_SEAL_NAME)
    sync_folder(path)
    return True


def _ended(reading: LogReading) -> Ended | None:
    """Return how the session ended by its own log: it may have been cut off after that."""
    ends = [entry.ended for entry in reading.entries if isinstance(entry, SessionEnded)]
    return ends[-1] if ends else None


def _session_id(reading: LogReading) -> UUID | None:
    starts = [e.session_id for e in reading.entries if isinstance(e, SessionStarted)]
    return starts[0] if starts else None


def _whole_recording(path: Path) -> Salvage:
    """Make the recording whole, keeping the original beside it where anything changed."""
    if not path.exists():
        return Salvage(0, 0, ())
    condition = RecordingReader(path).condition()
    if condition.sound:
        return Salvage(sum(condition.rows.values()), 0, ())
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    saved = salvage(path, part)
    _keep_beside(path, path.with_name(DAMAGED_RECORDING_NAME))
    part.replace(path)
    sync_folder(path.parent)
    return saved


def _keep_beside(original: Path, kept: Path) -> None:
    number = 1
    while kept.exists():
        if kept.samefile(original):
            return  # an earlier recovery was cut off just here
        number += 1
        kept = kept.with_name(f"recording.damaged-{number}.mcap")
    try:
        kept.hardlink_to(original)
    except OSError:
        # Some file systems (FAT) know no second name for a file.
        part = kept.with_name(kept.name + ".part")
        shutil.copyfile(original, part)
        part.replace(kept)
