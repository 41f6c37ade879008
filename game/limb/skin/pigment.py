"""The skin's colour as two pigments and a shade, and how much it shines.

Skin is nearly white behind two filters, melanin and blood (Beer-Lambert, one coefficient a colour
channel). The textures keep how much of each lies where, relative to the patient's own share, so
that the tone is chosen when the limb is drawn:

    colour = BARE exp(-melanin share MELANIN_ABSORBS - blood share BLOOD_ABSORBS)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.skin.layers import SkinLayers
from game.limb.skin.noise import fractal
from game.limb.skin.site import Site

Values = NDArray[np.float32]

BARE = (0.85, 0.70, 0.585)
MELANIN_ABSORBS = (1.55, 1.85, 2.35)
BLOOD_ABSORBS = (0.08, 0.36, 0.27)
VEIN_TINT = (0.62, 0.86, 0.98)
PALE = (0.80, 0.72, 0.66)
LIGHT, MEDIUM, DARK = 0.20, 0.50, 1.00
"""Shares of melanin for a light, a medium and a dark skin."""


@dataclass(frozen=True, slots=True)
class Pigments:
    """What the pigment and surface textures hold; all shape (n,)."""

    melanin: Values
    """Times the patient's share, 0 to 2."""
    blood: Values
    """Times the patient's share, 0 to 2.5."""
    shade: Values
    """0 to 1, multiplies the colour."""
    roughness: Values
    vein: Values
    pale: Values


def pigments(site: Site, layers: SkinLayers) -> Pigments:
    """Return the colour of finished layers."""
    points, palm = site.points, site.palm
    back = 1.0 - palm
    broad = fractal(points / np.float32(0.022), 3, 102)
    patchy = fractal(points / np.float32(0.0055), 3, 103)
    fine = fractal(points / np.float32(0.0016), 2, 104)
    flush = np.maximum(fractal(points / np.float32(0.003), 2, 108), 0.0)
    freckles = 3.0 * np.maximum(fractal(points / np.float32(0.0035), 2, 110) - 0.38, 0.0) * back
    melanin = (1.0 - 0.62 * palm) * (1.0 + 0.10 * broad + 0.10 * patchy * back)
    melanin += 0.25 * layers.brown * back + 0.14 * freckles
    blood = 1.0 + 0.16 * broad + 0.22 * patchy + 0.12 * fine + 0.42 * layers.red
    blood += palm * (0.16 + 0.10 * patchy + 0.22 * flush)
    # Folds are darker and redder: most of the light that leaves them has passed more blood.
    blood += 0.5 * layers.crease
    shade = (1.0 - 0.10 * layers.relief) * (1.0 - 0.15 * layers.crease) * (1.0 - 0.6 * layers.hair)
    roughness = 0.47 - 0.05 * layers.relief + 0.06 * palm + 0.05 * layers.crease + 0.04 * patchy
    nail = layers.nail
    return Pigments(
        melanin=melanin * (1.0 - nail) + 0.40 * nail,
        blood=blood * (1.0 - nail) + 1.45 * nail,
        shade=shade,
        roughness=np.clip(roughness, 0.15, 0.8) * (1.0 - nail) + 0.28 * nail,
        vein=layers.vein * (1.0 - nail),
        pale=layers.pale,
    )


def redden_fingertips(site: Site, layers: SkinLayers) -> None:
    """Add the blood that shines through the fingers' ends."""
    last = {bone.digit: bone for bone in site.anatomy.bones}
    for bone in last.values():
        own = [i for i, other in enumerate(site.anatomy.bones) if other.digit == bone.digit]
        rows = np.isin(site.bone, own)
        edge = bone.end - bone.start
        place = (site.points[rows] - bone.start) @ edge / (edge @ edge)
        t = np.clip((place - 0.25) / 0.75, 0.0, 1.0)
        layers.red[rows] += 0.5 * (t * t * (3.0 - 2.0 * t)).astype(np.float32)
