"""What muscle and motion sensors said lately, in a line of text for each."""

from collections.abc import Sequence

import numpy as np

from sensors.orientation import yaw_pitch_roll
from sensors.sample import EmgSample, ImuSample, Sample


def device_lines(samples: Sequence[Sample], now_s: float) -> tuple[str, ...]:
    """Return a line for the muscle channels and one for the motion sensor, where there are any.

    Args:
        samples: what a sensor gave since the last lines, oldest first.
        now_s: on the clock of the samples.
    """
    lines = []
    emg = [sample for sample in samples if isinstance(sample, EmgSample)]
    imu = [sample for sample in samples if isinstance(sample, ImuSample)]
    if emg:
        lines.append(_emg_line(emg, now_s))
    if imu:
        lines.append(_imu_line(imu, now_s))
    return tuple(lines)


def _emg_line(emg: Sequence[EmgSample], now_s: float) -> str:
    channels = emg[-1].microvolts.shape[1]
    rows = np.concatenate(
        [block.microvolts for block in emg if block.microvolts.shape[1] == channels]
    ).astype(np.float64)
    # About the mean: most devices put the muscle's signal on top of a constant voltage.
    told = " ".join(f"{value:7.1f}" for value in rows.std(axis=0))
    lost = sum(block.lost_before for block in emg)
    age_ms = 1e3 * (now_s - emg[-1].taken_at_s)
    return f"{len(rows):4d} rows  {lost:2d} lost  age {age_ms:4.0f} ms  RMS in uV {told}"


def _imu_line(imu: Sequence[ImuSample], now_s: float) -> str:
    newest = imu[-1]
    told = []
    if newest.orientation_wxyz is not None:
        yaw, pitch, roll = np.degrees(yaw_pitch_roll(newest.orientation_wxyz))
        told.append(f"yaw {yaw:4.0f}  pitch {pitch:4.0f}  roll {roll:4.0f}")
    if newest.accel_m_s2 is not None:
        told.append(f"acceleration {float(np.linalg.norm(newest.accel_m_s2)):5.2f} m/s2")
    age_ms = 1e3 * (now_s - newest.taken_at_s)
    return f"{len(imu):4d} motions  age {age_ms:4.0f} ms  {'  '.join(told)}"
