"""A serial port whose every failure is one sentence, on whatever system and adapter."""

import contextlib
import errno
from collections.abc import Callable

import serial

from sensors.errors import SensorBusyError, SensorError, SensorLostError, SensorNotFoundError

if hasattr(serial, "PosixPollSerial"):
    import termios

    _FAILURES: tuple[type[Exception], ...] = (serial.SerialException, OSError, termios.error)
else:
    _FAILURES = (serial.SerialException, OSError)

READ_WAITS_S = 0.05
_WRITE_WITHIN_S = 1.0
_BUSY = (errno.EBUSY, errno.EAGAIN)


class SerialPort:
    """An open port. The system's error when it is pulled out may be any of three kinds."""

    def __init__(self, name: str, *, baud: int, device: str, clock: Callable[[], float]) -> None:
        """Open the port for this program alone.

        Args:
            name: the system's name of the port.
            baud: bits a second.
            device: what to call it in errors, with its article.
            clock: seconds on the program's one monotonic clock.

        Raises:
            SensorNotFoundError: there is no such port.
            SensorBusyError: another program has it, or this one may not use it.
        """
        self._device = device
        self._clock = clock
        try:
            self._port = serial.Serial(
                name,
                baud,
                timeout=READ_WAITS_S,
                write_timeout=_WRITE_WITHIN_S,
                exclusive=True,
            )
        except _FAILURES as error:
            raise _told_on_opening(error, name, device) from error
        self._ask_for_low_latency()

    def _ask_for_low_latency(self) -> None:
        # FTDI adapters hold bytes for 16 ms unless asked not to; other kinds don't know the wish.
        if hasattr(self._port, "set_low_latency_mode"):
            with contextlib.suppress(ValueError, NotImplementedError, *_FAILURES):
                self._port.set_low_latency_mode(True)

    def read(self) -> bytes:
        """Return what has come, or nothing after `READ_WAITS_S`.

        Raises:
            SensorLostError: the port is gone.
        """
        try:
            return bytes(self._port.read(max(1, self._port.in_waiting)))
        except _FAILURES as error:
            raise self._lost() from error

    def write(self, data: bytes) -> None:
        """Send bytes.

        Raises:
            SensorLostError: the port is gone.
        """
        try:
            self._port.write(data)
        except _FAILURES as error:
            raise self._lost() from error

    def forget_input(self) -> None:
        """Throw away what has come so far.

        Raises:
            SensorLostError: the port is gone.
        """
        try:
            self._port.reset_input_buffer()
        except _FAILURES as error:
            raise self._lost() from error

    def read_until(self, end: bytes, within_s: float) -> bytes:
        """Return what comes up to and with `end`, or whatever came within the time.

        Raises:
            SensorLostError: the port is gone.
        """
        heard = b""
        ends_s = self._clock() + within_s
        while end not in heard and self._clock() < ends_s:
            heard += self.read()
        return heard

    def close(self) -> None:
        """Let the port go."""
        with contextlib.suppress(*_FAILURES):
            self._port.close()

    def _lost(self) -> SensorError:
        return SensorLostError(
            f"{self._device} is unplugged: plug it in again, and it goes on by itself"
        )


def _told_on_opening(error: Exception, name: str, device: str) -> SensorError:
    number = getattr(error, "errno", None)
    if number in (errno.EACCES, errno.EPERM):
        return SensorBusyError(
            f"This account may not use {name}, where {device[0].lower()}{device[1:]} should be: on "
            "Linux add it to the group dialout (sudo usermod -a -G dialout NAME), then log out and "
            "in again"
        )
    if number in _BUSY or "PermissionError" in str(error) or "exclusively lock" in str(error):
        return SensorBusyError(
            f"{device} at {name} is in use by another program, or this account may not use it: "
            "close other programs, and check that the account may use serial ports"
        )
    return SensorNotFoundError(f"{device} is not at {name}: check its cable, power and port")
