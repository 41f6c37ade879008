"""Any stream of numbers on the lab streaming layer; an optional package brings it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sensors.device_settings import LslSettings
from sensors.errors import (
    MissingPartError,
    SensorLostError,
    SensorNotFoundError,
    SensorSettingsError,
)
from sensors.install_line import install_line
from sensors.packets.counts import PacketCounts
from sensors.sample import EmgSample, Sample
from sensors.stream import DeviceSensor

if TYPE_CHECKING:
    from pylsl import StreamInfo, StreamInlet

INSTALL_LINE = install_line("pylsl")
_FOUND_WITHIN_S = 3.0
_READ_WAITS_S = 0.05
_LARGEST_CHUNK = 4096
_MICROVOLTS = {
    "microvolts": 1.0,
    "microvolt": 1.0,
    "uv": 1.0,
    "µv": 1.0,
    "μv": 1.0,
    "millivolts": 1e3,
    "millivolt": 1e3,
    "mv": 1e3,
    "volts": 1e6,
    "volt": 1e6,
    "v": 1e6,
}


class _Inlet:
    quiet_after_s = 0.8
    settles_s = 1.0
    begins_again_when_quiet = True
    quiet_sentence = "The stream has gone quiet: check the program that sends it"

    def __init__(self, settings: LslSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._inlet: StreamInlet | None = None
        self._fs_hz = 0.0
        self._microvolts_per_unit = 1.0
        self._offset_s = 0.0
        self._newest_s = float("-inf")
        self._rows = 0

    @property
    def place(self) -> str:
        return self._settings.name or f"a stream of type {self._settings.type}"

    @property
    def counts(self) -> PacketCounts:
        return PacketCounts(self._rows)

    def connect(self) -> str:
        """Find the stream and open it.

        Raises:
            MissingPartError: pylsl is not installed.
            SensorNotFoundError: nobody sends such a stream.
            SensorSettingsError: it has no steady rate, or holds no numbers.
        """
        self.disconnect()
        try:
            import pylsl
        except (ImportError, RuntimeError) as error:
            # pylsl raises RuntimeError where its own library can't be loaded.
            raise MissingPartError(
                f"The lab streaming layer is not installed; bring it with: {INSTALL_LINE}"
            ) from error
        by, value = (
            ("name", self._settings.name) if self._settings.name else ("type", self._settings.type)
        )
        found = pylsl.resolve_byprop(by, value, minimum=1, timeout=_FOUND_WITHIN_S)
        if not found:
            raise SensorNotFoundError(
                f"Nobody on this network sends a stream of {by} {value}: start the program that "
                "does, and check the settings file"
            )
        self._refuse_unusable(found[0])
        inlet = pylsl.StreamInlet(
            found[0], max_buflen=10, recover=False, processing_flags=pylsl.proc_clocksync
        )
        try:
            inlet.open_stream(timeout=_FOUND_WITHIN_S)
            info = inlet.info(timeout=_FOUND_WITHIN_S)
        except RuntimeError as error:
            raise SensorNotFoundError(
                f"The stream of {by} {value} can't be opened: check the network between"
            ) from error
        self._inlet = inlet
        self._fs_hz = float(info.nominal_srate())
        unit = _unit(info)
        self._microvolts_per_unit = self._settings.microvolts_per_unit or _MICROVOLTS.get(unit, 1.0)
        self._offset_s = self._clock() - float(pylsl.local_clock())
        self._rows = 0
        return f"{info.name()}, {info.channel_count()} channels at {self._fs_hz:g} Hz"

    def _refuse_unusable(self, info: "StreamInfo") -> None:
        import pylsl

        if info.channel_format() == pylsl.cf_string:
            raise SensorSettingsError(f"{info.name()} sends texts: choose a stream of numbers")
        if info.nominal_srate() <= 0:
            raise SensorSettingsError(
                f"{info.name()} has no steady rate: choose a stream of muscles or motion"
            )

    def read(self) -> Sequence[Sample]:
        """Return what has come.

        Raises:
            SensorLostError: the sender has gone.
        """
        if self._inlet is None:
            raise SensorLostError("The stream is not connected: open it first")
        # All of pylsl's own errors, lost and timed out alike, are of the kind RuntimeError.
        try:
            # Asking for a chunk with a time-out would always wait it out.
            first, first_s = self._inlet.pull_sample(timeout=_READ_WAITS_S)
            if first is None:
                return ()
            rows, times_s = self._inlet.pull_chunk(timeout=0.0, max_samples=_LARGEST_CHUNK)
        except RuntimeError as error:
            raise SensorLostError(
                "The stream has ended: start the program that sends it, and it goes on by itself"
            ) from error
        arrived_at_s = self._clock()
        units = np.array([first, *rows], dtype=np.float64)
        device_s = float(times_s[-1] if len(times_s) else first_s)
        taken_at_s = max(self._newest_s, min(device_s + self._offset_s, arrived_at_s))
        self._newest_s = taken_at_s
        self._rows += len(units)
        return [
            EmgSample(
                taken_at_s=taken_at_s,
                arrived_at_s=arrived_at_s,
                device_time_s=device_s,
                microvolts=(units * self._microvolts_per_unit).astype(np.float32),
                fs_hz=self._fs_hz,
            )
        ]

    def disconnect(self) -> None:
        """Close the stream."""
        inlet, self._inlet = self._inlet, None
        if inlet is not None:
            inlet.close_stream()


def _unit(info: "StreamInfo") -> str:
    unit = info.desc().child("channels").child("channel").child_value("unit")
    return str(unit).strip().lower()


class LslStream(DeviceSensor):
    """All channels of one stream, as EMG; its own time stamps are kept as the device's."""

    def __init__(self, settings: LslSettings, clock: Callable[[], float]) -> None:
        super().__init__(driver="lsl", device=_Inlet(settings, clock), clock=clock)
