"""The key light: where it stands, and the view from it that the shadow map is drawn in."""

import numpy as np
from numpy.typing import NDArray

from game.render.camera import Point, look_at
from sensors.pose import Side

# Towards the lamp from a left arm: a little outwards, ahead and mostly above. From a right arm it
# is the mirror image, so that either arm is lit alike.
_TOWARDS_KEY = (-0.45, 0.30, 0.90)
ACROSS_M = 1.30
"""Width and height of the part of the table that the shadow map covers."""
DEPTH_M = 2.0
"""From the near to the far plane; ``assets/shaders/shadow.glsl`` has the same."""


def key_direction(side: Side) -> NDArray[np.float64]:
    """Return the unit vector towards the key light when this side's limb is shown."""
    x, y, z = _TOWARDS_KEY
    direction = np.array((x if side == "left" else -x, y, z))
    return np.asarray(direction / np.linalg.norm(direction))


def projection_along(
    towards: NDArray[np.float64], middle_m: Point, across_m: float = ACROSS_M
) -> NDArray[np.float64]:
    """Return the matrix to the unit cube of a shadow map about a point, for any key light."""
    x, y, z = np.asarray(middle_m) + towards * DEPTH_M / 2
    up = (0.0, 1.0, 0.0) if abs(towards[1]) < 0.9 else (0.0, 0.0, 1.0)
    view = look_at((x, y, z), middle_m, up)
    to_unit = np.diag((1 / across_m, 1 / across_m, -1 / DEPTH_M, 1.0))
    to_unit[:2, 3] = 0.5
    return np.asarray(to_unit @ view)
