"""`python -m sessions.clinic.courier ROOT CODE`: contact in the background, in its own process.

Started by the program at its start and after a session; it outlives the program's window, tries
again with growing pauses while nobody answers, and ends. What it could not send, the next start
tries again: offline for weeks loses nothing. It never runs in the frame loop.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sessions.clinic.contact import contact
from sessions.clinic.enrolment import clinic_folder, read_enrolment
from sessions.clinic.errors import ClinicUnreachableError
from sessions.clinic.portal_client import PortalClient
from sessions.clinic.token import read_token
from sessions.errors import SessionsError
from sessions.folder.lock import FolderLock
from sessions.folder.recovery import local_now

FIRST_PAUSE_S = 15.0
LONGEST_PAUSE_S = 30 * 60.0
GIVE_UP_AFTER_S = 6 * 3600.0
_POLITENESS = 15


def start_courier(root: Path, code: str) -> subprocess.Popen[bytes]:
    """Send a courier on its way; return at once."""
    return subprocess.Popen(
        [sys.executable, "-m", "sessions.clinic.courier", str(root), code],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def pauses_s(draw: Callable[[], float] = random.random) -> Iterator[float]:
    """Yield how long to wait after each failure: doubling, up to half an hour, never in step.

    Args:
        draw: A random number from 0 to 1; many homes must not come back at the same instant.
    """
    pause_s, waited_s = FIRST_PAUSE_S, 0.0
    while waited_s < GIVE_UP_AFTER_S:
        jittered_s = pause_s * (0.5 + draw())
        yield jittered_s
        waited_s += jittered_s
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)


def run(root: Path, code: str, *, wait: Callable[[float], None] = time.sleep) -> bool:
    """Keep trying until everything is sent, refused, or it has taken too long.

    Returns:
        Whether there was a whole contact.
    """
    enrolment = read_enrolment(root, code)
    if enrolment is None:
        return False
    lock = FolderLock.take(clinic_folder(root, code))
    if lock is None:
        return False  # another courier is on its way
    try:
        with PortalClient(enrolment.server, read_token(root, enrolment)) as client:
            for pause_s in pauses_s():
                try:
                    contact(root, enrolment, client, now=local_now)
                except ClinicUnreachableError:
                    wait(pause_s)
                else:
                    return True
    finally:
        lock.release()
    return False


def main(words: Sequence[str]) -> int:
    """Run as a process: politely, silently, never with a traceback of patient data."""
    with suppress(OSError, AttributeError):
        os.nice(_POLITENESS)  # a session may be playing beside it
    root, code = words
    try:
        return 0 if run(Path(root), code) else 1
    except (SessionsError, OSError):
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
