"""WitMotion's standard protocol (WT901, JY901 and kin): 11 bytes a quantity, several a reading.

55 | type | 8 bytes | low byte of the sum of the first ten. Numbers are signed 16 bits,
little-endian. A reading is a run of frames of rising type: time 50, acceleration 51, gyroscope 52,
angles 53, magnetometer 54, quaternion 59; which of them is set in the device. It is handed over
with the last frame that tells an orientation, without waiting for the next reading.
Source: WitMotion, "WIT standard communication protocol"; wit_c_sdk, REG.h.
"""

import math
import struct

import numpy as np
from numpy.typing import NDArray

from sensors.orientation import from_yaw_pitch_roll, unit_quaternion
from sensors.packets.counts import PacketCounts
from sensors.packets.frame_cutter import FrameCutter
from sensors.packets.imu_reading import G_M_S2, ImuReading

LENGTH = 11
TIME, ACCEL, GYRO, ANGLE, QUATERNION = 0x50, 0x51, 0x52, 0x53, 0x59
_TYPES = range(0x50, 0x60)
_FULL_SCALE = 32768
_ACCEL_M_S2 = 16 * G_M_S2 / _FULL_SCALE
_GYRO_RAD_S = math.radians(2000) / _FULL_SCALE
_ANGLE_RAD = math.pi / _FULL_SCALE

UNLOCK = bytes.fromhex("FFAA6988B5")
SAVE = bytes.fromhex("FFAA000000")
REPORT, RATE, SIX_AXES = 0x02, 0x03, 0x24
"""Registers: which quantities, how often, and 1 for an orientation without the magnetometer."""
REPORT_ALL = 0x0001 | 0x0002 | 0x0004 | 0x0008 | 0x0200
"""Time, acceleration, gyroscope, angles, quaternion."""
RATE_CODES = {10: 0x06, 20: 0x07, 50: 0x08, 100: 0x09, 200: 0x0B}


def write_register(register: int, value: int) -> bytes:
    """Return the command that sets a register; it holds until power is cut unless saved."""
    return bytes((0xFF, 0xAA, register, value & 0xFF, value >> 8))


def _whole(frame: bytes) -> bool:
    return frame[1] in _TYPES and sum(frame[:10]) & 0xFF == frame[10]


class WitMotionParser:
    """Bytes in, readings out; frames have no counter, so none is known to be lost."""

    def __init__(self) -> None:
        self._cutter = FrameCutter(sync=b"\x55", length=LENGTH, whole=_whole)
        self._packets = 0
        self._last_type = 0
        self._told_last = ANGLE
        self._told_now = 0
        self._handed_over = False
        self._device_time_s: float | None = None
        self._orientation: NDArray[np.float64] | None = None
        self._gyro: NDArray[np.float64] | None = None
        self._accel: NDArray[np.float64] | None = None

    @property
    def counts(self) -> PacketCounts:
        """How the frames came through."""
        return PacketCounts(self._packets, self._cutter.damaged)

    def feed(self, data: bytes) -> list[ImuReading]:
        """Take more bytes; return the readings complete now."""
        readings: list[ImuReading] = []
        for frame in self._cutter.feed(data):
            self._packets += 1
            self._begin_where_types_fall(frame[1])
            self._take(frame[1], frame[2:10])
            tells = frame[1] in (ANGLE, QUATERNION) and frame[1] >= self._told_last
            if tells and not self._handed_over:
                self._handed_over = True
                readings.append(self._reading())
        return readings

    def _begin_where_types_fall(self, kind: int) -> None:
        if kind <= self._last_type:
            # Never mix values of two readings: what is missing from this one stays unknown.
            self._told_last = self._told_now or self._told_last
            self._told_now = 0
            self._clear()
        self._last_type = kind

    def _clear(self) -> None:
        self._handed_over = False
        self._device_time_s = None
        self._orientation = self._gyro = self._accel = None

    def _take(self, kind: int, body: bytes) -> None:
        a, b, c, d = struct.unpack("<4h", body)
        match kind:
            case 0x50:
                _, _, day, hour, minute, second, milliseconds = struct.unpack("<6BH", body)
                self._device_time_s = (
                    86400.0 * day + 3600.0 * hour + 60.0 * minute + second + 1e-3 * milliseconds
                )
            case 0x51:
                self._accel = np.array([a, b, c]) * _ACCEL_M_S2
            case 0x52:
                self._gyro = np.array([a, b, c]) * _GYRO_RAD_S
            case 0x53:
                self._told_now = ANGLE
                if self._orientation is None:
                    self._orientation = from_yaw_pitch_roll(
                        c * _ANGLE_RAD, b * _ANGLE_RAD, a * _ANGLE_RAD
                    )
            case 0x59:
                self._told_now = QUATERNION
                parts = (value / _FULL_SCALE for value in (a, b, c, d))
                turned = unit_quaternion(*parts)
                self._orientation = self._orientation if turned is None else turned

    def _reading(self) -> ImuReading:
        return ImuReading(self._device_time_s, self._orientation, self._gyro, self._accel)
