"""A thing as it is shown: what kind, where it stands, which way it is turned."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Kind: TypeAlias = Literal[
    "ball", "cup", "block", "apple", "pear", "plum", "lemon", "bowl", "stand", "coaster"
]
KINDS: tuple[Kind, ...] = get_args(Kind)

Place3: TypeAlias = tuple[float, float, float]
"""x to the person's right, y forward, z up, metres: body space (`sensors.motion.arm_geometry`)."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a kind of thing is, metres."""

    radius_m: float
    """Of its widest circle, seen from above."""
    height_m: float
    grasp_height_m: float
    """From its foot to where a hand holds it."""


SIZES: dict[Kind, Size] = {
    "ball": Size(0.034, 0.068, 0.034),
    "cup": Size(0.036, 0.085, 0.050),
    "block": Size(0.032, 0.050, 0.030),
    "apple": Size(0.036, 0.070, 0.034),
    "pear": Size(0.034, 0.092, 0.036),
    "plum": Size(0.027, 0.052, 0.026),
    "lemon": Size(0.040, 0.057, 0.029),
    "bowl": Size(0.092, 0.046, 0.028),
    "stand": Size(0.040, 0.010, 0.005),
    "coaster": Size(0.055, 0.004, 0.002),
}


@dataclass(frozen=True, slots=True)
class ShownThing:
    """One thing as the patient sees it."""

    kind: Kind
    foot_m: Place3
    """The middle of its underside, in body space."""
    turn_rad: float = 0.0
    """About the upright, counter-clockwise seen from above."""
    tilt_rad: float = 0.0
    """Forward, about the person's left-right axis through its foot."""
    rise: float = 1.0
    """Times its own height: stands are as high as they have to be."""
    glow: float = 0.0
    """0 plain, 1 softly lit up: the thing that is meant."""
