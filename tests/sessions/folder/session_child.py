"""A real session's writing in a process of its own, to be killed: says what is on the disk.

Usage: ``session_child.py ROOT SEED``. One line on stdout after each promise was kept:
``rating N`` (appended durably), ``rows N`` (flushed), ``frame N`` (added, N at 100 a second).
"""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import numpy as np

from sessions.asking.rating import Rating
from sessions.events.entry import RatingGiven, SceneShown, SessionEnded
from sessions.events.log import EventLog
from sessions.folder.session_folder import SessionFolder
from sessions.recording.frame_row import FrameRow, LimbRow
from sessions.recording.recording import RecordingWriter

FRAME_S = 0.01
FRAMES = 400


def main(root: Path, seed: int) -> None:
    """Write until killed or done."""
    folder = SessionFolder.create(
        root,
        session_id=UUID(int=seed << 64),
        started_at=datetime(2026, 1, 1, tzinfo=UTC),
        patient_code=f"P{seed}",
        free_bytes_needed=1,
    )
    say("folder", 0)
    log = EventLog.create(folder.events_path)
    recording = RecordingWriter(
        folder.recording_path, software_version="0", joint_angles=(), block_s=0.25
    )
    angles = np.random.default_rng(seed).normal(0, 1, 28)
    began_s = time.perf_counter()
    ratings = 0
    for number in range(FRAMES):
        time.sleep(max(0.0, began_s + number * FRAME_S - time.perf_counter()))
        at_s = number * FRAME_S
        limb = LimbRow("left", 1.0, angles + at_s)
        recording.add(FrameRow(number, "mirror", at_s, None, None, 0.0, False, (limb,)))
        say("frame", number)
        log.append(SceneShown(at_s=at_s, scene="mirror"))
        if number % 7 == 0:
            log.append(rating(at_s, ratings % 11))
            say("rating", ratings)
            ratings += 1
        if number % 97 == 96:
            recording.flush()
            say("rows", number + 1)
    recording.close()
    say("rows", FRAMES)
    log.append(SessionEnded(at_s=FRAMES * FRAME_S, ended="completed"))
    say("ended", 0)
    log.close()
    folder.seal("completed")
    say("sealed", 0)


def rating(at_s: float, value: int) -> RatingGiven:
    """Return one answer."""
    answered_at = datetime(2026, 1, 1, tzinfo=UTC)
    return RatingGiven(
        at_s=at_s,
        rating=Rating(quantity="intensity", moment="rest", value=value, answered_at=answered_at),
    )


def say(what: str, number: int) -> None:
    """Tell the parent."""
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
