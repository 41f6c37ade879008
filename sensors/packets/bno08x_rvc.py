"""The BNO08x in its UART-RVC mode: 19 bytes, 100 times a second, without being asked.

AA AA | index | yaw, pitch, roll in 0.01 degrees | x, y, z in mg | 3 reserved | sum of bytes 2..17.
Numbers are signed 16 bits, little-endian. Source: CEVA, BNO08X data sheet, "UART-RVC protocol".
"""

import math
import struct

import numpy as np

from sensors.orientation import from_yaw_pitch_roll
from sensors.packets.counter import PacketCounter
from sensors.packets.counts import PacketCounts
from sensors.packets.frame_cutter import FrameCutter
from sensors.packets.imu_reading import G_M_S2, ImuReading

RATE_HZ = 100.0
LENGTH = 19
_SYNC = b"\xaa\xaa"
# So few packets are lost in a row that a number beyond is more likely chance: one false sum in 256.
_FEW = 32
_FIELDS = struct.Struct("<2xB6h3xB")
_RAD_PER_COUNT = math.radians(0.01)


def _whole(packet: bytes) -> bool:
    return sum(packet[2:18]) & 0xFF == packet[18]


def _follows(before: bytes, packet: bytes) -> bool:
    return 1 <= (packet[2] - before[2]) % 256 <= _FEW


class RvcParser:
    """Bytes in, readings out; its device time counts packets at 100 Hz."""

    def __init__(self) -> None:
        self._cutter = FrameCutter(sync=_SYNC, length=LENGTH, whole=_whole, sure=_follows)
        self._counter = PacketCounter(256)
        self._packets = 0

    @property
    def counts(self) -> PacketCounts:
        """How the packets came through."""
        return PacketCounts(self._packets, self._cutter.damaged, self._counter.lost)

    def feed(self, data: bytes) -> list[ImuReading]:
        """Take more bytes; return the readings complete now."""
        return [self._reading(packet) for packet in self._cutter.feed(data)]

    def _reading(self, packet: bytes) -> ImuReading:
        self._packets += 1
        number, yaw, pitch, roll, x, y, z, _ = _FIELDS.unpack(packet)
        return ImuReading(
            device_time_s=self._counter.place(number) / RATE_HZ,
            orientation_wxyz=from_yaw_pitch_roll(
                yaw * _RAD_PER_COUNT, pitch * _RAD_PER_COUNT, roll * _RAD_PER_COUNT
            ),
            gyro_rad_s=None,
            accel_m_s2=np.array([x, y, z]) * (1e-3 * G_M_S2),
        )
