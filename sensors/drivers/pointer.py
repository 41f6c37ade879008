"""One hand's mouse or keys as a sensor: the game says where they have put the limb."""

import dataclasses
import math
from collections.abc import Callable

from sensors.sample import CameraPicture, PointerSample
from sensors.sensor import SensorIdentity
from sensors.settings import PointerSettings

_REPEAT_AFTER_S = 0.008


class PointerSensor:
    """Hands over what the game fed it since the last call; smoothing is not done here."""

    def __init__(self, settings: PointerSettings, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._fed: list[PointerSample] = []
        self._last: PointerSample | None = None

    @property
    def identity(self) -> SensorIdentity:
        """Which device this is."""
        return SensorIdentity(driver="pointer", device="mouse or keys")

    def open(self) -> None:
        """Start with nothing fed."""
        self._fed.clear()
        self._last = None

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
        """Return everything fed since the last call, oldest first; a still hand is repeated."""
        now_s = self._clock()
        fed, self._fed = self._fed, []
        last = fed[-1] if fed else self._last
        if not fed and last is not None and now_s - last.taken_at_s >= _REPEAT_AFTER_S:
            # A hand that keeps still says nothing, and yet the limb has to arrive where it points.
            last = dataclasses.replace(last, taken_at_s=now_s, arrived_at_s=now_s)
            fed = [last]
        self._last = last
        return tuple(fed)

    def picture(self) -> CameraPicture | None:
        """Return None: there is no camera."""
        return None

    def close(self) -> None:
        """Forget what was fed."""
        self._fed.clear()
        self._last = None
