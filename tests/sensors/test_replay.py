"""A recorded session plays again: the same samples with the same timing, whatever became of it."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.recorder.rows import pose_row, sample_row
from sensors.drivers.replay import ReplaySensor
from sensors.errors import SensorDataError, SensorEndedError
from sensors.pose import JOINT_ANGLES, RESTING, MeasuredPose
from sensors.recording import read_samples
from sensors.sample import (
    EmgSample,
    HandSample,
    ImuSample,
    PointerSample,
    PoseSample,
    Sample,
    TrackedHand,
)
from sensors.sample_rows import SAMPLE_TOPICS, from_row
from sensors.settings import ReplaySettings
from sessions.recording.recording import RecordingWriter

from .conftest import ManualClock

Write = Callable[..., Path]


def _hands(at_s: float) -> HandSample:
    random = np.random.default_rng(round(at_s * 1000))
    hand = TrackedHand(
        landmarks_px=random.uniform(0, 640, (21, 2)).astype(np.float32),
        world_m=random.uniform(-0.1, 0.1, (21, 3)).astype(np.float32),
        presence=0.97,
        right_probability=0.04,
    )
    return HandSample(at_s, at_s + 0.02, (640, 480), (hand,), 0.5)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def recorded(*samples: Sample, poses: tuple[MeasuredPose, ...] = ()) -> Path:
        path = tmp_path / "recording.mcap"
        path.unlink(missing_ok=True)
        writer = RecordingWriter(path, software_version="1", joint_angles=JOINT_ANGLES)
        for sample in samples:
            writer.add(sample_row(sample))
        for pose in poses:
            writer.add(pose_row(pose))
        writer.close()
        return tmp_path

    return recorded


def test_samples_come_back_as_they_were_recorded(write: Write) -> None:
    hands = _hands(10.0)
    pointer = PointerSample(10.5, 10.51, 0.25, 0.5, 0.75)
    told = PoseSample(11.0, 11.0, RESTING, 0.8)
    first, second, third = read_samples(write(hands, pointer, told))
    assert isinstance(first, HandSample)
    assert (first.image_size_px, first.brightness) == ((640, 480), 0.5)
    assert np.allclose(first.hands[0].landmarks_px, hands.hands[0].landmarks_px, atol=0.01)
    assert np.allclose(first.hands[0].world_m, hands.hands[0].world_m, atol=1e-5)
    assert second == pointer
    assert isinstance(third, PoseSample)
    assert np.allclose(third.angles_rad, RESTING, atol=1e-5)
    assert third.confidence == 0.8


def test_muscle_and_motion_samples_come_back_as_they_were_recorded(write: Write) -> None:
    microvolts = np.linspace(-187_500, 187_499, 24, dtype=np.float32).reshape(3, 8)
    emg = EmgSample(10.0, 10.01, 7.25, microvolts, 250.0, lost_before=2)
    imu = ImuSample(10.5, 10.5, None, np.array([0.6, 0.0, -0.8, 0.0]), None, np.array([0, 0, 9.8]))
    first, second = read_samples(write(emg, imu))
    assert isinstance(first, EmgSample)
    assert (first.taken_at_s, first.arrived_at_s, first.device_time_s) == (10.0, 10.01, 7.25)
    assert (first.fs_hz, first.lost_before) == (250.0, 2)
    assert np.allclose(first.microvolts, microvolts, atol=0.001)
    assert isinstance(second, ImuSample)
    assert (second.device_time_s, second.gyro_rad_s) == (None, None)
    assert np.array_equal(second.orientation_wxyz, [0.6, 0.0, -0.8, 0.0])
    assert np.array_equal(second.accel_m_s2, [0.0, 0.0, 9.8])


def test_each_sample_is_due_when_as_much_time_has_passed_as_had_then(
    write: Write, clock: ManualClock
) -> None:
    folder = write(*(_hands(500.0 + number / 30) for number in range(60)))
    sensor = ReplaySensor(ReplaySettings(session=folder), clock)
    sensor.open()
    assert sensor.drain() == ()
    clock.advance(0.021)
    (first,) = sensor.drain()
    assert first.taken_at_s == pytest.approx(100.0)
    assert first.arrived_at_s == pytest.approx(100.02)
    clock.advance(1.0)
    assert len(sensor.drain()) == 30
    clock.advance(10.0)
    assert len(sensor.drain()) == 29
    with pytest.raises(SensorEndedError):
        sensor.drain()


def test_twice_the_speed_takes_half_the_time(write: Write, clock: ManualClock) -> None:
    folder = write(*(PointerSample(7.0 + i, 7.0 + i, 0.5, 0.5, 0.5) for i in range(5)))
    sensor = ReplaySensor(ReplaySettings(session=folder, speed=2.0), clock)
    sensor.open()
    clock.advance(1.01)
    assert [sample.taken_at_s for sample in sensor.drain()] == [100.0, 100.5, 101.0]


def test_a_looped_recording_starts_again(write: Write, clock: ManualClock) -> None:
    folder = write(*(PointerSample(7.0 + i, 7.0 + i, 0.5, 0.5, 0.5) for i in range(3)))
    sensor = ReplaySensor(ReplaySettings(session=folder, loop=True), clock)
    sensor.open()
    clock.advance(5.0)
    assert len(sensor.drain()) == 3
    assert len(sensor.drain()) == 1
    clock.advance(5.0)
    assert len(sensor.drain()) == 2


def test_poses_stand_in_for_samples_that_were_not_recorded(write: Write) -> None:
    poses = tuple(MeasuredPose(3.0 + i, RESTING, 0.5) for i in range(3))
    samples = read_samples(write(poses=poses))
    assert len(samples) == 3
    assert all(isinstance(sample, PoseSample) for sample in samples)


def test_a_recording_without_samples_or_poses_says_so(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SensorDataError, match="no samples and no poses"):
        read_samples(write())
    (tmp_path / "recording.mcap").write_bytes(b"")
    with pytest.raises(SensorDataError, match="no samples and no poses"):
        read_samples(tmp_path)
    with pytest.raises(SensorDataError, match="can't be opened"):
        read_samples(tmp_path / "nowhere")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_cut_or_damaged_recording_gives_samples_or_a_sentence(
    write: Write, tmp_path: Path, data: st.DataObject
) -> None:
    folder = write(*(PointerSample(7.0 + i, 7.0 + i, 0.5, 0.5, 0.5) for i in range(20)))
    file = folder / "recording.mcap"
    content = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    file.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    with contextlib.suppress(SensorDataError):
        assert 0 < len(read_samples(folder)) <= 20


@given(
    topic=st.sampled_from(sorted(SAMPLE_TOPICS | {"pose", "frame", "x"})),
    row=st.binary(max_size=60) | st.text(max_size=60).map(str.encode),
)
def test_any_bytes_are_a_sample_or_a_sensor_data_error(topic: str, row: bytes) -> None:
    with pytest.raises(SensorDataError):
        from_row(topic, row)


def test_an_error_about_a_row_does_not_repeat_what_is_in_it() -> None:
    with pytest.raises(SensorDataError) as told:
        from_row("sample/pointer", b'{"taken_s": "Mrs Example", "arrived_s": 1}')
    assert "Example" not in str(told.value)
    assert "taken_s" in str(told.value)
