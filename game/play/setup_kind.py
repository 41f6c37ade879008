"""What a patient has to set up before the first block, by the sensor that the session has."""

from typing import Literal, TypeAlias

from sensors.sensor import Sensor

SetupKind: TypeAlias = Literal["camera", "pointer", "motion", "none"]


def setup_kind(sensor: Sensor | None) -> SetupKind:
    """Return what the patient has to set up for this sensor."""
    match sensor.identity.driver if sensor is not None else "":
        case "webcam":
            return "camera"
        case "pointer":
            return "pointer"
        case "two_imu" | "bno055" | "bno08x_rvc" | "witmotion":
            return "motion"
        case _:
            return "none"


def follows_a_hand(sensor: Sensor | None) -> bool:
    """Tell whether the sensor sees an intact hand move, rather than being steered by it."""
    return sensor is not None and sensor.identity.driver != "pointer"
