"""Damaged recordings: a cut or a flipped bit costs the block it is in, and is said."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.recording.frame_row import FrameRow, LimbRow
from sessions.recording.reader import RecordingReader, salvage
from sessions.recording.recording import RecordingWriter
from sessions.recording.rows import PoseRow

BLOCKS = 5
ROWS = 4
ANGLES = np.linspace(-1.0, 2.0, 6)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damage")


@pytest.fixture(scope="module")
def whole(work: Path) -> bytes:
    recording = RecordingWriter(
        work / "whole.mcap", software_version="0", joint_angles=("a", "b"), block_s=3600.0
    )
    for block in range(BLOCKS):
        for row in range(ROWS):
            at_s = block + row / 60
            limb = LimbRow("left", 1.0, ANGLES + at_s)
            recording.add(FrameRow(row, "mirror", at_s, None, None, 0.0, False, (limb,)))
            recording.add(PoseRow(at_s, 1.0, ANGLES + at_s))
        recording.flush()
    recording.close()
    return (work / "whole.mcap").read_bytes()


def test_a_flipped_bit_anywhere_costs_at_most_its_block_and_is_said(
    work: Path, whole: bytes
) -> None:
    path = work / "flipped.mcap"
    lost_somewhere = 0
    for at in range(0, len(whole), 3):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        path.write_bytes(flipped)
        condition = RecordingReader(path).condition()
        lost = 2 * BLOCKS * ROWS - sum(condition.rows.values())
        assert lost in (0, ROWS)
        assert not condition.sound
        assert condition.damage or not condition.finished
        assert condition.blocks_lost >= lost // ROWS
        lost_somewhere += lost
    assert lost_somewhere


def test_a_recording_cut_anywhere_keeps_every_whole_block(work: Path, whole: bytes) -> None:
    path = work / "cut.mcap"
    before = 0
    for cut in range(0, len(whole), 7):
        path.write_bytes(whole[:cut])
        condition = RecordingReader(path).condition()
        rows = sum(condition.rows.values())
        assert rows in (before, before + ROWS)
        assert condition.rows_lost == 0
        assert not condition.finished
        before = rows
    assert before == 2 * BLOCKS * ROWS


@given(cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=300)), max_size=4))
def test_any_rubbish_is_read_without_a_traceback(
    work: Path, whole: bytes, cuts: list[tuple[float, bytes]]
) -> None:
    data = whole
    for where, rubbish in cuts:
        at = int(where * len(data))
        data = data[:at] + rubbish + data[at + len(rubbish) // 2 :]
    path = work / "rubbish.mcap"
    path.write_bytes(data)
    for row in RecordingReader(path).rows():
        assert row.topic in {"frame", "pose"}


def test_a_salvaged_recording_is_whole_and_has_every_row_but_the_lost(
    work: Path, whole: bytes
) -> None:
    random.seed(4)
    for _ in range(20):
        flipped = bytearray(whole[: random.randrange(len(whole) // 2, len(whole))])
        flipped[random.randrange(len(flipped))] ^= 0x10
        source, target = work / "source.mcap", work / "target.mcap"
        source.write_bytes(flipped)
        target.unlink(missing_ok=True)
        before = RecordingReader(source).condition()
        saved = salvage(source, target)
        after = RecordingReader(target).condition()
        assert saved.kept == sum(before.rows.values()) == sum(after.rows.values())
        assert after.sound
        assert source.read_bytes() == flipped
        # Rows keep their numbers, so a gap stays to be seen.
        assert after.rows_lost == before.rows_lost


def test_rows_lost_in_the_middle_are_counted_by_their_numbers(work: Path, whole: bytes) -> None:
    flipped = bytearray(whole)
    # The third chunk's compressed data: chunks are known by what their compression is called.
    marker = -1
    for _ in range(3):
        marker = whole.index(b"\x04\x00\x00\x00zstd", marker + 1)
    flipped[marker + 60] ^= 1
    (work / "middle.mcap").write_bytes(flipped)
    condition = RecordingReader(work / "middle.mcap").condition()
    assert (condition.rows_lost, condition.blocks_lost) == (ROWS, 1)
