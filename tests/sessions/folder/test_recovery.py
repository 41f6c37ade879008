"""Recovery: an unsealed session is made whole and sealed; nothing original is touched."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

import sessions.folder.recovery as recovery
from sessions.events.entry import Recovered, SensorBack, SessionEnded, SessionStarted
from sessions.events.log import EventLog, read_log
from sessions.folder.manifest import read_manifest, verify
from sessions.folder.recovery import recover_unsealed
from sessions.folder.session_folder import SessionFolder
from sessions.recording.reader import RecordingReader
from sessions.recording.recording import RecordingWriter
from sessions.recording.rows import PoseRow

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def cut_off(root: Path, started: SessionStarted, *, torn_bytes: int = 0) -> SessionFolder:
    """Return a session's folder as a crash leaves it, its lock still to be released."""
    folder = SessionFolder.create(
        root,
        session_id=started.session_id,
        started_at=started.anchor.wall,
        patient_code=started.patient_code,
        free_bytes_needed=1,
    )
    with EventLog.create(folder.events_path) as log:
        log.append(started)
        log.append(SensorBack(at_s=105.5))
    recording = RecordingWriter(
        folder.recording_path, software_version="0", joint_angles=("a",), block_s=3600.0
    )
    for block in range(3):
        recording.add(PoseRow(100.0 + block, 1.0, np.zeros(28)))
        recording.flush()
    size = folder.recording_path.stat().st_size
    recording.close()
    data = folder.recording_path.read_bytes()
    folder.recording_path.write_bytes(data[: size - torn_bytes])
    return folder


def recovered(root: Path) -> recovery.RecoveredFolder:
    (one,) = recover_unsealed(root, now=lambda: NOW)
    return one


def test_a_session_cut_off_is_sealed_as_interrupted(
    tmp_path: Path, started: SessionStarted
) -> None:
    folder = cut_off(tmp_path, started)
    original = folder.events_path.read_bytes()
    folder.release()

    told = recovered(tmp_path)

    assert (told.path, told.ended, told.problem) == (folder.path, "interrupted", "")
    assert (told.rows_kept, told.blocks_lost, told.damaged_lines) == (3, 0, 0)
    entries = read_log(folder.events_path).entries
    assert entries[2:] == (
        SessionEnded(at_s=105.5, ended="interrupted", reason="the program was cut off"),
        Recovered(
            at_s=105.5,
            recovered_at=NOW,
            damaged_lines=0,
            recording_rows_kept=3,
            recording_blocks_lost=0,
        ),
    )
    assert folder.events_path.read_bytes().startswith(original)
    manifest = read_manifest(folder.path)
    assert manifest is not None
    assert (manifest.session_id, manifest.ended) == (started.session_id, "interrupted")
    assert verify(folder.path).sound


def test_a_damaged_recording_stays_beside_the_one_made_whole(
    tmp_path: Path, started: SessionStarted
) -> None:
    folder = cut_off(tmp_path, started, torn_bytes=40)
    original = folder.recording_path.read_bytes()
    folder.release()

    told = recovered(tmp_path)

    assert (told.rows_kept, told.blocks_lost) == (2, 1)
    assert (folder.path / "recording.damaged.mcap").read_bytes() == original
    assert RecordingReader(folder.recording_path).condition().sound
    assert {f.name for f in read_manifest(folder.path).files} == {  # type: ignore[union-attr]
        "events.jsonl",
        "recording.mcap",
        "recording.damaged.mcap",
    }


def test_a_session_cut_off_after_its_end_keeps_how_it_ended(
    tmp_path: Path, started: SessionStarted
) -> None:
    folder = cut_off(tmp_path, started)
    with EventLog.reopen(folder.events_path) as log:
        log.append(SessionEnded(at_s=110.0, ended="safety", reason="pain"))
    folder.release()
    assert recovered(tmp_path).ended == "safety"
    ends = [e for e in read_log(folder.events_path).entries if isinstance(e, SessionEnded)]
    assert [end.ended for end in ends] == ["safety"]


def test_a_session_in_progress_is_left_alone(tmp_path: Path, started: SessionStarted) -> None:
    folder = cut_off(tmp_path, started)
    before = {path: path.read_bytes() for path in folder.path.iterdir()}
    assert recover_unsealed(tmp_path) == ()
    assert {path: path.read_bytes() for path in folder.path.iterdir()} == before
    folder.release()


def test_a_session_cut_off_before_its_first_entry_is_sealed_too(tmp_path: Path) -> None:
    (tmp_path / "sub-P01" / "ses-20261123T090501-6f96").mkdir(parents=True)
    told = recovered(tmp_path)
    assert (told.ended, told.problem) == ("interrupted", "")
    assert verify(told.path).sound


def test_a_damaged_seal_is_made_anew(tmp_path: Path, started: SessionStarted) -> None:
    folder = cut_off(tmp_path, started)
    folder.seal("completed")
    (folder.path / "manifest.json").write_bytes(b"{")
    recovered(tmp_path)
    assert verify(folder.path).sound


def test_a_seal_that_was_cut_off_while_written_is_written_anew(
    tmp_path: Path, started: SessionStarted
) -> None:
    folder = cut_off(tmp_path, started)
    (folder.path / "manifest.json.part").write_bytes(b'{"format')
    folder.release()
    recovered(tmp_path)
    assert verify(folder.path).sound
    assert not list(folder.path.glob("*.part"))


def test_an_empty_place_has_nothing_to_recover(tmp_path: Path) -> None:
    assert recover_unsealed(tmp_path / "not-there-yet") == ()


@pytest.mark.parametrize("cut_at", ["_keep_beside", "sync_folder", "_session_id"])
def test_a_recovery_that_is_cut_off_is_done_again(
    tmp_path: Path, started: SessionStarted, monkeypatch: pytest.MonkeyPatch, cut_at: str
) -> None:
    folder = cut_off(tmp_path, started, torn_bytes=40)
    original = folder.recording_path.read_bytes()
    folder.release()

    class CutOffError(BaseException):
        pass

    def cut(*_: object) -> None:
        raise CutOffError

    with monkeypatch.context() as patched:
        patched.setattr(recovery, cut_at, cut)
        with pytest.raises(CutOffError):
            recover_unsealed(tmp_path)
    told = recovered(tmp_path)

    assert (told.ended, told.rows_kept) == ("interrupted", 2)
    assert verify(folder.path).sound
    assert (folder.path / "recording.damaged.mcap").read_bytes() == original
    assert not list(folder.path.glob("*.part"))


def test_one_session_that_cant_be_recovered_keeps_no_other_from_it(
    tmp_path: Path, started: SessionStarted
) -> None:
    folder = cut_off(tmp_path, started)
    folder.release()
    stuck = tmp_path / "sub-A00" / "ses-20260101T000000-0000"
    (stuck / "events.jsonl").mkdir(parents=True)
    bad, good = recover_unsealed(tmp_path, now=lambda: NOW)
    assert bad.path == stuck
    assert bad.ended is None
    assert "can't be recovered" in bad.problem
    assert (good.path, good.ended) == (folder.path, "interrupted")
