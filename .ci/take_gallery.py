"""Take the README's gallery: the limb in the poses of therapy, no retouching.

Run from the project's root: .venv/bin/python .ci/take_gallery.py
"""

import time
from pathlib import Path

import numpy as np
import pygame

from game.display.limb_picture import LimbPicture
from game.display.window import Window, WindowSettings
from game.limb.limb import load_limb

FILE = Path("docs/pictures/gallery.jpg")
SIZE_PX = 380
CUT = slice(30, 350)
GROUND = (203, 208, 213)
ROWS = (
    (
        LimbPicture("left", "dorsal", 0, "open"),
        LimbPicture("left", "palmar", 0, "open"),
        LimbPicture("left", "radial", 0, "fist"),
        LimbPicture("left", "palmar", 0, "fist"),
    ),
    (
        LimbPicture("left", "radial", 0, "pinch", melanin=0.5),
        LimbPicture("right", "palmar", 20, "thumb_to_little", melanin=0.5),
        LimbPicture("left", "ulnar", 0, "wrist_flexed", melanin=0.5),
        LimbPicture("right", "dorsal", -20, "point", melanin=0.5),
    ),
    (
        LimbPicture("right", "dorsal", 0, "relaxed", melanin=1.0, sleeve="long"),
        LimbPicture("right", "palmar", 0, "open", melanin=1.0),
        LimbPicture(
            "right", "radial", 0, "half_closed", melanin=0.12, sleeve="long", sleeve_colour="sand"
        ),
        LimbPicture("left", "palmar", 90, "relaxed", melanin=0.3, sleeve="long"),
    ),
)


def main() -> None:
    """Write the picture."""
    window = Window.open(
        WindowSettings((SIZE_PX, SIZE_PX), vsync=False, offscreen=True), time.perf_counter
    )
    from game.render.hand_picture import HandPainter

    painter = HandPainter(load_limb())
    rows = []
    for row in ROWS:
        cells = []
        for wanted in row:
            painted = painter.paint(wanted, SIZE_PX)
            alpha = painted[:, :, 3:].astype(float) / 255
            cells.append((alpha * painted[:, :, :3] + (1 - alpha) * GROUND)[CUT, CUT])
        rows.append(np.hstack(cells))
    picture = np.vstack(rows).round().astype(np.uint8)
    surface = pygame.surfarray.make_surface(np.ascontiguousarray(picture.swapaxes(0, 1)))
    FILE.parent.mkdir(parents=True, exist_ok=True)
    pygame.image.save(surface, str(FILE))
    window.close()


if __name__ == "__main__":
    main()
