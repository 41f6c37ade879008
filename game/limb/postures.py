"""Named postures of therapy: open hand, fist, pinch and so on; of a foot: pointed, toes curled.

They come from `assets/postures.toml` and `assets/foot_postures.toml`. A posture names the angles of
wrist and hand, or of ankle and foot, in degrees; where the limb is, is left to whoever uses it.
Postures that touch (fist, pinch, opposition) were fitted to the lifelike limb so that skin meets
skin.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from sensors.limbs import LIMBS
from sensors.pose import INDEX, Angles, LimbKind

FIRST_HAND_ANGLE = INDEX["wrist_flexion"]
"""Angles before this one place the arm; those from it on shape the hand."""
FIRST_END_ANGLE: dict[LimbKind, int] = {
    "arm": FIRST_HAND_ANGLE,
    "leg": LIMBS["leg"].index["ankle_dorsiflexion"],
}
"""The same for each kind of limb: the angles from it on shape hand or foot."""
_FILES: dict[LimbKind, str] = {"arm": "postures.toml", "leg": "foot_postures.toml"}


class PostureError(ValueError):
    """The posture file is not what it should be."""


class _PostureFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    posture: dict[str, dict[str, float]]


@cache
def load_postures(kind: LimbKind = "arm") -> Mapping[str, Angles]:
    """Return every named posture on the resting limb, radians, read-only arrays.

    Raises:
        PostureError: the shipped file names an unknown angle or leaves anatomical limits.
    """
    text = files("assets").joinpath(_FILES[kind]).read_text(encoding="utf-8")
    return parse_postures(text, kind)


def parse_postures(text: str, kind: LimbKind = "arm") -> Mapping[str, Angles]:
    """Return the postures that a TOML text describes.

    Raises:
        PostureError: it cannot be read, names an unknown angle or leaves anatomical limits.
    """
    try:
        described = _PostureFile.model_validate(tomllib.loads(text)).posture
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise PostureError(f"postures cannot be read: {error}") from error
    return {name: _angles(kind, name, named_deg) for name, named_deg in described.items()}


def _angles(kind: LimbKind, posture: str, named_deg: Mapping[str, float]) -> Angles:
    limb = LIMBS[kind]
    angles = np.zeros(len(limb.names))
    angles[: FIRST_END_ANGLE[kind]] = limb.resting[: FIRST_END_ANGLE[kind]]
    for name, value_deg in named_deg.items():
        if name not in limb.index:
            raise PostureError(f"posture {posture}: {name} is not a joint angle")
        angles[limb.index[name]] = np.radians(value_deg)
        low, high = np.degrees(limb.limits_rad[limb.index[name]])
        if not low - 1e-9 <= value_deg <= high + 1e-9:
            raise PostureError(
                f"posture {posture}: {name} is {value_deg:g}, outside {low:g} to {high:g} degrees"
            )
    angles.flags.writeable = False
    return angles
