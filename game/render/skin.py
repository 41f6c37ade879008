"""The skin on the graphics card: pigments, surface and height from ``assets/textures``.

The colour itself is mixed in the shader from the patient's own shares of melanin and blood, so one
set of pictures serves every tone.
"""

from dataclasses import dataclass
from importlib import resources

import numpy as np
import pygame
from numpy.typing import NDArray

from game.limb.appearance import ClothColour, Sleeve
from game.limb.limb import Limb
from game.limb.skin import pigment
from game.limb.skin.height_texture import joined
from game.limb.skin.texture_files import TEXTURES
from game.render.texture import Texture

PIGMENT_UNIT, SURFACE_UNIT, HEIGHT_UNIT = 2, 3, 7
_STEPS = 65535
# A limb without textures: all pigments once their share, plain skin's roughness, no vein or nail.
_PLAIN_PIGMENT = (128, 102, 255)
_PLAIN_SURFACE = (120, 0, 0)


@dataclass(frozen=True, slots=True)
class SkinTone:
    """The patient's shares of the two pigments."""

    melanin: float = 0.25
    """About 0.2 for light, 0.5 for medium and 1 for dark skin."""
    blood: float = 1.0


@dataclass(frozen=True, slots=True)
class Clothes:
    """The sleeve over the arm."""

    sleeve: Sleeve = "none"
    colour: ClothColour = "navy"


_BETWEEN_LIGHT_AND_DARK = 0.45


def another_person(own: SkinTone) -> tuple[SkinTone, Clothes]:
    """Return looks that nobody takes for their own: a dark skin for a light one, and sleeves."""
    melanin = 0.75 if own.melanin < _BETWEEN_LIGHT_AND_DARK else 0.22
    return SkinTone(melanin), Clothes("long", "green")


@dataclass(frozen=True, slots=True)
class Skin:
    """Three textures over the limb's surface."""

    pigment: Texture
    surface: Texture
    height: Texture
    height_range_m: float
    """Height between the texture's darkest and brightest value; 0 for a smooth limb."""


def load_skin(limb: Limb, *, sharp: bool = True) -> Skin:
    """Return the skin of a limb: from the textures where they fit it, else smooth and plain.

    Args:
        limb: The limb that wears it.
        sharp: whether slanted skin is read finely too.
    """
    if not limb.textured:
        return Skin(
            Texture(np.array([[_PLAIN_PIGMENT]], dtype=np.uint8), PIGMENT_UNIT),
            Texture(np.array([[_PLAIN_SURFACE]], dtype=np.uint8), SURFACE_UNIT),
            Texture(np.array([[_STEPS // 2]], dtype=np.uint16), HEIGHT_UNIT),
            0.0,
        )
    worn = TEXTURES[limb.kind]
    height_m = joined(_picture(f"{worn}_form.png")[..., :2], _picture(f"{worn}_relief.jpg")[..., 0])
    lowest_m = float(height_m.min())
    range_m = float(height_m.max()) - lowest_m
    steps = np.rint((height_m - lowest_m) * (_STEPS / range_m)).astype(np.uint16)
    return Skin(
        _texture(_picture(f"{worn}_pigment.jpg"), PIGMENT_UNIT, sharp),
        _texture(_picture(f"{worn}_surface.jpg"), SURFACE_UNIT, sharp),
        _texture(steps, HEIGHT_UNIT, sharp),
        range_m,
    )


def pigment_defines() -> dict[str, str]:
    """Return the pigments' constants for the shader, from where the textures were baked."""
    constants = {
        "BARE": pigment.BARE,
        "MELANIN_ABSORBS": pigment.MELANIN_ABSORBS,
        "BLOOD_ABSORBS": pigment.BLOOD_ABSORBS,
        "VEIN_TINT": pigment.VEIN_TINT,
        "PALE": pigment.PALE,
    }
    return {
        name: f"vec3({', '.join(f'{part:.4f}' for part in value)})"
        for name, value in constants.items()
    }


def _picture(name: str) -> NDArray[np.uint8]:
    with resources.as_file(resources.files("assets") / "textures" / name) as path:
        surface = pygame.image.load(str(path))
    return np.asarray(pygame.surfarray.array3d(surface).swapaxes(0, 1), dtype=np.uint8)


def _texture(rows: NDArray[np.uint8] | NDArray[np.uint16], unit: int, sharp: bool) -> Texture:
    # OpenGL counts rows from the lowest.
    return Texture(rows[::-1], unit, mipmaps=True, sharp=sharp)
