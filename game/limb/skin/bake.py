"""Draw the skin textures of the lifelike limb: ``python -m game.limb.skin.bake FOLDER``.

Developers run this after changing a skin function; the pictures are part of the program. It takes a
minute or two, needs OpenCV to write the files (extra ``webcam``), and gives the same pictures every
time.
"""

import argparse
import sys
from dataclasses import astuple
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from game.limb.mesh import LimbMesh
from game.limb.modelling.atlas import ASPECT
from game.limb.modelling.lifelike import make_limb, read_arm
from game.limb.modelling.wheel import WheelFiles, wheel_folder
from game.limb.skeleton import Skeleton
from game.limb.skin.creases import add_creases
from game.limb.skin.hair import draw_hairs
from game.limb.skin.height_texture import SHRINK, split
from game.limb.skin.layers import blank
from game.limb.skin.nails import add_nails
from game.limb.skin.palm_lines import add_palm_lines
from game.limb.skin.pigment import pigments, redden_fingertips
from game.limb.skin.raster import draw, spread
from game.limb.skin.relief import add_relief
from game.limb.skin.site import HandAnatomy, hand_frame, read_anatomy, survey
from game.limb.skin.vessels import add_vessels

WIDTH = 2048
_HAIRS = 6000
_HAIR_HEIGHT_M = 0.00004
_TEXELS_AT_ONCE = 200_000
_JPEG_QUALITY = 90

Values = NDArray[np.float32]


def texel_values(anatomy: HandAnatomy, points: Values, normals: Values, hair: Values) -> Values:
    """Return height in metres, melanin, blood, shade, roughness, vein and pale, shape (n, 7)."""
    site = survey(anatomy, points, normals)
    layers = blank(len(points))
    layers.hair = hair
    redden_fingertips(site, layers)
    add_creases(site, layers)
    add_palm_lines(site, layers)
    add_vessels(site, layers)
    add_relief(site, layers)
    add_nails(site, layers)
    height = layers.height_m + _HAIR_HEIGHT_M * hair
    return np.stack([height, *astuple(pigments(site, layers))], axis=1)


def bake(mesh: LimbMesh, skeleton: Skeleton, width: int = WIDTH) -> Values:
    """Return all texel values as a picture, shape (height, width, 7), row 0 at the bottom."""
    height = round(width * ASPECT / SHRINK) * SHRINK
    texels = draw(mesh.uv, mesh.triangles, width, height)
    frame = hand_frame(skeleton)
    points = (mesh.positions @ frame[:, :3].T + frame[:, 3]).astype("f4")
    normals = (mesh.normals @ frame[:, :3].T).astype("f4")
    hairs = draw_hairs(points, normals, mesh.uv, mesh.triangles, (width, height), _HAIRS)
    at, facing = texels.interpolated(points), texels.interpolated(normals)
    facing /= np.linalg.norm(facing, axis=1, keepdims=True)
    anatomy = read_anatomy(skeleton)
    hair = hairs[texels.covered]
    parts = [
        texel_values(anatomy, at[rows], facing[rows], hair[rows])
        for start in range(0, len(at), _TEXELS_AT_ONCE)
        for rows in [slice(start, start + _TEXELS_AT_ONCE)]
    ]
    picture = np.zeros((height, width, parts[0].shape[1]), np.float32)
    picture[texels.covered] = np.concatenate(parts)
    spread(picture, texels.covered)
    return picture


def write_textures(picture: Values, folder: Path) -> None:
    """Write the four pictures, upright (the top row is v = 1).

    Raises:
        OSError: a file cannot be written.
    """
    height, melanin, blood, shade, roughness, vein, pale = np.moveaxis(picture[::-1], -1, 0)
    form, relief = split(np.ascontiguousarray(height))
    low = np.zeros_like(form[..., :1])
    _write(folder / "skin_pigment.jpg", _bytes(melanin / 2.0, blood / 2.5, shade))
    _write(folder / "skin_surface.jpg", _bytes(roughness, vein, pale))
    _write(folder / "skin_relief.jpg", relief)
    _write(folder / "skin_form.png", np.concatenate([form, low], axis=-1))


def _bytes(*channels: Values) -> NDArray[np.uint8]:
    stacked = np.clip(np.stack(channels, axis=-1), 0.0, 1.0)
    return np.asarray(np.rint(stacked * 255.0), dtype=np.uint8)


def _write(path: Path, picture: NDArray[np.uint8]) -> None:
    # OpenCV counts the channels backwards. Full colour resolution: pigments are no colours.
    settings = [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY]
    settings += [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    if path.suffix == ".png":
        settings = [cv2.IMWRITE_PNG_COMPRESSION, 9]
    backwards = picture[..., ::-1] if picture.ndim == 3 else picture
    if not cv2.imwrite(str(path), np.ascontiguousarray(backwards), settings):
        raise OSError(f"{path} could not be written")


def main(arguments: list[str] | None = None) -> int:
    """Bake and write; return the exit status."""
    parser = argparse.ArgumentParser(description="Draw the skin textures of the lifelike limb.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--width", type=int, default=WIDTH)
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    limb = make_limb(read_arm(WheelFiles(wheel_folder())))
    write_textures(bake(*limb, width=chosen.width), chosen.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
