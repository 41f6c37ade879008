"""Which sensor this room has: one small TOML file, or a driver's name with its defaults.

```toml
[sensor]
driver = "webcam"
source = 0
```
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter, ValidationError

from sensors.device_settings import (
    ArduinoTextSettings,
    Bno055Settings,
    Bno08xRvcSettings,
    BrainFlowSettings,
    CytonSettings,
    DelsysSettings,
    DeviceSettings,
    DriverSettings,
    LslSettings,
    MyoSettings,
    SerialEmgSettings,
    WitMotionSettings,
)
from sensors.errors import SensorSettingsError

CameraView: TypeAlias = Literal["facing", "overhead"]


class WebcamSettings(DeviceSettings):
    """A camera, or a clip or folder of pictures in its place."""

    driver: Literal["webcam"] = "webcam"
    source: Annotated[int, Field(ge=0, le=63)] | Path = 0
    """Camera index, or the path of a video file or of a folder of pictures."""
    fps: Annotated[float, Field(gt=0, le=240)] | None = None
    """Asked of a camera; the pace of a clip (its own, or 30) or of a folder (30)."""
    loop: bool = True
    """Whether a clip or folder starts again at its end."""
    width_px: Annotated[int, Field(ge=160, le=3840)] = 640
    height_px: Annotated[int, Field(ge=120, le=2160)] = 480
    mirrored: bool = False
    """Whether the pictures come mirrored, as some cameras and video programs give them."""
    model: Literal["full", "lite"] = "full"
    view: CameraView = "facing"


class PointerSettings(DeviceSettings):
    """One hand's mouse or keys."""

    driver: Literal["pointer"] = "pointer"


class SimulatedSettings(DeviceSettings):
    """A limb that moves by itself, the same way for the same seed."""

    driver: Literal["simulated"] = "simulated"
    rate_hz: Annotated[float, Field(ge=1, le=1000)] = 60.0
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 1
    loses_tracking: bool = False
    limb: Literal["arm", "leg"] = "arm"
    """Which limb; a session's plan decides."""


class SimulatedEmgSettings(DeviceSettings):
    """Muscles of a simulated forearm, the same for the same seed."""

    driver: Literal["simulated_emg"] = "simulated_emg"
    rate_hz: Annotated[float, Field(ge=50, le=4000)] = 500.0
    channels: Annotated[int, Field(ge=1, le=16)] = 8
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 1
    rotation: Annotated[float, Field(ge=0, lt=16)] = 0.0
    """By how many electrodes the ring has been turned on the forearm."""
    by_itself: bool = False
    """Whether it attempts one movement after the other, where no patient tells it to."""


MotionSettings: TypeAlias = Annotated[
    WitMotionSettings | Bno08xRvcSettings | Bno055Settings, Field(discriminator="driver")
]
"""One motion sensor that says how it is turned."""


class TwoImuSettings(DeviceSettings):
    """Two motion sensors on one limb; each names its own port."""

    driver: Literal["two_imu"] = "two_imu"
    upper: MotionSettings
    """On the upper arm or thigh, the segment nearer to the body."""
    lower: MotionSettings
    """On the forearm or shank, the segment farther away."""


class ReplaySettings(DeviceSettings):
    """A recorded session, as if live."""

    driver: Literal["replay"] = "replay"
    session: Path
    """The session's folder, or its recording."""
    speed: Annotated[float, Field(gt=0, le=100)] = 1.0
    loop: bool = False
    view: CameraView = "facing"
    """Where the camera stood, for a session that a camera recorded."""


SensorSettings: TypeAlias = (
    WebcamSettings
    | PointerSettings
    | SimulatedSettings
    | SimulatedEmgSettings
    | ReplaySettings
    | TwoImuSettings
    | DriverSettings
)

_MODELS: Mapping[str, type[SensorSettings]] = {
    "arduino_text": ArduinoTextSettings,
    "bno055": Bno055Settings,
    "bno08x_rvc": Bno08xRvcSettings,
    "brainflow": BrainFlowSettings,
    "cyton": CytonSettings,
    "delsys": DelsysSettings,
    "lsl": LslSettings,
    "myo": MyoSettings,
    "pointer": PointerSettings,
    "replay": ReplaySettings,
    "serial_emg": SerialEmgSettings,
    "simulated": SimulatedSettings,
    "simulated_emg": SimulatedEmgSettings,
    "two_imu": TwoImuSettings,
    "webcam": WebcamSettings,
    "witmotion": WitMotionSettings,
}


class _Room(DeviceSettings):
    sensor: Annotated[SensorSettings, Field(discriminator="driver")]


_ROOM: TypeAdapter[_Room] = TypeAdapter(_Room)


def _allowed_keys(driver: object) -> str:
    model = _MODELS.get(str(driver))
    return "" if model is None else f" (allowed: {', '.join(sorted(model.model_fields))})"


def _first_fault(error: ValidationError, driver: object) -> str:
    """Return place and reason of the first fault, without repeating what was written there."""
    fault = error.errors(include_input=False, include_url=False)[0]
    union_parts = {*_MODELS, "constrained-int", "int", "path", "float"}
    place = ".".join(str(part) for part in fault["loc"] if part not in union_parts)
    match fault["type"]:
        case "extra_forbidden":
            allowed = _allowed_keys(driver) if place.startswith("sensor.") else " (allowed: sensor)"
            return f"{place}: there is no such key{allowed}"
        case "missing":
            return f"{place}: this key is needed"
        case "union_tag_invalid" | "union_tag_not_found":
            return f"{place or 'sensor'}.driver: must be one of {', '.join(sorted(_MODELS))}"
        case _:
            return f"{place}: {fault['msg'][:1].lower()}{fault['msg'][1:]}"


def sensor_settings_in(table: Mapping[str, object], *, name: str, folder: Path) -> SensorSettings:
    """Return the settings in a table that has a ``sensor`` key, and no other.

    Args:
        table: what a TOML parser made of the file, or of part of a larger one.
        name: what to call the file in errors.
        folder: where relative paths start.

    Raises:
        SensorSettingsError: naming the file, the place and what is allowed.
    """
    sensor = table.get("sensor")
    driver = sensor.get("driver") if isinstance(sensor, dict) else None
    try:
        settings = _ROOM.validate_python(table).sensor
    except ValidationError as error:
        raise SensorSettingsError(f"{name}: {_first_fault(error, driver)}") from error
    match settings:
        case WebcamSettings(source=Path() as source):
            return settings.model_copy(update={"source": _placed(source, folder, name)})
        case ReplaySettings(session=session):
            return settings.model_copy(update={"session": _placed(session, folder, name)})
        case _:
            return settings


def _placed(path: Path, folder: Path, name: str) -> Path:
    try:
        return (folder / path.expanduser()).resolve()
    except (RuntimeError, ValueError) as error:
        raise SensorSettingsError(
            f"{name}: sensor: a path in it is none of this computer"
        ) from error


def default_settings(driver: str) -> SensorSettings:
    """Return the settings of a driver chosen by its name alone.

    Raises:
        SensorSettingsError: no such driver, or one that can't do without a settings file.
    """
    model = _MODELS.get(driver)
    if model is None:
        raise SensorSettingsError(
            f"There is no sensor called {driver!r}: choose one of {', '.join(sorted(_MODELS))}"
        )
    if model is TwoImuSettings:
        raise SensorSettingsError(
            "Two motion sensors must be told apart: write a settings file with driver = "
            '"two_imu" and a table for upper and one for lower, and give it with --settings'
        )
    if model is ReplaySettings:
        raise SensorSettingsError(
            "The replay sensor must be told which session: write a settings file with "
            'driver = "replay" and session = "FOLDER", and give it with --settings'
        )
    return model.model_validate({"driver": driver})
