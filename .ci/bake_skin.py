"""Write assets/textures anew: ``python .ci/bake_skin.py``. Needs the extra ``webcam`` (OpenCV).

With ``arm`` or ``leg`` after it, only those of that limb.
"""

import sys
from pathlib import Path

import cv2
import numpy as np

from game.limb.modelling.lifelike import make_limb, read_cage
from game.limb.modelling.wheel import WheelFiles, wheel_folder
from game.limb.skin.bake import WIDTH, bake, pictures
from game.limb.skin.marks import bake_marks
from game.limb.skin.texture_files import TEXTURES
from sensors.limbs import LIMBS

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "textures"
# Full colour resolution: pigments are no colours.
JPEG = [
    cv2.IMWRITE_JPEG_QUALITY,
    90,
    cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
    cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444,
]
PNG = [cv2.IMWRITE_PNG_COMPRESSION, 9]

for kind in LIMBS:
    if kind not in (sys.argv[1:] or LIMBS):
        continue
    limb = make_limb(read_cage(WheelFiles(wheel_folder()), kind=kind), kind)
    marks = {f"{TEXTURES[kind]}_marks.jpg": bake_marks(*limb, WIDTH)}
    for name, picture in (pictures(bake(*limb), kind) | marks).items():
        # OpenCV counts the channels backwards.
        backwards = picture[..., ::-1] if picture.ndim == 3 else picture
        settings = PNG if name.endswith(".png") else JPEG
        if not cv2.imwrite(str(FOLDER / name), np.ascontiguousarray(backwards), settings):
            raise SystemExit(f"{FOLDER / name} could not be written")
