"""Which serial ports this computer has, and which of them a device is plugged into."""

from dataclasses import dataclass

from serial.tools import list_ports

from sensors.errors import SensorNotFoundError


@dataclass(frozen=True, slots=True)
class UsbKind:
    """A USB device by what it says of itself; None stands for any product of the maker."""

    vendor: int
    product: int | None


FTDI = UsbKind(0x0403, None)
"""What the Cyton's dongle and many adapters are built on."""
BLED112 = UsbKind(0x2458, 0x0001)
"""The Myo's dongle."""
ARDUINO, TEENSY, ESPRESSIF = UsbKind(0x2341, None), UsbKind(0x16C0, None), UsbKind(0x303A, None)
CH340, CP210X = UsbKind(0x1A86, None), UsbKind(0x10C4, None)
BOARDS = (ARDUINO, TEENSY, ESPRESSIF, CH340, CP210X, FTDI)
"""Boards and adapters that a sensor of one's own is usually built with."""


def plugged_in(kinds: tuple[UsbKind, ...]) -> tuple[str, ...]:
    """Return the names of the ports at which such a device is, sorted."""
    return tuple(
        sorted(
            port.device
            for port in list_ports.comports()
            if any(port.vid == kind.vendor and kind.product in (None, port.pid) for kind in kinds)
        )
    )


def find_port(kinds: tuple[UsbKind, ...], *, device: str) -> str:
    """Return the one port at which such a device is.

    Args:
        kinds: what it may look like from USB.
        device: what to call it in errors, with its article.

    Raises:
        SensorNotFoundError: there is none, or more than one.
    """
    ports = plugged_in(kinds)
    if not ports:
        raise SensorNotFoundError(
            f"{device} is not plugged in: plug it in, or name its port in the settings file"
        )
    if len(ports) > 1:
        raise SensorNotFoundError(
            f"{device} could be at {' or '.join(ports)}: name its port in the settings file, "
            'e.g. port = "' + ports[0] + '"'
        )
    return ports[0]
