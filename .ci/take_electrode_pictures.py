#!/usr/bin/env -S .venv/bin/python
"""Take the pictures of electrode places anew: our own limb, with electrodes marked on it.

They are shown by docs/electrodes.md and, smaller, by the set-up of a muscle sensor.

Run from the project's root; it needs no display.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.display.gl import GLDisplay
from game.display.window import WindowSettings
from game.drawing import Disc, Drawing
from game.drawing import Path as Line
from game.frame import Frame, ShownLimb
from game.limb.limb import Limb, load_limb
from game.limb.modelling.residual import LimbLine, residual_mesh
from game.limb.skeleton import JOINT
from game.screen import Screen
from game.timing.clock import RealClock
from sensors.pose import INDEX, RESTING, Angles

_SIZE_PX = (1000, 700)
_CROP = (slice(150, 700), slice(30, 390))
# Places on the canvas, read off the picture of this pose.
_RING = ((-1.29, -0.46), (-1.14, -0.52), (-0.96, -0.54), (-0.79, -0.51), (-0.69, -0.45))
_BACK = ((-0.98, -0.32), (-0.93, -0.08))
_RESIDUAL = ((-1.14, -0.50), (-0.86, -0.50))
_RESIDUAL_END_M = 0.47
_FRONT = ((-0.86, -0.32), (-0.84, -0.08))


def stretched(pronation_deg: float) -> Angles:
    """Return the arm held out over the table."""
    pose = RESTING.copy()
    for name, degrees in (
        ("shoulder_flexion", 75.0),
        ("elbow_flexion", 25.0),
        ("forearm_pronation", pronation_deg),
    ):
        pose[INDEX[name]] = np.radians(degrees)
    return pose


def electrodes(places: tuple[tuple[float, float], ...], *, joined: bool) -> Drawing:
    """Return discs at places, joined by a strap where they belong to one."""
    discs = tuple(Disc(place, 0.055, "lake", rim="white") for place in places)
    return (Line(places, 0.03, "stone"), *discs) if joined else discs


def main() -> None:
    """Take the four pictures."""
    limb = load_limb()
    joints = [JOINT[name] for name in ("upperarm", "elbow", "wrist")]
    line = LimbLine(limb.skeleton.rest_heads[joints])
    residual = replace(limb, mesh=residual_mesh(limb.mesh, line, _RESIDUAL_END_M))
    shown = {
        "ring": (limb, 70.0, electrodes(_RING, joined=True)),
        "flexors": (limb, -60.0, electrodes(_FRONT, joined=False)),
        "extensors": (limb, 70.0, electrodes(_BACK, joined=False)),
        "residual": (residual, 70.0, electrodes(_RESIDUAL, joined=False)),
    }
    small = {name: taken(name, *how) for name, how in shown.items()}
    np.savez_compressed("assets/electrode_places.npz", **small)


def taken(name: str, limb: Limb, pronation_deg: float, drawing: Drawing) -> NDArray[np.uint8]:
    """Take one picture for the page; return it smaller, for the set-up."""
    settings = WindowSettings(size_px=_SIZE_PX, vsync=False, offscreen=True)
    display = GLDisplay.open(settings, limb, "right", RealClock())
    from game.render.screenshot import save_png

    try:
        limbs = (ShownLimb("left", stretched(pronation_deg)),)
        display.draw(Frame("picture", limbs, Screen(layout="strip"), drawing=drawing), None)
        picture = np.ascontiguousarray(display.renderer.screenshot()[_CROP])
    finally:
        display.close()
    save_png(Path(f"docs/pictures/electrodes_{name}.png"), picture)
    rows, columns = picture.shape[0] // 2 * 2, picture.shape[1] // 2 * 2
    quads = picture[:rows, :columns].reshape(rows // 2, 2, columns // 2, 2, 3)
    return np.asarray(quads.mean(axis=(1, 3)).round(), np.uint8)


if __name__ == "__main__":
    main()
