"""Fill a small disk with a session and say what the program was told.

Usage: ``full_disk_child.py FOLDER MODE``; MODE ``limit`` lets no file grow past 200 kB, ``small``
expects FOLDER to be on a small disk. Prints the errors' class names, in order.
"""

import sys
from pathlib import Path

import numpy as np

from sessions.errors import LogError, RecordingError
from sessions.events.entry import Note
from sessions.events.log import EventLog
from sessions.recording.recording import RecordingWriter
from sessions.recording.rows import PoseRow

LARGEST_FILE_BYTES = 200_000


def main(folder: Path, mode: str) -> None:
    """Write until told that it can't go on."""
    if mode == "limit":
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE_BYTES, LARGEST_FILE_BYTES))
    recording = RecordingWriter(
        folder / "recording.mcap", software_version="0", joint_angles=(), block_s=3600.0
    )
    random = np.random.default_rng(1)
    try:
        for number in range(100_000):
            recording.add(PoseRow(number / 60, 1.0, random.normal(0, 1, 28)))
            if number % 30 == 29:
                recording.flush()
    except RecordingError as error:
        told(error)
    try:
        recording.add(PoseRow(0.0, 1.0, np.zeros(28)))
    except RecordingError as error:
        told(error)
    try:
        recording.close()
    except RecordingError as error:
        told(error)
    log = EventLog.create(folder / "events.jsonl")
    try:
        for _ in range(100_000):
            log.append(Note(at_s=1.0, about="filling", text="x" * 500))
    except LogError as error:
        told(error)
    log.close()


def told(error: Exception) -> None:
    """Say what the program was told."""
    sys.stdout.write(f"{type(error).__name__}: {error}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
