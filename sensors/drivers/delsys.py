"""Delsys Trigno: the maker's control utility serves the EMG over TCP."""

import contextlib
import socket
from collections.abc import Callable, Sequence

from sensors.device_clock import DeviceClock
from sensors.device_settings import DelsysSettings
from sensors.drivers.serial_device import QUIET_AFTER_S
from sensors.emg_blocks import EmgBlocks
from sensors.errors import SensorLostError, SensorNotFoundError
from sensors.packets.counts import PacketCounts
from sensors.packets.delsys import RATE_HZ, DelsysEmgParser
from sensors.sample import Sample
from sensors.stream import DeviceSensor

_ENDS = b"\r\n\r\n"
_ANSWERS_WITHIN_S = 2.0
_READ_WAITS_S = 0.05
_READ_BYTES = 65536


class _TrignoUtility:
    quiet_after_s = QUIET_AFTER_S
    settles_s = 0.5
    begins_again_when_quiet = True
    quiet_sentence = (
        "The Trigno has gone quiet: check that its base station is on and the utility still runs"
    )

    def __init__(self, settings: DelsysSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._commands: socket.socket | None = None
        self._emg: socket.socket | None = None
        self._parser = DelsysEmgParser()
        self._blocks = EmgBlocks(RATE_HZ, DeviceClock())

    @property
    def place(self) -> str:
        return self._settings.host

    @property
    def counts(self) -> PacketCounts:
        return self._parser.counts

    def connect(self) -> str:
        """Connect to the utility and start the stream.

        Raises:
            SensorNotFoundError: it does not run there, or refuses.
        """
        self.disconnect()
        self._parser = DelsysEmgParser()
        self._blocks = EmgBlocks(RATE_HZ, DeviceClock())
        place = self._settings.host
        try:
            self._commands = self._connected(self._settings.command_port)
            greeting = _answer(self._commands)
            self._emg = self._connected(self._settings.emg_port)
            self._commands.sendall(b"START" + _ENDS)
            accepted = _answer(self._commands).startswith(b"OK")
        except OSError as error:
            raise SensorNotFoundError(
                f"No Trigno Control Utility answers at {place}: start it, connect the base "
                "station, and check host and ports in the settings file"
            ) from error
        if not accepted:
            raise SensorNotFoundError(
                "The Trigno Control Utility does not start the sensors: check there that they are "
                "paired and switched on"
            )
        self._emg.settimeout(_READ_WAITS_S)
        return greeting.decode("ascii", "replace").strip()

    def _connected(self, port: int) -> socket.socket:
        return socket.create_connection((self._settings.host, port), timeout=_ANSWERS_WITHIN_S)

    def read(self) -> Sequence[Sample]:
        """Return what has come.

        Raises:
            SensorLostError: the utility has closed the connection.
        """
        if self._emg is None:
            raise SensorLostError("The Trigno is not connected: open it first")
        try:
            data = self._emg.recv(_READ_BYTES)
        except TimeoutError:
            return ()
        except OSError as error:
            raise self._lost() from error
        if not data:
            raise self._lost()
        arrived_at_s = self._clock()
        indexes, microvolts = self._parser.feed(data)
        return self._blocks.cut(indexes, microvolts[:, : self._settings.channels], arrived_at_s)

    def _lost(self) -> SensorLostError:
        return SensorLostError(
            "The Trigno Control Utility has closed the connection: start it again, and it goes on "
            "by itself"
        )

    def disconnect(self) -> None:
        """Stop the stream, if the utility is still there, and close both connections."""
        commands, self._commands = self._commands, None
        emg, self._emg = self._emg, None
        if commands is not None:
            with contextlib.suppress(OSError):
                commands.sendall(b"STOP" + _ENDS)
            commands.close()
        if emg is not None:
            emg.close()


def _answer(commands: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(_ENDS):
        part = commands.recv(256)
        if not part:
            raise ConnectionResetError
        answer += part
    return answer


class Delsys(DeviceSensor):
    """Up to 16 channels of EMG at 2000 Hz."""

    def __init__(self, settings: DelsysSettings, clock: Callable[[], float]) -> None:
        super().__init__(driver="delsys", device=_TrignoUtility(settings, clock), clock=clock)
