"""The hand models: four files of the `mediapipe` wheel, which is installed for them alone.

The wheel is never imported and none of its dependencies is installed; its files are found through
the installed distribution's own list and each is checked against the hash given here.
"""

import functools
import hashlib
from importlib import metadata
from pathlib import Path
from typing import Literal, TypeAlias

from sensors.errors import MissingPartError
from sensors.install_line import install_line

ModelName: TypeAlias = Literal["hand_landmark_full", "hand_landmark_lite", "palm_detection_full"]

INSTALL_LINE = install_line("mediapipe==0.10.21", without_dependencies=True)
_DISTRIBUTION = "mediapipe"

# SHA-256 of the files in the wheels of mediapipe 0.10.21 (Apache-2.0), equal on every platform.
_SHA256: dict[ModelName, str] = {
    "hand_landmark_full": "11c272b891e1a99ab034208e23937a8008388cf11ed2a9d776ed3d01d0ba00e3",
    "hand_landmark_lite": "048edd3645c9bf7397d19a9f6e3a42957d6e414c9bea6598030a2e9b624156e6",
    "palm_detection_full": "1b14e9422c6ad006cde6581a46c8b90dd573c07ab7f3934b5589e7cea3f89a54",
}


def _place(name: ModelName) -> str:
    folder = name.rpartition("_")[0]
    return f"mediapipe/modules/{folder}/{name}.tflite"


@functools.cache
def _installed_file(place: str) -> Path | None:
    try:
        files = metadata.distribution(_DISTRIBUTION).files or []
    except metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.as_posix() == place:
            return Path(str(file.locate()))
    return None


def check_model(path: Path, sha256: str) -> Path:
    """Return `path` if the file there has the expected content.

    Raises:
        MissingPartError: the file is absent or another one; the text has the line that brings it.
    """
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise MissingPartError(
            f"The hand model {path.name} is not there; bring it with: {INSTALL_LINE}"
        ) from error
    if found != sha256:
        raise MissingPartError(
            f"The hand model {path.name} is not the expected file; bring the right one with: "
            f"{INSTALL_LINE} --force-reinstall"
        )
    return path


def model_path(name: ModelName) -> Path:
    """Return where the named model lies, after checking its content.

    Raises:
        MissingPartError: the wheel is not installed, or its file is absent or altered.
    """
    path = _installed_file(_place(name))
    if path is None:
        raise MissingPartError(
            f"The hand models for the camera are not installed; bring them with: {INSTALL_LINE}"
        )
    return check_model(path, _SHA256[name])
