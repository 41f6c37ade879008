"""A session's process is killed at random instants: what it promised is there.

``MIRRORLIMB_KILLS=200`` runs as many rounds; the default keeps the suite short.
"""

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sessions.events.entry import RatingGiven, Recovered, SessionEnded
from sessions.events.log import read_log
from sessions.folder.manifest import read_manifest, verify
from sessions.folder.recovery import recover_unsealed
from sessions.recording.frame_row import FrameRow
from sessions.recording.reader import RecordingReader

CHILD = Path(__file__).with_name("session_child.py")
ROUNDS = int(os.environ.get("MIRRORLIMB_KILLS", "5"))
FRAME_S = 0.01
LINES_SAID = 470


def killed_after(root: Path, seed: int, lines: int) -> dict[str, int]:
    """Run the child until it has said so many lines, kill it; return the last of each promise."""
    said: dict[str, int] = {}
    with subprocess.Popen(
        [sys.executable, str(CHILD), str(root), str(seed)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for count, line in enumerate(child.stdout, start=1):
            if count == lines:
                child.kill()
            what, number = line.split()
            said[what] = int(number)
        child.wait()
    assert said, "the child did not start"
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("seed", range(1, ROUNDS + 1))
def test_a_kill_loses_no_rating_and_less_than_a_second_of_movement(
    tmp_path: Path, seed: int
) -> None:
    said = killed_after(tmp_path, seed, random.Random(seed).randrange(1, LINES_SAID))

    (folder,) = tmp_path.glob("sub-*/ses-*")
    was_sealed = read_manifest(folder) is not None  # the kill may come when all is done
    recovered = recover_unsealed(tmp_path, now=lambda: datetime(2026, 1, 2, tzinfo=UTC))

    assert [(one.path, one.problem) for one in recovered] == [(folder, "")] * (not was_sealed)
    assert was_sealed or "sealed" not in said
    entries = read_log(folder / "events.jsonl").entries
    ratings = [entry for entry in entries if isinstance(entry, RatingGiven)]
    values = [entry.rating.value for entry in ratings]
    assert len(values) > said.get("rating", -1)
    assert values == [n % 11 for n in range(len(values))]
    assert isinstance(entries[-1], SessionEnded if was_sealed else Recovered)
    if (folder / "recording.mcap").exists():
        frames = [
            row.frame
            for row in RecordingReader(folder / "recording.mcap").rows("frame")
            if isinstance(row, FrameRow)
        ]
        assert frames == list(range(len(frames)))
        assert len(frames) >= said.get("rows", 0)
        assert len(frames) * FRAME_S > said.get("frame", 0) * FRAME_S - 1.0
        assert RecordingReader(folder / "recording.mcap").condition().sound
    else:
        assert "frame" not in said
    manifest = read_manifest(folder)
    assert manifest is not None
    ends = [entry.ended for entry in entries if isinstance(entry, SessionEnded)]
    assert ends == [manifest.ended]
    if "ended" in said:
        assert manifest.ended == "completed"
    if "rows" not in said:
        assert manifest.ended == "interrupted"
    assert verify(folder).sound
    assert recover_unsealed(tmp_path) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_session_that_nobody_kills_is_sealed_and_left_alone(tmp_path: Path) -> None:
    said = killed_after(tmp_path, 1, -1)
    assert "sealed" in said
    assert recover_unsealed(tmp_path) == ()
    (folder,) = tmp_path.glob("sub-*/ses-*")
    assert verify(folder).sound
    assert RecordingReader(folder / "recording.mcap").condition().sound
