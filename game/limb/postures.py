"""Named postures of therapy, from `assets/postures.toml`: open hand, fist, pinch and so on.

A posture names the angles of wrist and hand, in degrees; where the arm is, is left to whoever uses
it. Postures that touch (fist, pinch, opposition) were fitted to the lifelike limb so that skin
meets skin.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from sensors.pose import INDEX, JOINT_ANGLES, LIMITS_RAD, RESTING, Angles

FIRST_HAND_ANGLE = INDEX["wrist_flexion"]
"""Angles before this one place the arm; those from it on shape the hand."""


class PostureError(ValueError):
    """The posture file is not what it should be."""


class _PostureFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    posture: dict[str, dict[str, float]]


@cache
def load_postures() -> Mapping[str, Angles]:
    """Return every named posture on the resting arm, shape (28,), radians, read-only arrays.

    Raises:
        PostureError: the shipped file names an unknown angle or leaves anatomical limits.
    """
    return parse_postures(files("assets").joinpath("postures.toml").read_text(encoding="utf-8"))


def parse_postures(text: str) -> Mapping[str, Angles]:
    """Return the postures that a TOML text describes.

    Raises:
        PostureError: it cannot be read, names an unknown angle or leaves anatomical limits.
    """
    try:
        described = _PostureFile.model_validate(tomllib.loads(text)).posture
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise PostureError(f"postures cannot be read: {error}") from error
    return {name: _angles(name, named_deg) for name, named_deg in described.items()}


def _angles(posture: str, named_deg: Mapping[str, float]) -> Angles:
    angles = np.zeros(len(JOINT_ANGLES))
    angles[:FIRST_HAND_ANGLE] = RESTING[:FIRST_HAND_ANGLE]
    for name, value_deg in named_deg.items():
        if name not in INDEX:
            raise PostureError(f"posture {posture}: {name} is not a joint angle")
        angles[INDEX[name]] = np.radians(value_deg)
        low, high = np.degrees(LIMITS_RAD[INDEX[name]])
        if not low - 1e-9 <= value_deg <= high + 1e-9:
            raise PostureError(
                f"posture {posture}: {name} is {value_deg:g}, outside {low:g} to {high:g} degrees"
            )
    angles.flags.writeable = False
    return angles
