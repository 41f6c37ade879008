"""Marks that differ from person to person: hairs, freckles, nails; and how much of each to show.

The skin's pictures hold them in a usual amount. A picture of their own says where they lie, so that
more or fewer are shown by arithmetic on the pictures as they are loaded: drawing costs no more.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.mesh import LimbMesh
from game.limb.modelling.atlas import ASPECT
from game.limb.skeleton import Skeleton
from game.limb.skin.hair import GROWTH, draw_hairs
from game.limb.skin.height_texture import SHRINK
from game.limb.skin.layers import blank
from game.limb.skin.nails import add_nails
from game.limb.skin.noise import fractal
from game.limb.skin.raster import draw
from game.limb.skin.surveyor import SURVEYORS

Picture = NDArray[np.uint8]

HAIR_SHADE = 0.6
"""A hair takes this much of the light (see `pigment`)."""
FRECKLE_MELANIN = 0.14
"""A freckle adds this share of the patient's own melanin (see `pigment`)."""
_FRECKLE_MOST = 1.9
VEIN_HEIGHT_M = 0.0006
_NAIL_ROUGHNESS, _SKIN_ROUGHNESS = 0.28, 0.47
_TEXELS_AT_ONCE = 200_000


@dataclass(frozen=True, slots=True)
class Marks:
    """How much of each, 1 as usual."""

    hair: float = 1.0
    freckles: float = 1.0
    veins: float = 1.0
    nails: float = 1.0

    @property
    def usual(self) -> bool:
        """Whether the pictures hold them as they are."""
        return self == Marks()


def freckles(points: NDArray[np.float32], back: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return where freckles lie on the back of hand and arm, 0 none."""
    speckled = np.maximum(fractal(points / np.float32(0.0035), 2, 110) - 0.38, 0.0)
    return np.asarray(3.0 * speckled * back, dtype=np.float32)


def bake_marks(mesh: LimbMesh, skeleton: Skeleton, width: int) -> Picture:
    """Return a limb's hair, freckle and nail by texel, shape (height, width, 3), top row first."""
    height = round(width * ASPECT / SHRINK) * SHRINK
    texels = draw(mesh.uv, mesh.triangles, width, height)
    kind, surveyor = skeleton.kind, SURVEYORS[skeleton.kind]
    frame = surveyor.frame(skeleton)
    points = (mesh.positions @ frame[:, :3].T + frame[:, 3]).astype("f4")
    normals = (mesh.normals @ frame[:, :3].T).astype("f4")
    hairs = draw_hairs(points, normals, mesh.uv, mesh.triangles, (width, height), GROWTH[kind])
    at, facing = texels.interpolated(points), texels.interpolated(normals)
    facing /= np.linalg.norm(facing, axis=1, keepdims=True)
    anatomy = surveyor.read(skeleton)
    spotted, nailed = np.zeros((2, len(at)), np.float32)
    for start in range(0, len(at), _TEXELS_AT_ONCE):
        rows = slice(start, start + _TEXELS_AT_ONCE)
        site = surveyor.survey(anatomy, at[rows], facing[rows])
        layers = blank(len(at[rows]))
        add_nails(site, layers)
        spotted[rows] = freckles(site.points, 1.0 - site.palm) / _FRECKLE_MOST
        nailed[rows] = layers.nail
    picture = np.zeros((height, width, 3), np.float32)
    picture[texels.covered] = np.stack([hairs[texels.covered], spotted, nailed], axis=1)
    return _bytes(*np.moveaxis(255.0 * picture[::-1], -1, 0))


def with_marks(
    pigment: Picture,
    surface: Picture,
    height_m: NDArray[np.float32],
    where: Picture,
    amounts: Marks,
) -> tuple[Picture, Picture, NDArray[np.float32]]:
    """Return the skin's pictures with other amounts of each mark.

    Args:
        pigment: shape (h, w, 3): melanin / 2, blood / 2.5, shade.
        surface: shape (h, w, 3): roughness, vein, pale.
        height_m: shape (h, w).
        where: shape (h, w, 3), from `bake_marks`.
        amounts: what is wanted.
    """
    hair, spotted, nailed = np.moveaxis(where.astype(np.float32) / 255.0, -1, 0)
    melanin, blood, shade = np.moveaxis(pigment.astype(np.float32), -1, 0)
    roughness, vein, pale = np.moveaxis(surface.astype(np.float32), -1, 0)
    shade = shade * (1.0 - np.minimum(HAIR_SHADE * hair * amounts.hair, 0.9))
    shade /= 1.0 - HAIR_SHADE * hair
    more = FRECKLE_MELANIN * _FRECKLE_MOST * spotted * (1.0 - nailed)
    melanin = melanin + 255.0 / 2.0 * more * (amounts.freckles - 1.0)
    height_m = height_m + VEIN_HEIGHT_M * (amounts.veins - 1.0) * vein / 255.0
    vein = vein * amounts.veins
    smoother = 255.0 * (_SKIN_ROUGHNESS - _NAIL_ROUGHNESS) * nailed
    roughness = roughness - smoother * (amounts.nails - 1.0) * 0.8
    pale = pale * amounts.nails
    return (
        _bytes(melanin, blood, shade),
        _bytes(np.maximum(roughness, 0.12 * 255.0), vein, pale),
        height_m.astype(np.float32),
    )


def _bytes(*channels: NDArray[np.float32]) -> Picture:
    whole = np.rint(np.clip(np.stack(channels, axis=-1), 0.0, 255.0))
    return np.asarray(whole, dtype=np.uint8)
