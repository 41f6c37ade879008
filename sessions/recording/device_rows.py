"""The rows of muscle and motion sensors in a recording."""

from dataclasses import dataclass
from typing import ClassVar

from sessions.recording.row_values import (
    MICROVOLT_DIGITS,
    MOTION_DIGITS,
    SHARE_DIGITS,
    Floats,
    Number,
    rounded,
    rounded_time,
)


@dataclass(frozen=True, slots=True)
class EmgSampleRow:
    """Topic ``sample/emg``: consecutive samples of every electrode; times are the newest one's."""

    topic: ClassVar[str] = "sample/emg"
    taken_s: Number
    arrived_s: Number
    device_s: float | None
    """Seconds on the device's own clock or counter; None where it has none."""
    fs_hz: Number
    lost_before: int
    """Rows that never arrived, just before the first of these."""
    microvolts: Floats
    """Shape (k, channels), oldest first, ``1 / fs_hz`` apart."""

    @property
    def at_s(self) -> float:
        """When the newest of them was taken."""
        return self.taken_s

    def content(self) -> dict[str, object]:
        """Return the row as a JSON object, rounded."""
        return {
            "taken_s": rounded_time(self.taken_s),
            "arrived_s": rounded_time(self.arrived_s),
            "device_s": rounded_time(self.device_s),
            "fs_hz": self.fs_hz,
            "lost_before": self.lost_before,
            "microvolts": rounded(self.microvolts, MICROVOLT_DIGITS),
        }


@dataclass(frozen=True, slots=True)
class ImuSampleRow:
    """Topic ``sample/imu``: one motion sensor at one instant; None is what it doesn't measure."""

    topic: ClassVar[str] = "sample/imu"
    taken_s: Number
    arrived_s: Number
    device_s: float | None
    orientation_wxyz: Floats | None
    """Shape (4,)."""
    gyro_rad_s: Floats | None
    """Shape (3,)."""
    accel_m_s2: Floats | None
    """Shape (3,)."""
    segment: str = ""
    """``upper`` or ``lower`` where one of two sensors on a limb; else empty."""
    held: str = ""
    """``first``, ``second`` or ``recentred``: the pose taken for calibration just before."""

    @property
    def at_s(self) -> float:
        """When it was taken."""
        return self.taken_s

    def content(self) -> dict[str, object]:
        """Return the row as a JSON object, rounded."""
        return {
            "taken_s": rounded_time(self.taken_s),
            "arrived_s": rounded_time(self.arrived_s),
            "device_s": rounded_time(self.device_s),
            "orientation_wxyz": _maybe(self.orientation_wxyz),
            "gyro_rad_s": _maybe(self.gyro_rad_s),
            "accel_m_s2": _maybe(self.accel_m_s2),
            "segment": self.segment,
            "held": self.held,
        }


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Topic ``decision``: which movement one window of muscle signal was taken for."""

    topic: ClassVar[str] = "decision"
    window_end_s: Number
    """When the newest sample of the window was taken."""
    decided_s: Number
    movement: str
    confidence: Number
    rejected: bool
    """Too unsure: `movement` is then rest."""
    speed: Number
    """0 to 1, before the ramp."""
    activity: Number
    """Summed mean absolute value, in channel strengths."""

    @property
    def at_s(self) -> float:
        """When it was decided."""
        return self.decided_s

    def content(self) -> dict[str, object]:
        """Return the row as a JSON object, rounded."""
        return {
            "window_end_s": rounded_time(self.window_end_s),
            "decided_s": rounded_time(self.decided_s),
            "movement": self.movement,
            "confidence": round(self.confidence, SHARE_DIGITS),
            "rejected": self.rejected,
            "speed": round(self.speed, SHARE_DIGITS),
            "activity": round(self.activity, SHARE_DIGITS),
        }


def _maybe(values: Floats | None) -> object:
    return None if values is None else rounded(values, MOTION_DIGITS)
