"""Field types of exercises with pictures of limbs: from which side, turned how, in what pose."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

Limb: TypeAlias = Literal["hand", "foot"]
View: TypeAlias = Literal["dorsal", "palmar", "radial", "ulnar"]
"""Back, palm (or sole), thumb's (or big toe's) side, little finger's (or little toe's) side."""

Views: TypeAlias = Annotated[
    tuple[View, ...],
    Field(
        min_length=1,
        max_length=4,
        description='a list of 1 to 4 of "dorsal", "palmar", "radial", "ulnar"',
    ),
]

AnglesDeg: TypeAlias = Annotated[
    tuple[Annotated[float, Field(ge=0.0, lt=360.0)], ...],
    Field(
        min_length=1,
        max_length=24,
        description="a list of 1 to 24 angles from 0 to less than 360 degrees, clockwise",
    ),
]

PostureId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
"""Name of a posture of hand or foot, e.g. ``relaxed``; which ones exist the game knows."""

PostureIds: TypeAlias = Annotated[
    tuple[PostureId, ...],
    Field(
        min_length=1,
        max_length=20,
        description="a list of 1 to 20 posture names such as relaxed",
    ),
]

ALL_VIEWS: tuple[View, ...] = ("dorsal", "palmar", "radial", "ulnar")
EIGHT_ANGLES_DEG: tuple[float, ...] = tuple(45.0 * step for step in range(8))
EASY_POSTURES: Mapping[Limb, tuple[str, ...]] = {
    "hand": ("relaxed", "open", "flat", "half_closed", "point"),
    "foot": ("relaxed", "neutral", "flexed", "pointed", "toes_spread"),
}
"""Hard postures are left out at first (Moseley 2004, recalled)."""


def distance_from_upright_deg(angle_deg: float) -> float:
    """Return how far an angle lies from upright, 0 to 180, whichever way it is turned."""
    return 180.0 - abs(180.0 - angle_deg % 360.0)
