"""One reading from one device, stamped when it was taken and when it arrived.

Every quantity carries its unit in its name; every time is seconds on the program's one monotonic
clock (`time.perf_counter`, which processes of one machine share). Handedness is the person's own:
`right_probability` is near 1 for the hand that the person would call their right one.
"""

from dataclasses import dataclass
from typing import TypeAlias

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
    """Where one hand's mouse or keys have put the limb; each share is 0 to 1 of the range."""

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
    """Shape (28,), in the order of `sensors.pose.JOINT_ANGLES`."""
    confidence: float = 1.0


Sample: TypeAlias = HandSample | PointerSample | PoseSample


@dataclass(frozen=True, slots=True)
class CameraPicture:
    """One small camera picture for the set-up screen; never recorded."""

    taken_at_s: float
    rgb: NDArray[np.uint8]
    """Shape (height, width, 3)."""
