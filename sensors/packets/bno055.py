"""Bosch BNO055 over its UART: the host asks for registers, the chip answers.

Ask: AA 01 register length. Answer: BB length data, or EE and a status. Write: AA 00 register length
data. Answer: EE 01. Numbers are signed 16 bits, little-endian.
Source: Bosch BST-BNO055-DS000, "UART protocol" and the register map.
"""

import math
import struct
from dataclasses import dataclass

import numpy as np

from sensors.orientation import unit_quaternion
from sensors.packets.imu_reading import ImuReading

CHIP_ID, CHIP_ID_VALUE = 0x00, 0xA0
OPERATION_MODE, CONFIGURE, FUSE_WITHOUT_MAGNETOMETER = 0x3D, 0x00, 0x08
UNITS, ANDROID_SI_DEGREES = 0x3B, 0x80
"""Acceleration in m/s2, turning in degrees a second: the values the scales below are for."""
FIRST_OF_READING, READING_LENGTH = 0x08, 32
"""Acceleration, magnetometer, gyroscope, Euler angles, quaternion, read in one go."""
HEAD = 2
"""Bytes before an answer's content."""
_CONTENT, _STATUS = b"\xbb", b"\xee"
DONE = 0x01
TRY_AGAIN = frozenset({0x07, 0x0A})
"""Bus over-run and minimum length error: the chip was busy, and the same question works next."""

_M_S2_PER_COUNT = 1 / 100
_RAD_S_PER_COUNT = math.radians(1 / 16)
_QUATERNION_ONE = 16384
# The chip gives a length of 1 to its last bit: (-15676, 535, -275, 4725) of a real one is 0.002 %
# off. A flipped bit that stays within this turns by 7 degrees at most.
_QUATERNION_WITHIN = 0.005
_FIELDS = struct.Struct("<3h6x3h6x4h")


def ask(register: int, length: int) -> bytes:
    """Return the question for `length` bytes from `register` on."""
    return bytes((0xAA, 0x01, register, length))


def length_asked(question: bytes) -> int:
    """Return how many bytes the answer to a question holds after its head; none if it writes."""
    return question[3] if question[1] == 0x01 else 0


def write(register: int, value: int) -> bytes:
    """Return the command that sets one register."""
    return bytes((0xAA, 0x00, register, 1, value))


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes that were asked for."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Status:
    """The chip's word on a command: 1 is done, all else a refusal."""

    code: int


class AnswerParser:
    """Bytes in, answers out; what can't begin an answer is left out and counted."""

    def __init__(self) -> None:
        self._pending = b""
        self.damaged = 0
        self._skipping = False

    def clear(self) -> None:
        """Forget what has come of an answer that never ended."""
        self._pending = b""
        self._skipping = False

    @property
    def waits(self) -> bool:
        """Whether an answer has begun and the rest of it is still to come."""
        return self._pending[:1] in (_CONTENT, _STATUS)

    def feed(self, data: bytes, length: int | None = None) -> list[Content | Status]:
        """Take more bytes; return the answers complete now.

        Args:
            data: what has come.
            length: how many bytes were asked for, where that is known: an answer of another
                length is none.
        """
        pending = self._pending + data
        answers: list[Content | Status] = []
        at = 0
        while len(pending) - at >= 2:
            first, second = pending[at], pending[at + 1]
            if first == _STATUS[0]:
                answers.append(Status(second))
                at += 2
            elif first == _CONTENT[0] and (
                1 <= second <= 128 if length is None else second == length
            ):
                if len(pending) - at < 2 + second:
                    break
                answers.append(Content(pending[at + 2 : at + 2 + second]))
                at += 2 + second
            else:
                self._skip()
                at += 1
                continue
            self._skipping = False
        self._pending = pending[at:]
        return answers

    def _skip(self) -> None:
        self.damaged += not self._skipping
        self._skipping = True


def reading(data: bytes) -> ImuReading | None:
    """Return what the registers from `FIRST_OF_READING` on say; None where it can't be true.

    The protocol has no checksum: a quaternion that isn't of length 1 shows damage on the way.
    """
    if len(data) != READING_LENGTH:
        return None
    ax, ay, az, gx, gy, gz, w, x, y, z = _FIELDS.unpack(data)
    turned = unit_quaternion(
        *(part / _QUATERNION_ONE for part in (w, x, y, z)), within=_QUATERNION_WITHIN
    )
    if turned is None and any((w, x, y, z)):
        return None
    return ImuReading(
        device_time_s=None,
        # All zeros until the chip's fusion has begun.
        orientation_wxyz=turned,
        gyro_rad_s=np.array([gx, gy, gz]) * _RAD_S_PER_COUNT,
        accel_m_s2=np.array([ax, ay, az]) * _M_S2_PER_COUNT,
    )
