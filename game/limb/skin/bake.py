"""The skin textures of the lifelike limb, computed from its shape.

The pictures in `assets/textures` are part of the program; a developer who changes a skin function
writes them anew with ``python .ci/bake_skin.py``. It takes half a minute and gives the same
pictures every time.
"""

from collections.abc import Callable
from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray

from game.limb.mesh import LimbMesh
from game.limb.modelling.atlas import ASPECT
from game.limb.skeleton import Skeleton
from game.limb.skin.creases import add_creases, add_wrist_creases
from game.limb.skin.foot_marks import add_foot_marks
from game.limb.skin.hair import GROWTH, draw_hairs
from game.limb.skin.height_texture import SHRINK, split
from game.limb.skin.layers import SkinLayers, blank
from game.limb.skin.nails import add_nails
from game.limb.skin.palm_lines import add_palm_lines
from game.limb.skin.pigment import pigments, redden_fingertips
from game.limb.skin.raster import draw, spread
from game.limb.skin.relief import add_relief
from game.limb.skin.site import HandAnatomy, Site
from game.limb.skin.surveyor import SURVEYORS
from game.limb.skin.texture_files import TEXTURES
from game.limb.skin.vessels import add_vessels
from sensors.pose import LimbKind

WIDTH = 2048
_HAIR_HEIGHT_M = 0.00004
_TEXELS_AT_ONCE = 200_000

Values = NDArray[np.float32]


_FUNCTIONS: dict[LimbKind, tuple[Callable[[Site, SkinLayers], None], ...]] = {
    "arm": (
        redden_fingertips,
        add_creases,
        add_wrist_creases,
        add_palm_lines,
        add_vessels,
        add_relief,
        add_nails,
    ),
    "leg": (redden_fingertips, add_creases, add_foot_marks, add_relief, add_nails),
}
"""What makes the skin, in the order in which it lies over each other."""


def _texel_values(
    kind: LimbKind, anatomy: HandAnatomy, points: Values, normals: Values, hair: Values
) -> Values:
    """Return height in metres, melanin, blood, shade, roughness, vein and pale, shape (n, 7)."""
    site = SURVEYORS[kind].survey(anatomy, points, normals)
    layers = blank(len(points))
    layers.hair = hair
    for add in _FUNCTIONS[kind]:
        add(site, layers)
    height = layers.height_m + _HAIR_HEIGHT_M * hair
    return np.stack([height, *astuple(pigments(site, layers))], axis=1)


def bake(mesh: LimbMesh, skeleton: Skeleton, width: int = WIDTH) -> Values:
    """Return all texel values as a picture, shape (height, width, 7), row 0 at the bottom."""
    height = round(width * ASPECT / SHRINK) * SHRINK
    texels = draw(mesh.uv, mesh.triangles, width, height)
    kind = skeleton.kind
    frame = SURVEYORS[kind].frame(skeleton)
    points = (mesh.positions @ frame[:, :3].T + frame[:, 3]).astype("f4")
    normals = (mesh.normals @ frame[:, :3].T).astype("f4")
    hairs = draw_hairs(
        points, normals, mesh.uv, mesh.triangles, (width, height), GROWTH[skeleton.kind]
    )
    at, facing = texels.interpolated(points), texels.interpolated(normals)
    facing /= np.linalg.norm(facing, axis=1, keepdims=True)
    anatomy = SURVEYORS[kind].read(skeleton)
    hair = hairs[texels.covered]
    parts = [
        _texel_values(kind, anatomy, at[rows], facing[rows], hair[rows])
        for start in range(0, len(at), _TEXELS_AT_ONCE)
        for rows in [slice(start, start + _TEXELS_AT_ONCE)]
    ]
    picture = np.zeros((height, width, parts[0].shape[1]), np.float32)
    picture[texels.covered] = np.concatenate(parts)
    spread(picture, texels.covered)
    return picture


def pictures(values: Values, kind: LimbKind = "arm") -> dict[str, NDArray[np.uint8]]:
    """Return the texture files' contents by file name, upright (the top row is v = 1).

    Args:
        values: shape (height, width, 7), from `bake`.
        kind: which limb they are of.
    """
    name = TEXTURES[kind]
    height, melanin, blood, shade, roughness, vein, pale = np.moveaxis(values[::-1], -1, 0)
    form, relief = split(np.ascontiguousarray(height))
    unused = np.zeros_like(form[..., :1])
    return {
        f"{name}_pigment.jpg": _bytes(melanin / 2.0, blood / 2.5, shade),
        f"{name}_surface.jpg": _bytes(roughness, vein, pale),
        f"{name}_relief.jpg": relief,
        f"{name}_form.png": np.concatenate([form, unused], axis=-1),
    }


def _bytes(*channels: Values) -> NDArray[np.uint8]:
    stacked = np.clip(np.stack(channels, axis=-1), 0.0, 1.0)
    return np.asarray(np.rint(stacked * 255.0), dtype=np.uint8)
