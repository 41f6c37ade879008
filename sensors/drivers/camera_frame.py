"""One picture from a camera, and what gives such pictures one after another."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CameraFrame:
    """One picture as the camera took it, with the time it was taken."""

    taken_at_s: float
    rgb: NDArray[np.uint8]
    """Shape (height, width, 3)."""


class FrameSource(Protocol):
    """Where pictures come from."""

    @property
    def detail(self) -> str:
        """Picture size and rate, for the log."""
        ...

    def read(self) -> CameraFrame:
        """Return the next picture, waiting for it.

        Raises:
            SensorLostError: the camera went away; SensorEndedError at the end of a clip.
            SensorDataError: a picture can't be read.
        """
        ...

    def close(self) -> None:
        """Let the camera or file go."""
        ...
