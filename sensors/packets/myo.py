"""What the Myo armband's attributes say: 8 channels of EMG at 200 Hz, motion at 50 Hz.

EMG comes in four attributes in turn, two samples each, the earlier one first, 8 signed bytes a
sample. The turn of the four shows when one is missing. Source: Thalmic Labs, myohw.h.
"""

import math
import struct

import numpy as np
from numpy.typing import NDArray

from sensors.orientation import unit_quaternion
from sensors.packets.bgapi import AttributeValue
from sensors.packets.counter import PacketCounter
from sensors.packets.imu_reading import G_M_S2, ImuReading

CHANNELS = 8
EMG_RATE_HZ = 200.0
ROWS_PER_PACKET = 2
EMG_HANDLES = (0x2B, 0x2E, 0x31, 0x34)
MOTION_HANDLE = 0x1C
FIRMWARE_HANDLE = 0x17

SERVICE_UUID = bytes.fromhex("4248124A7F2C4847B9DE04A9010006D5")
"""At the end of what a Myo announces of itself, after the byte 06."""

_MOTION = struct.Struct("<10h")
_FIRMWARE = struct.Struct("<4H")
_QUATERNION_ONE, _G, _DEGREES_S = 16384, 2048, 16


class MyoEmgTurns:
    """Places the EMG packets on an endless count by the turn of their four attributes."""

    def __init__(self) -> None:
        self._counter = PacketCounter(len(EMG_HANDLES), longest_step=len(EMG_HANDLES))

    @property
    def lost_rows(self) -> int:
        """Rows known to be missing."""
        return self._counter.lost * ROWS_PER_PACKET

    def rows(self, value: AttributeValue) -> tuple[int, NDArray[np.int32]] | None:
        """Return the index of the first row and the two rows, shape (2, 8); None if not EMG."""
        if value.handle not in EMG_HANDLES or len(value.value) != ROWS_PER_PACKET * CHANNELS:
            return None
        place = self._counter.place(EMG_HANDLES.index(value.handle))
        rows = np.frombuffer(value.value, dtype=np.int8).reshape(ROWS_PER_PACKET, CHANNELS)
        return place * ROWS_PER_PACKET, rows.astype(np.int32)


def motion(value: AttributeValue) -> ImuReading | None:
    """Return what the armband's motion sensor says; None if it isn't that or can't be true."""
    if value.handle != MOTION_HANDLE or len(value.value) != _MOTION.size:
        return None
    w, x, y, z, ax, ay, az, gx, gy, gz = _MOTION.unpack(value.value)
    turned = unit_quaternion(*(part / _QUATERNION_ONE for part in (w, x, y, z)))
    if turned is None:
        return None
    return ImuReading(
        device_time_s=None,
        orientation_wxyz=turned,
        gyro_rad_s=np.array([gx, gy, gz]) * math.radians(1 / _DEGREES_S),
        accel_m_s2=np.array([ax, ay, az]) * (G_M_S2 / _G),
    )


def firmware_version(value: bytes) -> str:
    """Return the firmware's version as it is written, or an empty text."""
    if len(value) < _FIRMWARE.size:
        return ""
    major, minor, patch, _ = _FIRMWARE.unpack(value[: _FIRMWARE.size])
    return f"{major}.{minor}.{patch}"
