"""What every driver offers: open, hand over what has arrived, close."""

from dataclasses import dataclass
from typing import Protocol

from sensors.sample import CameraPicture, Sample


@dataclass(frozen=True, slots=True)
class SensorIdentity:
    """Which device this is, for the log: no serial number of a person, only of a thing."""

    driver: str
    device: str
    """What was opened: a camera index, a port, a file name without its folder."""
    detail: str = ""
    """Model, firmware, picture size and rate: whatever tells two devices apart."""


class Sensor(Protocol):
    """One device. `open` may take seconds; `drain` never waits."""

    @property
    def identity(self) -> SensorIdentity:
        """Which device this is; complete once open."""
        ...

    def open(self) -> None:
        """Start reading.

        Raises:
            SensorError: in a sentence with the next step.
        """
        ...

    def drain(self) -> tuple[Sample, ...]:
        """Return every sample since the last call, oldest first; never waits.

        Raises:
            SensorLostError: the device went away; call again to learn whether it came back.
        """
        ...

    def picture(self) -> CameraPicture | None:
        """Return the newest camera picture, or None where there is no camera."""
        ...

    def close(self) -> None:
        """Stop reading and let the device go; safe to call twice."""
        ...


@dataclass(frozen=True, slots=True)
class TrackingCounts:
    """How tracking went so far, for the log and the therapist."""

    samples: int = 0
    found: int = 0
    """Samples in which the intact limb was seen."""
    lost: int = 0
    """Times the limb was lost after having been seen."""
    handedness_flips: int = 0
    """Times the tracker changed its mind about left and right of the hand being followed."""
    other_hand_ignored: int = 0
    """Samples in which another hand was seen and left alone."""
