"""One hand's mouse or keys as a sensor: the game says where they have put the limb."""

import math
from collections.abc import Callable

from sensors.sample import CameraPicture, PointerSample
from sensors.sensor import SensorIdentity
from sensors.settings import PointerSettings


class PointerSensor:
    """Hands over what the game fed it since the last call; smoothing is not done here."""

    def __init__(self, settings: PointerSettings, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._fed: list[PointerSample] = []

    @property
    def identity(self) -> SensorIdentity:
        """Which device this is."""
        return SensorIdentity(driver="pointer", device="mouse or keys")

    def open(self) -> None:
        """Start with nothing fed."""
        self._fed.clear()

    def feed(self, *, opening: float, wrist: float, elbow: float) -> None:
        """Take where the hand has put the limb now; shares are clipped to 0 to 1.

        Args:
            opening: 0 a fist, 1 an open hand.
            wrist: 0 bent back, 0.5 straight, 1 bent towards the palm.
            elbow: 0 arm reaching out, 1 arm drawn in.

        Raises:
            ValueError: a share is not a finite number.
        """
        if not all(math.isfinite(share) for share in (opening, wrist, elbow)):
            raise ValueError("opening, wrist and elbow must be finite numbers")
        now_s = self._clock()
        shares = (min(max(share, 0.0), 1.0) for share in (opening, wrist, elbow))
        self._fed.append(PointerSample(now_s, now_s, *shares))

    def drain(self) -> tuple[PointerSample, ...]:
        """Return everything fed since the last call, oldest first."""
        fed, self._fed = tuple(self._fed), []
        return fed

    def picture(self) -> CameraPicture | None:
        """Return None: there is no camera."""
        return None

    def close(self) -> None:
        """Forget what was fed."""
        self._fed.clear()
