"""A recorded session as a sensor: the same samples, with the same timing, as if live."""

import dataclasses
from collections.abc import Callable

from sensors.errors import SensorEndedError, SensorLostError
from sensors.recording import read_samples
from sensors.sample import CameraPicture, Sample
from sensors.sensor import SensorIdentity
from sensors.settings import ReplaySettings


class ReplaySensor:
    """Hands over each recorded sample when as much time has passed as had then."""

    def __init__(self, settings: ReplaySettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._samples: tuple[Sample, ...] = ()
        self._next = 0
        self._started_at_s = 0.0

    @property
    def identity(self) -> SensorIdentity:
        """Which recording this is."""
        detail = f"{len(self._samples)} samples at {self._settings.speed:g} x speed"
        return SensorIdentity(driver="replay", device=self._settings.session.name, detail=detail)

    def open(self) -> None:
        """Read the recording.

        Raises:
            SensorDataError: there is none, or it can't be read.
        """
        self._samples = read_samples(self._settings.session)
        self._next = 0
        self._started_at_s = self._clock()

    def drain(self) -> tuple[Sample, ...]:
        """Return every sample due since the last call, oldest first.

        Raises:
            SensorEndedError: the recording is over.
            SensorLostError: it is not open.
        """
        if not self._samples:
            raise SensorLostError("The recording is closed: open it first")
        if self._next == len(self._samples):
            if not self._settings.loop:
                raise SensorEndedError("The recording has been played to its end")
            self._next = 0
            self._started_at_s = self._clock()
        now_s = self._clock()
        due: list[Sample] = []
        while self._next < len(self._samples):
            sample = self._samples[self._next]
            arrived_at_s = max(self._now_for(sample.arrived_at_s), self._now_for(sample.taken_at_s))
            if arrived_at_s > now_s:
                break
            taken_at_s = self._now_for(sample.taken_at_s)
            due.append(
                dataclasses.replace(sample, taken_at_s=taken_at_s, arrived_at_s=arrived_at_s)
            )
            self._next += 1
        return tuple(due)

    def _now_for(self, then_s: float) -> float:
        """Return when on today's clock something recorded at `then_s` happens."""
        return self._started_at_s + (then_s - self._samples[0].taken_at_s) / self._settings.speed

    def picture(self) -> CameraPicture | None:
        """Return None: pictures are never recorded."""
        return None

    def close(self) -> None:
        """Let the recording go."""
        self._samples = ()
        self._next = 0
