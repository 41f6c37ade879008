"""Readings of a motion sensor stamped: with the device's own time where it has one."""

from collections.abc import Sequence

from sensors.device_clock import DeviceClock
from sensors.packets.imu_reading import ImuReading
from sensors.sample import ImuSample


def stamped(
    readings: Sequence[ImuReading], device_clock: DeviceClock, arrived_at_s: float
) -> list[ImuSample]:
    """Return the readings of one read as samples, in order.

    Args:
        readings: oldest first.
        device_clock: of this device, since it was connected.
        arrived_at_s: when the bytes were read.
    """
    times_s = [each.device_time_s for each in readings if each.device_time_s is not None]
    if times_s:
        device_clock.hear(times_s[-1], arrived_at_s)
    return [_stamped(reading, device_clock, arrived_at_s) for reading in readings]


def _stamped(reading: ImuReading, device_clock: DeviceClock, arrived_at_s: float) -> ImuSample:
    device_s = reading.device_time_s
    return ImuSample(
        taken_at_s=arrived_at_s if device_s is None else device_clock.taken_at_s(device_s),
        arrived_at_s=arrived_at_s,
        device_time_s=device_s,
        orientation_wxyz=reading.orientation_wxyz,
        gyro_rad_s=reading.gyro_rad_s,
        accel_m_s2=reading.accel_m_s2,
    )
