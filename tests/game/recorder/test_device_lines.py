"""What `mirrorlimb sensors watch` says of muscle and motion sensors."""

import numpy as np

from game.recorder.device_lines import device_lines
from sensors.orientation import from_yaw_pitch_roll
from sensors.sample import EmgSample, ImuSample, PointerSample


def test_muscles_are_told_by_their_strength_without_the_constant_part() -> None:
    wave = np.tile([[500.0 - 30, 7.0], [500.0 + 30, 7.0]], (50, 1)).astype(np.float32)
    blocks = [
        EmgSample(9.9, 9.9, 0.4, wave[:60], 1000.0),
        EmgSample(9.96, 9.97, 0.5, wave[60:], 1000.0, lost_before=3),
    ]
    (line,) = device_lines(blocks, 10.0)
    told = "100 rows 3 lost age 40 ms RMS in uV 30.0 0.0"
    assert line.split() == told.split()


def test_a_motion_sensor_is_told_by_its_angles_in_degrees() -> None:
    turned = from_yaw_pitch_roll(*np.radians([90.0, -20.0, 10.0]))
    imu = ImuSample(9.98, 9.99, None, turned, None, np.array([0.0, 0.0, 9.81]))
    (line,) = device_lines([imu], 10.0)
    told = "1 motions age 20 ms yaw 90 pitch -20 roll 10 acceleration 9.81 m/s2"
    assert line.split() == told.split()


def test_other_samples_have_no_line() -> None:
    assert device_lines([PointerSample(1.0, 1.0, 0.5, 0.5, 0.5)], 1.0) == ()
