"""What a kind of limb is seen against, and from where: arms over a table, legs on a floor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.render import floor, wood
from game.render.camera import FIRST_PERSON, FIRST_PERSON_OF_LEGS, Camera, Point
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.leg_geometry import SEATED_LEG
from sensors.pose import LimbKind, Side


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One level surface and the patient's own view of it."""

    surface_m: float
    """Its height in body space."""
    lit_middle_m: Point
    """What the shadow map is centred on."""
    fine_x_m: tuple[float, float]
    """From where to where limbs darken it, and"""
    fine_y_m: tuple[float, float]
    """the same forwards."""
    cameras: Mapping[Side | None, Camera]
    """The view of one limb; under None, of both."""
    material_srgb: Callable[[], NDArray[np.uint8]]
    """Makes the picture of its material, which tiles."""
    tile_m: float
    """Edge of one tile of it."""


SURROUNDINGS: Mapping[LimbKind, Surroundings] = {
    "arm": Surroundings(
        surface_m=SEATED_ARM.table_height_m,
        # What a seated person's hands can reach over the table, and the room in front of it.
        lit_middle_m=(0.0, 0.40, SEATED_ARM.table_height_m + 0.10),
        fine_x_m=(-0.65, 0.65),
        fine_y_m=(-0.15, 0.95),
        cameras=FIRST_PERSON,
        material_srgb=wood.wood_srgb,
        tile_m=wood.TILE_M,
    ),
    "leg": Surroundings(
        surface_m=SEATED_LEG.floor_height_m,
        lit_middle_m=(0.0, 0.55, SEATED_LEG.floor_height_m + 0.20),
        fine_x_m=(-0.60, 0.60),
        fine_y_m=(0.10, 1.20),
        cameras=FIRST_PERSON_OF_LEGS,
        material_srgb=floor.floor_srgb,
        tile_m=floor.TILE_M,
    ),
}
