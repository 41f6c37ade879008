"""Which sensors this computer could use now, each with a sentence: `mirrorlimb sensors list`."""

import importlib.util
from dataclasses import dataclass

from sensors.errors import MissingPartError
from sensors.install_line import install_line
from sensors.models import model_path
from sensors.registry import DRIVERS

_WEBCAM_PACKAGES = ("cv2", "ai_edge_litert")
_CAMERAS_TRIED = 4


@dataclass(frozen=True, slots=True)
class DeviceListing:
    """One driver, or one device of it."""

    driver: str
    device: str
    available: bool
    sentence: str


def list_devices() -> tuple[DeviceListing, ...]:
    """Return every driver, and every camera that answers. Cameras are opened for a moment."""
    listings: list[DeviceListing] = []
    for driver in sorted(DRIVERS):
        if driver == "webcam":
            listings.extend(_cameras())
        elif driver in _OPTIONAL:
            listings.append(_optional(driver))
        elif driver in _ON_A_PORT:
            listings.append(_on_a_port(driver))
        else:
            listings.append(DeviceListing(driver, _DEVICES[driver], True, _SENTENCES[driver]))
    return tuple(listings)


_DEVICES = {
    "brainflow": "a board",
    "delsys": "a program on the network",
    "lsl": "a stream on the network",
    "pointer": "mouse or keys",
    "replay": "a recorded session",
    "simulated": "an arm",
    "simulated_emg": "a forearm",
    "two_imu": "two motion sensors",
}
_SENTENCES = {
    "arduino_text": "Numbers that an Arduino prints, e.g. of MyoWare muscle sensors.",
    "bno055": "Bosch BNO055 motion sensor on a UART.",
    "bno08x_rvc": "BNO080, 085 or 086 motion sensor in UART-RVC mode.",
    "brainflow": "Any board that BrainFlow knows; its name goes into a settings file.",
    "cyton": "OpenBCI Cyton, 8 muscle channels, 16 with its Daisy.",
    "delsys": "Delsys Trigno through its Control Utility, on this or another computer.",
    "lsl": "Any stream of numbers on the lab streaming layer, by default of type EMG.",
    "myo": "Myo armband through its dongle: 8 muscle channels and motion.",
    "pointer": "One hand on the mouse or the keys moves the limb.",
    "replay": "Plays a session's recording as if live; needs a settings file.",
    "serial_emg": "A board with the mirrorlimb sketch: 8 checked muscle channels.",
    "simulated": "An arm that moves by itself; needs no device.",
    "simulated_emg": "Muscles of a simulated patient; needs no device.",
    "two_imu": "Two motion sensors, on upper arm and forearm; needs a settings file.",
    "witmotion": "WitMotion motion sensor on a cable.",
}
_ON_A_PORT = frozenset(
    {"arduino_text", "bno055", "bno08x_rvc", "cyton", "myo", "serial_emg", "witmotion"}
)


_OPTIONAL = {"brainflow": "brainflow", "lsl": "pylsl"}
"""Driver and the package that it needs."""


def _optional(driver: str) -> DeviceListing:
    sentence = _SENTENCES[driver]
    if importlib.util.find_spec(_OPTIONAL[driver]) is not None:
        return DeviceListing(driver, _DEVICES[driver], True, sentence)
    bring = f"{sentence} Bring it with: {install_line(_OPTIONAL[driver])}"
    return DeviceListing(driver, _DEVICES[driver], False, bring)


def _on_a_port(driver: str) -> DeviceListing:
    from sensors.drivers.port_search import BLED112, BOARDS, FTDI, plugged_in

    kinds = {"cyton": (FTDI,), "myo": (BLED112,)}.get(driver, BOARDS)
    ports = plugged_in(kinds)
    where = f"Perhaps at {' or '.join(ports)}." if ports else "Nothing like it is plugged in."
    return DeviceListing(driver, "a port", bool(ports), f"{_SENTENCES[driver]} {where}")


def _cameras() -> tuple[DeviceListing, ...]:
    missing = _missing_part()
    if missing is not None:
        return (DeviceListing("webcam", "camera", False, missing),)
    from sensors.drivers.camera_search import answering_cameras

    cameras = tuple(
        DeviceListing("webcam", f"camera {index}", True, f"Gives pictures of {size}.")
        for index, size in answering_cameras(_CAMERAS_TRIED)
    )
    nothing = "No camera answers: plug one in, or play a video file or folder of pictures."
    return cameras or (DeviceListing("webcam", "camera", False, nothing),)


def _missing_part() -> str | None:
    """Return the sentence that says what the camera lacks, or None where it lacks nothing."""
    if any(importlib.util.find_spec(package) is None for package in _WEBCAM_PACKAGES):
        return "The camera needs OpenCV and LiteRT; bring them with: " + install_line(
            "ai-edge-litert", "opencv-python-headless"
        )
    try:
        model_path("palm_detection_full")
        model_path("hand_landmark_full")
    except MissingPartError as error:
        return str(error)
    return None
