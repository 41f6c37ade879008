"""What must be known of a muscle or motion sensor: one model a driver, all with defaults.

A port that is not named is looked for; that works where only one such device is plugged in.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

PortName: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]
Baud: TypeAlias = Annotated[int, Field(ge=1200, le=4_000_000)]
TcpPort: TypeAlias = Annotated[int, Field(ge=1, le=65535)]
_Name: TypeAlias = Annotated[str, Field(max_length=200)]


class DeviceSettings(BaseModel):
    """Settings never change once read, and a key that doesn't exist is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Converter(DeviceSettings):
    """How a count of an analogue-to-digital converter becomes microvolts at the electrode."""

    reference_v: Annotated[float, Field(gt=0, le=50)] = 5.0
    """The voltage of the largest count: 5 on an Uno, 3.3 on most newer boards."""
    bits: Annotated[int, Field(ge=8, le=16)] = 10
    """10 on an Uno, 12 on an ESP32."""
    gain: Annotated[float, Field(gt=0, le=1e6)] = 1.0
    """Of the amplifier before the converter; at 1 microvolts are those at the converter's pin."""

    @property
    def microvolts_per_count(self) -> float:
        """What one step of the converter stands for."""
        return 1e6 * self.reference_v / ((1 << self.bits) - 1) / self.gain


class CytonSettings(DeviceSettings):
    """OpenBCI Cyton, alone or with a Daisy."""

    driver: Literal["cyton"] = "cyton"
    port: PortName | None = None
    daisy: bool = False
    """16 channels at 125 Hz instead of 8 at 250 Hz."""
    gain: Literal[1, 2, 4, 6, 8, 12, 24] = 24
    differential: bool = True
    """Each channel between its own two electrodes, as EMG wants; else all against SRB2."""


class SerialEmgSettings(_Converter):
    """A board with our own sketch: up to 8 channels with counter and checksum."""

    driver: Literal["serial_emg"] = "serial_emg"
    port: PortName | None = None
    baud: Baud = 500_000
    rate_hz: Annotated[float, Field(ge=10, le=8000)] = 1000.0
    """As set in the sketch."""


class ArduinoTextSettings(_Converter):
    """A board that prints numbers, one line a sample, as MyoWare's own examples do."""

    driver: Literal["arduino_text"] = "arduino_text"
    port: PortName | None = None
    baud: Baud = 115_200
    channels: Annotated[int, Field(ge=1, le=16)] | None = None
    """As many as the first line has, where not given."""
    rate_hz: Annotated[float, Field(ge=1, le=8000)] | None = None
    """Measured over the first second, where not given."""
    starts_up_s: Annotated[float, Field(ge=0, le=30)] = 2.0
    """Opening the port restarts an Uno; what comes in this time is left out."""


class MyoSettings(DeviceSettings):
    """Thalmic Myo armband through its own dongle."""

    driver: Literal["myo"] = "myo"
    port: PortName | None = None
    filtered: bool = True
    """Whether the armband takes mains hum out."""
    microvolts_per_count: Annotated[float, Field(gt=0, le=1e6)] = 1.0
    """The maker never said; at 1 the numbers are bare counts from -128 to 127."""


class DelsysSettings(DeviceSettings):
    """Delsys Trigno through the Trigno Control Utility, on this or another computer."""

    driver: Literal["delsys"] = "delsys"
    host: _Name = "127.0.0.1"
    command_port: TcpPort = 50040
    emg_port: TcpPort = 50043
    """50041 in the older version of the utility."""
    channels: Annotated[int, Field(ge=1, le=16)] = 16
    """How many of the 16 sensors, from the first on."""


class WitMotionSettings(DeviceSettings):
    """WitMotion WT901, JY901 and their kin on a cable."""

    driver: Literal["witmotion"] = "witmotion"
    port: PortName | None = None
    baud: Baud = 115_200
    """What the sensor is set to with its maker's program; it leaves the factory at 9600."""
    rate_hz: Literal[10, 20, 50, 100, 200] = 100
    configure: bool = True
    """Whether to tell the sensor what to send; it forgets when it loses power."""


class Bno08xRvcSettings(DeviceSettings):
    """BNO080, BNO085 or BNO086 strapped to its UART-RVC mode."""

    driver: Literal["bno08x_rvc"] = "bno08x_rvc"
    port: PortName | None = None
    baud: Baud = 115_200


class Bno055Settings(DeviceSettings):
    """Bosch BNO055 strapped to its UART."""

    driver: Literal["bno055"] = "bno055"
    port: PortName | None = None
    baud: Baud = 115_200
    rate_hz: Annotated[float, Field(ge=1, le=100)] = 100.0


class BrainFlowSettings(DeviceSettings):
    """Any board that BrainFlow knows."""

    driver: Literal["brainflow"] = "brainflow"
    board: Annotated[str, Field(pattern=r"^[A-Z0-9_]+_BOARD$", max_length=60)] = "SYNTHETIC_BOARD"
    """The board's name in BrainFlow's BoardIds."""
    port: PortName | None = None
    mac_address: _Name = ""
    ip_address: _Name = ""
    ip_port: Annotated[int, Field(ge=0, le=65535)] = 0
    serial_number: _Name = ""
    other_info: _Name = ""


class LslSettings(DeviceSettings):
    """Any stream of numbers on the lab streaming layer."""

    driver: Literal["lsl"] = "lsl"
    name: _Name = ""
    """The stream's name; empty takes the first of the right type."""
    type: _Name = "EMG"
    microvolts_per_unit: Annotated[float, Field(gt=0, le=1e9)] | None = None
    """What 1 of the stream's numbers stands for, where the stream itself doesn't say."""


DriverSettings: TypeAlias = (
    CytonSettings
    | SerialEmgSettings
    | ArduinoTextSettings
    | MyoSettings
    | DelsysSettings
    | WitMotionSettings
    | Bno08xRvcSettings
    | Bno055Settings
    | BrainFlowSettings
    | LslSettings
)
