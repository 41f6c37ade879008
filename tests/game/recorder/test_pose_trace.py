"""A trace keeps what was measured; a reader keeps what belongs to its exercise."""

import numpy as np
import pytest

from game.recorder.pose_trace import LONGEST_S, PoseTrace, TraceReader
from sensors.pose import RESTING, MeasuredPose


def pose(at_s: float) -> MeasuredPose:
    return MeasuredPose(at_s, RESTING + at_s * 1e-6, 1.0)


def test_a_trace_keeps_times_angles_and_what_the_camera_saw() -> None:
    trace = PoseTrace()
    assert trace.rate_hz is None
    assert trace.angles_rad.shape == (0, 28)
    for i in range(4):
        trace.add(pose(i * 0.02), 0.05 if i else float("nan"))
    assert trace.times_s == pytest.approx([0.0, 0.02, 0.04, 0.06])
    assert trace.angles_rad.shape == (4, 28)
    assert np.isnan(trace.apertures_m[0])
    assert trace.apertures_m[1:] == pytest.approx([0.05] * 3)
    assert trace.rate_hz == pytest.approx(50.0)


def test_a_reader_begins_with_its_exercise_and_leaves_out_what_came_under_the_cover() -> None:
    trace = PoseTrace()
    trace.add(pose(9.0))
    reader = TraceReader(trace)
    trace.add(pose(10.0))
    assert [p.taken_at_s for p in reader.read(10.01)] == [10.0]
    trace.add(pose(10.1))
    reader.read(10.11)
    for at_s in (12.0, 15.0, 19.9, 20.0):
        trace.add(pose(at_s))
    assert [p.taken_at_s for p in reader.read(20.01)] == [19.9, 20.0]
    assert reader.kept.times_s == pytest.approx([10.0, 10.1, 19.9, 20.0])


def test_an_hour_of_poses_does_not_fill_the_memory_and_a_reader_keeps_its_place() -> None:
    trace = PoseTrace()
    reader = TraceReader(trace)
    for i in range(3700):
        trace.add(pose(float(i)))
        assert [p.taken_at_s for p in reader.read(float(i))] == [float(i)]
    assert len(trace) <= LONGEST_S + 1
    assert trace.added == 3700
