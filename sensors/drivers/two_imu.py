"""Two motion sensors on one limb, read as one: upper arm and forearm, or the leg's segments."""

import dataclasses
from collections.abc import Callable

from sensors.errors import SensorError, SensorLostError
from sensors.registry import create_sensor
from sensors.sample import CameraPicture, ImuSample, Sample, Segment
from sensors.sensor import Sensor, SensorIdentity
from sensors.settings import TwoImuSettings


class TwoImu:
    """Hands on both sensors' samples, each marked with its segment."""

    def __init__(self, settings: TwoImuSettings, clock: Callable[[], float]) -> None:
        self._parts: tuple[tuple[Segment, Sensor], ...] = (
            ("upper", create_sensor(settings.upper, clock)),
            ("lower", create_sensor(settings.lower, clock)),
        )
        self._open = False

    @property
    def identity(self) -> SensorIdentity:
        """Which devices these are."""
        each = [sensor.identity for _, sensor in self._parts]
        return SensorIdentity(
            driver="two_imu",
            device=" and ".join(f"{one.driver} at {one.device}" for one in each),
            detail="; ".join(one.detail for one in each if one.detail),
        )

    def open(self) -> None:
        """Open both.

        Raises:
            SensorError: one of them can't be opened; says which.
        """
        for segment, sensor in self._parts:
            try:
                sensor.open()
            except SensorError as error:
                self.close()
                raise type(error)(f"The {segment} segment's sensor: {error}") from error
        self._open = True

    def drain(self) -> tuple[Sample, ...]:
        """Return what both have said since the last call, oldest first.

        Raises:
            SensorLostError: one of them went away; says which, and has what the other said.
        """
        if not self._open:
            raise SensorLostError("The two motion sensors are closed: open it first")
        samples: list[Sample] = []
        away: list[Segment] = []
        troubles: list[str] = []
        for segment, sensor in self._parts:
            try:
                drained = sensor.drain()
            except SensorLostError as lost:
                away.append(segment)
                troubles.append(f"The {segment} segment's sensor: {lost}")
                continue
            samples += [
                dataclasses.replace(sample, segment=segment)
                if isinstance(sample, ImuSample)
                else sample
                for sample in drained
            ]
        samples.sort(key=lambda sample: sample.taken_at_s)
        if away:
            raise SensorLostError("; ".join(troubles), segments=tuple(away), heard=tuple(samples))
        return tuple(samples)

    def picture(self) -> CameraPicture | None:
        """Return None: there is no camera."""
        return None

    def close(self) -> None:
        """Let both go."""
        self._open = False
        for _, sensor in self._parts:
            sensor.close()
