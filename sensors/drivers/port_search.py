"""Which serial ports this computer has, and which of them a device is plugged into."""

from dataclasses import dataclass

from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

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


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """One device of a kind, by what it says of itself."""

    vendor: int
    product: int
    serial_number: str
    """Without one it can't be told from others of its make."""


def device_at(name: str) -> UsbDevice | None:
    """Return what is at a port; None where it isn't on USB, or has no number of its own."""
    return next((_device(p) for p in list_ports.comports() if p.device == name), None)


def port_of(device: UsbDevice) -> str | None:
    """Return the one port at which a device is now; None where it is at none, or can't be told."""
    names = [port.device for port in list_ports.comports() if _device(port) == device]
    return names[0] if len(names) == 1 else None


def _device(port: ListPortInfo) -> UsbDevice | None:
    if port.vid is None or port.pid is None or not port.serial_number:
        return None
    return UsbDevice(port.vid, port.pid, port.serial_number)


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
