"""The skin on the graphics card: pigments, surface and height from ``assets/textures``.

The colour itself is mixed in the shader from the patient's own shares of melanin and blood, so one
set of pictures serves every tone.
"""

from dataclasses import dataclass, field
from importlib import resources

import numpy as np
import pygame
from numpy.typing import NDArray

from game.limb.appearance import Appearance, ClothColour, Sleeve
from game.limb.limb import Limb
from game.limb.skin import pigment
from game.limb.skin.height_texture import joined
from game.limb.skin.marks import Marks, with_marks
from game.limb.skin.texture_files import TEXTURES
from game.render.texture import Texture
from sensors.pose import LimbKind

PIGMENT_UNIT, SURFACE_UNIT, HEIGHT_UNIT = 2, 3, 7
_STEPS = 65535
# All marks at their most stay within this, so that other marks need no other shader.
_LOWEST_M, _RANGE_M = -0.0035, 0.0070
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


@dataclass(frozen=True, slots=True)
class Looks:
    """Everything about a limb's looks but its shape: it changes without another mesh."""

    tone: SkinTone = field(default_factory=SkinTone)
    clothes: Clothes = field(default_factory=Clothes)
    marks: Marks = field(default_factory=Marks)

    @classmethod
    def of(cls, appearance: Appearance) -> "Looks":
        """Return the looks that a patient's settings ask for."""
        return cls(
            SkinTone(appearance.melanin, appearance.blood),
            Clothes(appearance.sleeve, appearance.sleeve_colour),
            Marks(appearance.hair, appearance.freckles, appearance.veins, appearance.nails),
        )


def another_person(own: Looks) -> tuple[SkinTone, Clothes]:
    """Return looks that nobody takes for their own: a dark skin for a light one, and sleeves."""
    melanin = 0.75 if own.tone.melanin < _BETWEEN_LIGHT_AND_DARK else 0.22
    return SkinTone(melanin), Clothes("long", "sand" if own.clothes.colour == "green" else "green")


@dataclass(frozen=True, slots=True)
class SkinPictures:
    """The three pictures of a skin, on their way to the graphics card; the top row first."""

    pigment: NDArray[np.uint8]
    surface: NDArray[np.uint8]
    height: NDArray[np.uint16]
    """Steps above the lowest height."""


@dataclass(frozen=True, slots=True)
class Skin:
    """Three textures over the limb's surface."""

    pigment: Texture
    surface: Texture
    height: Texture
    height_range_m: float
    """Height between the texture's darkest and brightest value; 0 for a smooth limb."""

    def bind(self) -> None:
        """Make this the skin that shaders read, where several share the card."""
        for texture in (self.pigment, self.surface, self.height):
            texture.bind()

    def delete(self) -> None:
        """Free its memory on the card."""
        for texture in (self.pigment, self.surface, self.height):
            texture.delete()


def load_skin(limb: Limb, *, sharp: bool = True) -> Skin:
    """Return the skin of a limb: from the textures where they fit it, else smooth and plain.

    Args:
        limb: The limb that wears it.
        sharp: whether slanted skin is read finely too.
    """
    if limb.textured:
        return upload_skin(skin_pictures(limb.kind, Marks()), sharp=sharp)
    return Skin(
        Texture(np.array([[_PLAIN_PIGMENT]], dtype=np.uint8), PIGMENT_UNIT),
        Texture(np.array([[_PLAIN_SURFACE]], dtype=np.uint8), SURFACE_UNIT),
        Texture(np.array([[_STEPS // 2]], dtype=np.uint16), HEIGHT_UNIT),
        0.0,
    )


def skin_pictures(kind: LimbKind, marks: Marks) -> SkinPictures:
    """Return the skin of a kind of limb with these marks on it; needs no graphics card."""
    worn = TEXTURES[kind]
    height_m = joined(_picture(f"{worn}_form.png")[..., :2], _picture(f"{worn}_relief.jpg")[..., 0])
    pigments, surface = _picture(f"{worn}_pigment.jpg"), _picture(f"{worn}_surface.jpg")
    if not marks.usual:
        where = _picture(f"{worn}_marks.jpg")
        pigments, surface, height_m = with_marks(pigments, surface, height_m, where, marks)
    share = np.clip((height_m - _LOWEST_M) / _RANGE_M, 0.0, 1.0)
    return SkinPictures(pigments, surface, np.rint(share * _STEPS).astype(np.uint16))


def upload_skin(pictures: SkinPictures, *, sharp: bool) -> Skin:
    """Return the skin on the graphics card."""
    return Skin(
        _texture(pictures.pigment, PIGMENT_UNIT, sharp),
        _texture(pictures.surface, SURFACE_UNIT, sharp),
        _texture(pictures.height, HEIGHT_UNIT, sharp),
        _RANGE_M,
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
