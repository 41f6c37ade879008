"""The scene as the product draws it: its window and renderer, nothing else."""

import time

import numpy as np
from numpy.typing import NDArray

from game.display.window import Window, WindowSettings
from game.frame import Frame
from game.limb.limb import load_limb
from game.render import open_renderer
from game.render.quality import HIGH
from tests.benchmarks.frame_scene import SIZE_PX


class MirrorlimbScene:
    """The product's own window and renderer."""

    def __init__(self) -> None:
        settings = WindowSettings(SIZE_PX, vsync=False, offscreen=True)
        self._window = Window.open(settings, time.perf_counter)
        self._renderer = open_renderer(self._window, load_limb(), quality=HIGH)

    def warm(self, frame: Frame) -> None:
        """Run through the pose's arithmetic once."""
        self._renderer.warm(frame)

    def draw(self, frame: Frame) -> None:
        """Draw and flip."""
        self._renderer.draw(frame)
        self._window.flip()

    def picture(self) -> NDArray[np.uint8]:
        """Return what the last frame looks like."""
        return self._renderer.screenshot()
