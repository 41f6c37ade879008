"""The recording: what is added comes back, any MCAP tool reads it, and the loop never waits."""

import threading
from pathlib import Path

import numpy as np
import pytest
from mcap.reader import make_reader
from mcap.stream_reader import StreamReader

from sessions.errors import RecordingError
from sessions.recording.device_rows import DecisionRow, EmgSampleRow, ImuSampleRow
from sessions.recording.format import TOPICS
from sessions.recording.frame_row import FrameRow, LimbRow
from sessions.recording.reader import RecordingReader
from sessions.recording.recording import RecordingWriter
from sessions.recording.rows import (
    AnyRow,
    HandRow,
    HandSampleRow,
    PointerSampleRow,
    PoseRow,
    PoseSampleRow,
    from_json,
    to_json,
)

JOINTS = tuple(f"joint_{i}" for i in range(28))
ANGLES = np.linspace(-1.0, 2.0, 28)


def frame(number: int) -> FrameRow:
    at_s = 1000.0 + number / 60
    limbs = (LimbRow("left", 0.5, ANGLES), LimbRow("right", 1.0, -ANGLES))
    return FrameRow(number, "mirror", at_s, at_s - 0.01, None, 0.025, False, limbs)


def one_of_each() -> list[AnyRow]:
    hand = HandRow(
        0.98,
        0.02,
        np.linspace(0, 640, 42, dtype=np.float32).reshape(21, 2),
        np.linspace(-0.1, 0.1, 63, dtype=np.float32).reshape(21, 3),
    )
    return [
        frame(0),
        PoseRow(1000.0, 0.75, ANGLES),
        HandSampleRow(1000.0, 1000.008, (640, 480), 0.5, (hand, hand)),
        PointerSampleRow(1000.0, 1000.001, 0.25, 0.5, 1.0),
        PoseSampleRow(1000.0, 1000.0, 1.0, ANGLES),
        EmgSampleRow(1000.0, 1000.004, 3.25, 250.0, 2, np.linspace(-187500, 9, 24).reshape(3, 8)),
        ImuSampleRow(1000.0, 1000.01, None, np.array([0.5, 0.5, -0.5, 0.5]), None, ANGLES[:3]),
        DecisionRow(1000.0, 1000.002, "close_hand", 0.875, False, 0.5, 3.25),
    ]


def writer(path: Path, block_s: float = 3600.0) -> RecordingWriter:
    return RecordingWriter(path, software_version="0.1.0", joint_angles=JOINTS, block_s=block_s)


def recorded(path: Path, rows: list[AnyRow]) -> RecordingReader:
    with writer(path) as recording:
        for row in rows:
            recording.add(row)
    return RecordingReader(path)


def test_every_topic_reads_back_as_it_was_added(tmp_path: Path) -> None:
    rows = one_of_each()
    assert {row.topic for row in rows} == {topic.name for topic in TOPICS}
    read = list(recorded(tmp_path / "r.mcap", rows).rows())
    assert [to_json(row) for row in read] == [to_json(row) for row in rows]
    assert [type(row) for row in read] == [type(row) for row in rows]


def test_angles_keep_a_hundred_thousandth_of_a_radian(tmp_path: Path) -> None:
    (pose,) = recorded(tmp_path / "r.mcap", [PoseRow(1.0, 1.0, ANGLES)]).rows("pose")
    assert isinstance(pose, PoseRow)
    np.testing.assert_allclose(pose.angles_rad, ANGLES, rtol=0, atol=0.5e-5)


def test_a_number_that_is_not_finite_is_null_and_comes_back_as_nan() -> None:
    angles = np.array([0.5, np.nan, np.inf])
    data = to_json(PoseRow(1.0, float("nan"), angles))
    assert b'"confidence":null,"angles_rad":[0.5,null,null]' in data
    pose = from_json("pose", data)
    assert isinstance(pose, PoseRow)
    np.testing.assert_array_equal(pose.angles_rad, [0.5, np.nan, np.nan])


def test_any_mcap_reader_reads_it_by_its_index_with_checksums(tmp_path: Path) -> None:
    recorded(tmp_path / "r.mcap", [*one_of_each(), frame(1)])
    with (tmp_path / "r.mcap").open("rb") as file:
        reader = make_reader(file, validate_crcs=True)
        messages = [
            (schema.encoding if schema else "", channel.topic, message.log_time)
            for schema, channel, message in reader.iter_messages(topics=["frame"])
        ]
        summary = reader.get_summary()
    assert messages == [
        ("jsonschema", "frame", 1_000_000_000_000),
        ("jsonschema", "frame", 1_000_016_666_667),
    ]
    assert summary is not None
    assert summary.statistics is not None
    assert summary.statistics.message_count == len(TOPICS) + 1


def test_it_names_the_joints(tmp_path: Path) -> None:
    assert recorded(tmp_path / "r.mcap", []).condition().joint_angles == JOINTS


def test_each_flush_is_on_the_disk_as_whole_blocks(tmp_path: Path) -> None:
    recording = writer(tmp_path / "r.mcap")
    for number in range(3):
        recording.add(frame(number))
        recording.add(PoseRow(1.0, 1.0, ANGLES))
        recording.flush()
        condition = RecordingReader(tmp_path / "r.mcap").condition()
        assert (condition.rows["frame"], condition.rows["pose"]) == (number + 1, number + 1)
        assert (condition.finished, condition.damage) == (False, ())
    recording.close()
    assert RecordingReader(tmp_path / "r.mcap").condition().sound


def test_a_block_is_one_chunk_so_that_damage_stays_in_it(tmp_path: Path) -> None:
    recording = writer(tmp_path / "r.mcap")
    for number in range(3):
        for _ in range(30):
            recording.add(frame(number))
        recording.flush()
    recording.close()
    with (tmp_path / "r.mcap").open("rb") as file:
        records = StreamReader(file, emit_chunks=True).records
        assert sum(type(record).__name__ == "Chunk" for record in records) == 3


def test_the_thread_writes_by_itself(tmp_path: Path) -> None:
    recording = writer(tmp_path / "r.mcap", block_s=0.01)
    recording.add(frame(0))
    waiting = threading.Event()
    for _ in range(1000):
        if RecordingReader(tmp_path / "r.mcap").condition().rows["frame"]:
            break
        waiting.wait(0.01)
    else:
        pytest.fail("nothing was written")
    recording.close()


def test_closing_twice_is_safe_and_a_row_too_late_is_refused(tmp_path: Path) -> None:
    recording = writer(tmp_path / "r.mcap")
    for number in range(100):
        recording.add(frame(number))
    recording.close()
    recording.close()
    with pytest.raises(RecordingError, match="is closed"):
        recording.add(frame(100))
    assert RecordingReader(tmp_path / "r.mcap").condition().rows["frame"] == 100


def test_a_recording_is_never_started_over_an_old_one(tmp_path: Path) -> None:
    recorded(tmp_path / "r.mcap", [])
    with pytest.raises(RecordingError, match="check the disk"):
        writer(tmp_path / "r.mcap")


def test_a_recording_that_is_missing_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"r\.mcap can't be read"):
        RecordingReader(tmp_path / "r.mcap").condition()
