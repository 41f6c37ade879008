"""The part of the window that a limb and its shadow can change."""

import numpy as np
from numpy.typing import NDArray

from game.layout.shapes import Rect
from game.limb.kinematics import Matrices
from sensors.motion.arm_geometry import SEATED_ARM

AMBIENT_REACH_M = 0.12
"""How far from a limb the table gets a little darker; ``assets/shaders/table.vert`` is told so."""
WIDEST_PENUMBRA_M = 0.016
# The skin bulges beyond the capsule that stands for a bone, which has its middle thickness.
_BULGE = 1.5
_NEAREST_M = 0.05


class LimbBounds:
    """Bounds of one limb, from the capsules around its bones."""

    def __init__(
        self,
        starts: NDArray[np.float32],
        ends: NDArray[np.float32],
        surface_m: float = SEATED_ARM.table_height_m,
    ) -> None:
        self._surface_m = surface_m
        joints = ends[:, 3].astype(np.intp)
        self._joints = np.concatenate((joints, joints))
        self._places = np.concatenate((starts[:, :3], ends[:, :3]))[:, :, None]
        self._radii_m = np.concatenate((starts[:, 3], starts[:, 3])) * _BULGE

    def capsule_ends_m(self, bones: Matrices) -> NDArray[np.float32]:
        """Return where the capsules are: shape (2 C, 3), all starts and then all ends.

        Args:
            bones: shape (J, 3, 4), from the rest frame to body space.
        """
        moved = bones[self._joints]
        ends_m = (moved[:, :, :3] @ self._places)[:, :, 0] + moved[:, :, 3]
        return np.asarray(ends_m, dtype=np.float32)

    def seen_px(
        self,
        at_m: NDArray[np.float32],
        view_projection: NDArray[np.float32],
        towards_key: NDArray[np.float32],
        window_px: tuple[int, int],
    ) -> Rect:
        """Return the smallest upright rectangle around the limb and all that it darkens.

        Args:
            at_m: shape (2 C, 3), from `capsule_ends_m`.
            view_projection: shape (4, 4), from body space to the unit cube.
            towards_key: shape (3,), unit vector towards the key light.
            window_px: width and height.
        """
        return seen_capsules_px(
            at_m, self._radii_m, view_projection, towards_key, window_px, self._surface_m
        )


def seen_capsules_px(
    at_m: NDArray[np.float32],
    radii_m: NDArray[np.float32],
    view_projection: NDArray[np.float32],
    towards_key: NDArray[np.float32],
    window_px: tuple[int, int],
    surface_m: float = SEATED_ARM.table_height_m,
) -> Rect:
    """Return the smallest upright rectangle around round things and all that they darken.

    Args:
        at_m: shape (n, 3), where their ends are.
        radii_m: shape (n,).
        view_projection: shape (4, 4), from body space to the unit cube.
        towards_key: shape (3,), unit vector towards the key light.
        window_px: width and height.
        surface_m: height of the table or floor.
    """
    above_m = np.maximum(at_m[:, 2] - surface_m, 0.0)
    shadow_m = at_m - (above_m / towards_key[2])[:, None] * towards_key
    foot_m = at_m - above_m[:, None] * np.array((0.0, 0.0, 1.0))
    foot_reach_m = np.where(above_m < AMBIENT_REACH_M + radii_m, AMBIENT_REACH_M, 0.0)
    points_m = np.concatenate((at_m, shadow_m, foot_m))
    margin_m = np.concatenate((radii_m, radii_m + WIDEST_PENUMBRA_M, radii_m + foot_reach_m))
    seen = points_m @ view_projection[:, :3].T + view_projection[:, 3]
    ahead_m = np.maximum(seen[:, 3], _NEAREST_M)[:, None]
    px_per_unit = np.array(window_px) / 2
    middles = (seen[:, :2] / ahead_m + 1.0) * px_per_unit
    # A margin seen face on covers the most: that is the length of the matrix's first two rows.
    lens = np.linalg.norm(view_projection[:2, :3], axis=1)
    margins = margin_m[:, None] / ahead_m * lens * px_per_unit
    low = np.clip(np.floor((middles - margins).min(axis=0)), 0, window_px).astype(int)
    high = np.clip(np.ceil((middles + margins).max(axis=0)), 0, window_px).astype(int)
    width_px, height_px = (high - low).tolist()
    return Rect(int(low[0]), window_px[1] - int(high[1]), width_px, height_px)
