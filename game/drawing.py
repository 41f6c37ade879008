"""Shapes drawn on a canvas over the limb or on a page: targets, pictures, paths, body outlines.

A frame carries them as values, like everything else that is seen. Places are in canvas units: the
origin is the middle of the canvas, x grows to the right, y grows upwards, and half of the canvas's
shorter side is 1. So a disc of radius 0.1 is as round and as far from the edge on every window.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Colour: TypeAlias = Literal[
    "ink", "soft_ink", "white", "cream", "stone", "lake", "sky", "leaf", "amber", "rose", "plum"
]
"""Names of a calm palette that also differs in brightness, for eyes that see few colours."""

Place: TypeAlias = tuple[float, float]
"""x and y in canvas units."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle, with a rim where `rim` names a colour."""

    at: Place
    radius: float
    colour: Colour
    opacity: float = 1.0
    rim: Colour | None = None


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle's outline; `width` is drawn inwards from `radius`."""

    at: Place
    radius: float
    width: float
    colour: Colour
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle around its middle, with rounded corners."""

    at: Place
    width: float
    height: float
    colour: Colour
    corner: float = 0.0
    opacity: float = 1.0
    rim: Colour | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """A line through several places, with round ends and joints."""

    places: tuple[Place, ...]
    width: float
    colour: Colour
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text around its middle; `size` is the height of a line."""

    at: Place
    text: str
    size: float = 0.1
    colour: Colour = "ink"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Sprite:
    """A picture around its middle; the same one is sent to the card only once, wherever it lies."""

    at: Place
    width: float
    height: float
    rgba: NDArray[np.uint8]
    """Shape (rows, columns, 4), straight alpha; not changed after it was handed over."""
    turn_rad: float = 0.0
    """Counter-clockwise."""
    name: str = ""
    """What it shows, in words: for whoever looks on without eyes, such as the simulated patient."""


Shape: TypeAlias = Disc | Ring | Box | Path | Label | Sprite

Drawing: TypeAlias = tuple[Shape, ...]
"""Later shapes lie on earlier ones; words and buttons lie on all of them."""
