"""A full disk is told at once, and what was written before stays readable."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sessions.errors import LogError
from sessions.events.entry import Note, SessionEnded
from sessions.events.log import EventLog, read_log
from sessions.recording.reader import RecordingReader

CHILD = Path(__file__).with_name("full_disk_child.py")
SMALL_DISK_BYTES = 1_000_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of one megabyte."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK_BYTES}", "tmpfs", str(tmp_path)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("a small disk can only be mounted by root on Linux; the size limit stands in")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def check_told_and_kept(folder: Path, mode: str) -> None:
    done = subprocess.run(
        [sys.executable, str(CHILD), str(folder), mode],
        capture_output=True,
        text=True,
        check=True,
    )
    told = [line.split(":")[0] for line in done.stdout.splitlines()]
    assert told == ["RecordingError", "RecordingError", "RecordingError", "LogError"]
    assert "check the disk's free space" in done.stdout
    assert done.stderr == ""
    condition = RecordingReader(folder / "recording.mcap").condition()
    assert condition.rows["pose"] > 300
    assert condition.rows_lost == 0
    assert not condition.finished


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX size limit")
def test_a_file_that_cant_grow_is_told_at_once_and_stays_readable(tmp_path: Path) -> None:
    check_told_and_kept(tmp_path, "limit")
    reading = read_log(tmp_path / "events.jsonl")
    assert len(reading.entries) > 300
    assert [damaged.reason for damaged in reading.damaged] == ["the line is incomplete"]


def test_a_full_disk_is_told_at_once_and_everything_before_stays_readable(
    small_disk: Path,
) -> None:
    check_told_and_kept(small_disk, "small")


def test_a_log_goes_on_after_a_line_that_did_not_fit(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(SMALL_DISK_BYTES - 100_000))
    log = EventLog.create(small_disk / "events.jsonl")
    filling = Note(at_s=1.0, about="filling", text="x" * 900)
    kept = 0
    while log.path.stat().st_size < 95_000:
        log.append(filling)
        kept += 1
    with pytest.raises(LogError, match="free space"):
        log.append(filling.model_copy(update={"text": "x" * 20_000}))
    ballast.unlink()
    log.append(SessionEnded(at_s=2.0, ended="error", reason="the disk was full"))
    log.close()
    reading = read_log(small_disk / "events.jsonl")
    assert len(reading.entries) == kept + 1
    assert reading.entries[-1] == SessionEnded(at_s=2.0, ended="error", reason="the disk was full")
