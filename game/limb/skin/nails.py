"""The nails: plate, moon, free edge and the fold around them.

The body mesh has its own nail faces; each plate here is the rounded rectangle that they fill, in
the directions of the last bone.
"""

from dataclasses import dataclass

import numpy as np

from game.limb.skin.curve import bell, step
from game.limb.skin.layers import SkinLayers
from game.limb.skin.site import Bone, Site


@dataclass(frozen=True, slots=True)
class _Plate:
    """One nail on its bone; millimetres."""

    middle_mm: float
    """Sideways from the bone."""
    half_width_mm: float
    root_mm: float
    """From the last joint."""
    end_mm: float


_PLATES = {
    "thumb": _Plate(0.0, 5.8, 17.2, 30.9),
    "index": _Plate(-0.4, 5.1, 13.6, 27.6),
    "middle": _Plate(-1.2, 4.9, 14.2, 27.2),
    "ring": _Plate(-0.6, 4.9, 14.0, 27.2),
    "little": _Plate(-0.5, 3.8, 12.4, 20.4),
    "great_toe": _Plate(0.0, 7.0, 8.0, 22.0),
    "second_toe": _Plate(0.0, 4.0, 6.0, 14.0),
    "third_toe": _Plate(0.0, 4.0, 6.0, 14.0),
    "fourth_toe": _Plate(0.0, 4.0, 6.0, 14.0),
    "little_toe": _Plate(0.0, 4.0, 6.0, 12.0),
}


def add_nails(site: Site, layers: SkinLayers) -> None:
    """Lay the nails over everything else."""
    last = {bone.digit: (row, bone) for row, bone in enumerate(site.anatomy.bones)}
    for digit, (row, bone) in last.items():
        back = (site.bone == row) & (site.normals @ bone.pad < 0.1)
        if back.any():
            _add_nail(site, layers, np.nonzero(back)[0], bone, _PLATES[digit])


def _add_nail(site: Site, layers: SkinLayers, rows: np.ndarray, bone: Bone, plate: _Plate) -> None:
    away = (site.points[rows] - bone.start) * 1000.0
    across = ((away @ bone.hinge - plate.middle_mm) / plate.half_width_mm).astype(np.float32)
    length = plate.end_mm - plate.root_mm
    along = ((away @ bone.along - plate.root_mm) / length).astype(np.float32)
    centred = 2.0 * along - 1.0
    # A rounded rectangle: the root a flat arch, the sides straight.
    edge = (np.abs(across) ** 3.5 + np.abs(centred) ** 3.5) ** (1 / 3.5)
    nail = 1.0 - step(0.95, 1.03, edge)
    moon = 0.55 * (1.0 - step(0.12, 0.22, along + 0.25 * across**2)) * nail
    free = step(0.90, 0.97, along + 0.10 * across**2) * nail
    groove = bell(edge - 1.03, 0.09) * (1.0 - nail) * (1.0 - step(0.7, 0.95, along))
    layers.height_m[rows] *= 1.0 - nail
    layers.height_m[rows] += 0.00001 * np.sin(38.0 * across) * nail - 0.00015 * groove
    layers.crease[rows] = np.maximum(layers.crease[rows] * (1.0 - nail), 0.55 * groove)
    layers.relief[rows] *= 1.0 - nail
    layers.nail[rows] = np.maximum(layers.nail[rows], nail)
    layers.pale[rows] = np.maximum(layers.pale[rows], np.maximum(moon, free))
