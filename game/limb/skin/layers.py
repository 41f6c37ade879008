"""What the skin functions write: height and pigments, texel by texel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]


@dataclass(slots=True)
class SkinLayers:
    """Growing descriptions of the same texels; all of shape (n,)."""

    height_m: Values
    crease: Values
    """0 to 1: how deep in a fold, for darkening."""
    red: Values
    """Blood above the common share."""
    brown: Values
    """Melanin above the common share, as over knuckles."""
    vein: Values
    relief: Values
    """0 to 1: in the furrows between skin cells."""
    nail: Values
    pale: Values
    """Nail's moon and free edge."""
    hair: Values

    def deepen(self, rows: NDArray[np.bool_], depth_m: Values, darkness: Values) -> None:
        """Carve a fold into some texels."""
        self.height_m[rows] -= depth_m
        self.crease[rows] = np.maximum(self.crease[rows], darkness)


def blank(count: int) -> SkinLayers:
    """Return layers with nothing on them."""
    return SkinLayers(*(np.zeros(count, np.float32) for _ in range(9)))
