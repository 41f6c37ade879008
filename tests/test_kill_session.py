"""Pulling the plug: a whole session, killed at random instants, loses no rating and no second.

Some rounds always; `MIRRORLIMB_KILL_ROUNDS=200` for a long run by hand.
"""

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sessions.events.entry import RatingGiven, Recovered, SessionEnded
from sessions.events.log import read_log
from sessions.folder.manifest import verify
from sessions.folder.recovery import recover_unsealed
from sessions.recording.reader import RecordingReader

CHILD = Path(__file__).parent / "fakes" / "session_child.py"
ROUNDS = int(os.environ.get("MIRRORLIMB_KILL_ROUNDS", "4"))
# The child's session takes about this long; a kill may also come after its end.
SESSION_S = 18.0


def killed_after(root: Path, after_s: float) -> list[str]:
    """Run a session, kill it after a while, and return what it had acknowledged."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(root)], stdout=subprocess.PIPE, start_new_session=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    killer = threading.Timer(after_s, child.kill)
    killer.start()
    told = child.stdout.read()
    killer.cancel()
    child.wait()
    child.stdout.close()
    # A line cut off by the kill was not acknowledged.
    return told.decode().split("\n")[:-1]


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_killed_session_keeps_every_acknowledged_rating_and_all_but_a_second_of_movement(
    number: int, tmp_path: Path
) -> None:
    # Instants spread over the whole session, at random within each stretch.
    chance = random.Random(1000 + number)
    after_s = (number % 12 + chance.random()) / 12 * SESSION_S if ROUNDS > 12 else None
    if after_s is None:
        after_s = (number + chance.random()) / ROUNDS * SESSION_S
    told = killed_after(tmp_path, after_s)

    recovered = recover_unsealed(tmp_path)
    if "sealed" in told:
        assert recovered == ()
        return
    folders = list(tmp_path.glob("sub-*/ses-*"))
    if not folders:
        assert told == []
        return
    (folder,) = folders
    assert [r.path for r in recovered] == [folder]
    assert not recovered[0].problem
    assert verify(folder).sound

    entries = read_log(folder / "events.jsonl").entries
    kept = sum(isinstance(entry, RatingGiven) for entry in entries)
    assert kept >= told.count("rating")
    assert any(isinstance(entry, Recovered) for entry in entries)
    if not any(isinstance(e, SessionEnded) and e.ended == "completed" for e in entries):
        assert recovered[0].ended == "interrupted"

    shown_s = [float(line.split()[1]) for line in told if line.startswith("frame")]
    rows = list(RecordingReader(folder / "recording.mcap").rows("frame"))
    if shown_s:
        last_kept_s = rows[-1].flip_s if rows else shown_s[0]
        assert shown_s[-1] - last_kept_s <= 1.0
    assert recover_unsealed(tmp_path) == ()
