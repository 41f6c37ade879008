#!/usr/bin/env -S .venv/bin/python
"""Take the pictures of docs/electrodes.md anew: our own limb, with electrodes marked on it.

Run from the project's root; it needs no display.
"""

from pathlib import Path

import numpy as np

from game.clock import RealClock
from game.drawing import Disc, Drawing
from game.drawing import Path as Line
from game.frame import Frame, ShownLimb
from game.gl_display import GLDisplay
from game.limb.limb import load_limb
from game.screen import Screen
from game.window import WindowSettings
from sensors.pose import INDEX, RESTING, Angles

_SIZE_PX = (1000, 700)
_CROP = (slice(150, 700), slice(30, 390))
# Places on the canvas, read off the picture of this pose.
_RING = ((-1.29, -0.46), (-1.14, -0.52), (-0.96, -0.54), (-0.79, -0.51), (-0.69, -0.45))
_BACK = ((-0.98, -0.32), (-0.93, -0.08))
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
    """Take the three pictures."""
    settings = WindowSettings(size_px=_SIZE_PX, vsync=False, offscreen=True)
    display = GLDisplay.open(settings, load_limb(), "right", RealClock())
    from game.render.screenshot import save_png

    try:
        for name, pronation_deg, drawing in (
            ("ring", 70.0, electrodes(_RING, joined=True)),
            ("extensors", 70.0, electrodes(_BACK, joined=False)),
            ("flexors", -60.0, electrodes(_FRONT, joined=False)),
        ):
            limb = ShownLimb("left", stretched(pronation_deg))
            frame = Frame("picture", (limb,), Screen(layout="strip"), drawing=drawing)
            display.draw(frame, None)
            picture = display.renderer.screenshot()[_CROP]
            save_png(Path(f"docs/pictures/electrodes_{name}.png"), np.ascontiguousarray(picture))
    finally:
        display.close()


if __name__ == "__main__":
    main()
