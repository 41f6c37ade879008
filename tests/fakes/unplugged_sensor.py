"""A real sensor on a bad cable: it goes away for a while, and comes back."""

from collections.abc import Callable

from sensors.errors import SensorLostError
from sensors.sample import CameraPicture, Sample
from sensors.sensor import Sensor, SensorIdentity


class UnpluggedSensor:
    """Hands over what another sensor says, except between two instants."""

    def __init__(
        self, sensor: Sensor, clock: Callable[[], float], *, from_s: float, to_s: float
    ) -> None:
        self._sensor = sensor
        self._clock = clock
        self._from_s = from_s
        self._to_s = to_s

    @property
    def identity(self) -> SensorIdentity:
        return self._sensor.identity

    def open(self) -> None:
        self._sensor.open()

    def drain(self) -> tuple[Sample, ...]:
        samples = self._sensor.drain()
        if self._from_s <= self._clock() < self._to_s:
            raise SensorLostError("The sensor is gone: check its cable.")
        return samples

    def picture(self) -> CameraPicture | None:
        return self._sensor.picture()

    def close(self) -> None:
        self._sensor.close()
