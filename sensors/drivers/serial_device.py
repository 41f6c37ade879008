"""What drivers on a serial port have in common: finding it, reading it, letting it go."""

import abc
import time
from collections.abc import Callable, Sequence
from pathlib import PurePath

from sensors.drivers.port_search import UsbDevice, UsbKind, device_at, find_port, port_of
from sensors.drivers.serial_port import SerialPort
from sensors.errors import SensorLostError
from sensors.packets.counts import PacketCounts
from sensors.sample import Sample

QUIET_AFTER_S = 0.8
"""So that a device which has gone quiet is told of within a second."""


class SerialDevice(abc.ABC):
    """A `sensors.stream.Device` on a port; a driver says how to begin and what bytes mean."""

    quiet_after_s = QUIET_AFTER_S
    settles_s = 0.0
    begins_again_when_quiet = False
    quiet_sentence = "The sensor has gone quiet: check its power and its cable"
    gathers_s = 0.0
    """How long bytes may gather before they are read, so that a fast device wakes nobody too often;
    its own counter says when each row was taken all the same."""
    name = "The sensor"
    kinds: tuple[UsbKind, ...] = ()

    def __init__(self, *, port: str | None, baud: int, clock: Callable[[], float]) -> None:
        """Take the port's name, not yet open.

        Args:
            port: the system's name of the port; None looks for the device.
            baud: bits a second.
            clock: seconds on the program's one monotonic clock.
        """
        self._port_name = port
        self._found_at = port or "any port"
        self._baud = baud
        self._clock = clock
        self._port: SerialPort | None = None
        self._usb: UsbDevice | None = None

    @property
    def place(self) -> str:
        """The port's name, without its folder."""
        return PurePath(self._found_at).name

    @property
    @abc.abstractmethod
    def counts(self) -> PacketCounts:
        """How packets came through since the last `connect`."""

    @abc.abstractmethod
    def _begin(self, port: SerialPort) -> str:
        """Make the device send, with parsers made anew; return what tells it from others."""

    @abc.abstractmethod
    def _take(self, data: bytes, arrived_at_s: float) -> Sequence[Sample]:
        """Return the samples that are complete with these bytes."""

    def _end(self, port: SerialPort) -> None:
        """Make the device stop sending, where it must be told."""
        return

    def connect(self) -> str:
        """Open the port and make the device send.

        Raises:
            SensorError: no such port, in use, or the device does not answer.
        """
        self.disconnect()
        # What was pulled out may come back under another name.
        name = None if self._usb is None else port_of(self._usb)
        name = name or self._port_name or find_port(self.kinds, device=self.name)
        self._found_at = name
        port = SerialPort(name, baud=self._baud, device=self.name, clock=self._clock)
        self._port = port
        self._usb = device_at(name) or self._usb
        return self._begin(port)

    def read(self) -> Sequence[Sample]:
        """Return what has come, after a few hundredths of a second at most.

        Raises:
            SensorLostError: the device was unplugged.
        """
        port = self._port
        if port is None:
            raise SensorLostError(f"{self.name} is not connected: open it first")
        if self.gathers_s:
            time.sleep(self.gathers_s)
        data = port.read()
        return self._take(data, self._clock()) if data else ()

    def disconnect(self) -> None:
        """Tell the device to stop, if it is still there, and let the port go."""
        port, self._port = self._port, None
        if port is None:
            return
        try:
            self._end(port)
        except SensorLostError:
            pass
        finally:
            port.close()
