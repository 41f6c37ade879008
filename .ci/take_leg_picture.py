"""Take the picture of legs in docs/legs.md: the mirror scene, the real renderer, no retouching.

Run from the project's root: .venv/bin/python .ci/take_leg_picture.py
"""

import time
from pathlib import Path

import numpy as np

from game.display.window import Window, WindowSettings
from game.exercises.mirroring.mirror_scene import MirrorScene, MirrorSetting
from game.limb.limb import load_limb
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.recorder.pose_trace import PoseTrace
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking

SIZE_PX = (1280, 720)
FILE = Path("docs/pictures/leg.png")
AT = Moment(20.0, 20.0)


def main() -> None:
    """Write the picture."""
    window = Window.open(WindowSettings(SIZE_PX, vsync=False, offscreen=True), time.perf_counter)
    # OpenGL is bound to the window when it is imported.
    from game.render import open_renderer
    from game.render.quality import HIGH
    from game.render.screenshot import save_png

    player = MovementPlayer(load_movements().get("ankle_up_down"))
    setting = MirrorSetting("left", 60.0, "both", phantom_joins=True, gain=1.0, repetitions=12)
    scene = MirrorScene(player, setting, PoseTrace())
    measured = FollowedArm(player.pose_at(0.31), Tracking.LIVE, 0.0, 0.0)
    scene.update(AT, measured)
    renderer = open_renderer(window, load_limb(kind="leg"), quality=HIGH)
    renderer.draw(scene.frame(AT, measured))
    # Half as wide: a page shows it no larger.
    height, width, _ = (picture := renderer.screenshot()).shape
    halves = picture.reshape(height // 2, 2, width // 2, 2, 3).mean(axis=(1, 3))
    save_png(FILE, np.rint(halves).astype(np.uint8))
    renderer.close()
    window.close()


if __name__ == "__main__":
    main()
