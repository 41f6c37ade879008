"""Session folders: checked before the start, laid out, sealed, and verified."""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from sessions.errors import FolderFullError, FolderNotWritableError
from sessions.events.entry import SensorBack
from sessions.events.log import EventLog
from sessions.folder.lock import FolderLock
from sessions.folder.manifest import MANIFEST_NAME, read_manifest, verify
from sessions.folder.session_folder import SessionFolder, check_root

SESSION = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
NOBODY = 65534
STARTED = datetime(2026, 11, 23, 9, 5, 1, tzinfo=UTC)


def create(root: Path) -> SessionFolder:
    return SessionFolder.create(
        root, session_id=SESSION, started_at=STARTED, patient_code="P01", free_bytes_needed=1
    )


def sealed(root: Path) -> Path:
    folder = create(root)
    with EventLog.create(folder.events_path) as log:
        log.append(SensorBack(at_s=1.0))
    folder.recording_path.write_bytes(b"recording")
    folder.seal("completed")
    return folder.path


def test_the_folder_is_named_by_patient_time_and_session(tmp_path: Path) -> None:
    folder = create(tmp_path)
    assert folder.path == tmp_path / "sub-P01" / "ses-20261123T090501-6f96"
    folder.release()


def test_a_sealed_folder_says_how_it_ended_and_verifies(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    manifest = read_manifest(path)
    assert manifest is not None
    assert (manifest.session_id, manifest.ended) == (SESSION, "completed")
    assert [file.name for file in manifest.files] == ["events.jsonl", "recording.mcap"]
    assert verify(path).sound
    assert sorted(p.name for p in path.iterdir()) == [
        "events.jsonl",
        MANIFEST_NAME,
        "recording.mcap",
    ]


def test_a_folder_without_its_seal_says_so(tmp_path: Path) -> None:
    folder = create(tmp_path)
    folder.release()
    assert verify(folder.path).problems == ("the session was not sealed; the next start does it",)


def test_whatever_changes_after_the_seal_is_named(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    (path / "recording.mcap").write_bytes(b"rEcording")
    assert verify(path).problems == ("recording.mcap has been altered since it was sealed",)
    (path / "recording.mcap").write_bytes(b"rec")
    assert verify(path).problems == ("recording.mcap has 3 bytes, 9 were sealed",)
    (path / "recording.mcap").unlink()
    assert verify(path).problems == ("recording.mcap is missing",)


def test_any_flipped_bit_of_the_manifest_is_noticed(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    manifest = read_manifest(path)
    whole = (path / MANIFEST_NAME).read_bytes()
    for at in range(len(whole)):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        (path / MANIFEST_NAME).write_bytes(flipped)
        verification = verify(path)
        assert verification.problems == (f"{MANIFEST_NAME} is damaged",) or verification.sound
        if verification.sound:
            # Another blank between words, or B for b in a number: it still says the same.
            assert read_manifest(path) == manifest


def test_two_programs_never_hold_one_folder(tmp_path: Path) -> None:
    folder = create(tmp_path)
    assert FolderLock.take(folder.path) is None
    folder.release()
    again = FolderLock.take(folder.path)
    assert again is not None
    again.release()


def test_too_little_space_is_told_before_the_session_starts(tmp_path: Path) -> None:
    needed = shutil.disk_usage(tmp_path).free + 10**12
    with pytest.raises(FolderFullError, match=r"only \d+ MB are free .*: free some space"):
        check_root(tmp_path, free_bytes_needed=needed)


def test_a_place_that_is_no_folder_is_told_before_the_session_starts(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderNotWritableError, match="choose another folder"):
        check_root(tmp_path / "file" / "sessions")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a /proc")
def test_a_place_that_takes_no_files_is_told_before_the_session_starts() -> None:
    with pytest.raises(FolderNotWritableError, match="choose another folder"):
        check_root(Path("/proc/self"), free_bytes_needed=0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX rights")
def test_a_read_only_folder_is_told_before_the_session_starts() -> None:
    is_root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        if is_root:
            os.seteuid(NOBODY)  # root may write everywhere
        try:
            with pytest.raises(FolderNotWritableError, match="ask for the right to write"):
                check_root(Path(folder))
        finally:
            if is_root:
                os.seteuid(0)
            Path(folder).chmod(0o755)


def test_the_check_leaves_nothing_behind(tmp_path: Path) -> None:
    check_root(tmp_path, free_bytes_needed=1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX locks")
def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from sessions.folder.lock import FolderLock\n"
            "lock = FolderLock.take(Path(sys.argv[1]))\n"
            "print('held', flush=True); sys.stdin.read()",
            str(tmp_path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert FolderLock.take(tmp_path) is None
        holder.kill()
        holder.wait()
    lock = FolderLock.take(tmp_path)
    assert lock is not None
    lock.release()
