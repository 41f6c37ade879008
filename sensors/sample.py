"""One reading from one device, stamped when it was taken and when it arrived.

Every quantity carries its unit in its name; every time is seconds on the program's one monotonic
clock (`time.perf_counter`, which processes of one machine share). Handedness is the person's own:
`right_probability` is near 1 for the hand that the person would call their right one.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TrackedHand:
    """One hand found in one picture; 21 landmarks in the usual order, wrist first."""

    landmarks_px: NDArray[np.float32]
    """Shape (21, 2), x to the right and y down, in the picture as the camera took it."""
    world_m: NDArray[np.float32]
    """Shape (21, 3), metres, centred on the hand; x right, y down, z away from the camera."""
    presence: float
    right_probability: float


@dataclass(frozen=True, slots=True)
class HandSample:
    """Every hand seen in one camera picture, and how good the picture was."""

    taken_at_s: float
    arrived_at_s: float
    image_size_px: tuple[int, int]
    """Width, height."""
    hands: tuple[TrackedHand, ...]
    brightness: float
    """Mean luminance, 0 black to 1 white."""


@dataclass(frozen=True, slots=True)
class PointerSample:
    """Where one hand's mouse or keys have put the limb; each share is 0 to 1 of the range.

    For a leg ``opening`` says how far the toes are stretched, ``wrist`` how far the ankle is bent
    down, ``elbow`` how far the knee is bent.
    """

    taken_at_s: float
    arrived_at_s: float
    opening: float
    wrist: float
    elbow: float


@dataclass(frozen=True, slots=True)
class PoseSample:
    """Joint angles straight from a source that knows them: a simulation or an earlier session."""

    taken_at_s: float
    arrived_at_s: float
    angles_rad: NDArray[np.float64]
    """In the order that `sensors.limbs` names for the kind of limb."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class EmgSample:
    """Consecutive samples of every electrode: a block without a gap, as long as one read gave.

    Times are those of the block's newest row; row `i` of `k` was taken `(k - 1 - i) / fs_hz`
    earlier.
    """

    taken_at_s: float
    arrived_at_s: float
    device_time_s: float | None
    """Seconds on the device's own clock or counter since it was started; None where it has none."""
    microvolts: NDArray[np.float32]
    """Shape (k, channels), k at least 1. Bare counts where the device does not say its scale."""
    fs_hz: float
    lost_before: int = 0
    """Rows that the device took and that never arrived, between the block before and this one."""


Segment: TypeAlias = Literal["", "upper", "lower"]
"""Of a limb: upper arm or shank, forearm or foot; empty where one sensor is all there is."""

HeldPose: TypeAlias = Literal["first", "second", "recentred"]
"""A calibration pose of motion sensors, or the first one again to mend drifted headings."""


@dataclass(frozen=True, slots=True)
class ImuSample:
    """What one motion sensor says at one instant; None stands for what it doesn't measure."""

    taken_at_s: float
    arrived_at_s: float
    device_time_s: float | None
    orientation_wxyz: NDArray[np.float64] | None
    """Shape (4,): unit quaternion that turns the sensor's axes into the room's (z up)."""
    gyro_rad_s: NDArray[np.float64] | None
    """Shape (3,), about the sensor's own axes."""
    accel_m_s2: NDArray[np.float64] | None
    """Shape (3,), along the sensor's own axes, gravity included."""
    segment: Segment = ""
    """Which segment of a limb it is strapped to, where two are used."""
    held: HeldPose | Literal[""] = ""
    """Which pose was taken for calibration just before this sample; mostly none."""


Sample: TypeAlias = HandSample | PointerSample | PoseSample | EmgSample | ImuSample


@dataclass(frozen=True, slots=True)
class CameraPicture:
    """One small camera picture for the set-up screen; never recorded."""

    taken_at_s: float
    rgb: NDArray[np.uint8]
    """Shape (height, width, 3)."""
