"""One off-screen window per test module, with OpenGL's own error checks on."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

# Read when OpenGL is first imported, so before anything that draws.
os.environ["MIRRORLIMB_GL_CHECKS"] = "1"

from game.display.error import DisplayError
from game.display.window import Window, WindowSettings
from game.frame import Frame
from game.limb.limb import Limb, load_limb
from game.limb.plain import make_plain_limb
from game.render import open_renderer
from game.render.quality import HIGH, Quality, is_software
from game.screen import Screen
from sensors.pose import Side

SIZE_PX = (640, 360)
BARE = Screen("strip")


@dataclass(frozen=True)
class Studio:
    """A window and what draws into it."""

    window: Window

    def picture(
        self,
        frame: Frame,
        limb: Limb,
        *,
        quality: Quality = HIGH,
        focus: int | None = None,
        usable_hand: Side = "right",
    ) -> np.ndarray:
        """Draw one frame with a renderer of its own and return the picture."""
        renderer = open_renderer(self.window, limb, quality=quality, usable_hand=usable_hand)
        renderer.draw(frame, focus)
        picture = renderer.screenshot()
        renderer.close()
        return picture


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    try:
        opened = Window.open(WindowSettings(size_px=SIZE_PX, offscreen=True), time.perf_counter)
    except DisplayError as error:
        pytest.skip(f"no OpenGL here: {error}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def studio(window: Window) -> Studio:
    return Studio(window)


@pytest.fixture(scope="session")
def plain_limb() -> Limb:
    return Limb(*make_plain_limb(), textured=False)


@pytest.fixture(scope="session")
def lifelike_limb() -> Limb:
    limb = load_limb()
    if limb.notice is not None:
        pytest.skip(f"the lifelike limb's data is not installed: {limb.notice}")
    return limb


@pytest.fixture
def software(window: Window) -> None:
    """Pictures are compared on one driver only: others round differently."""
    if not is_software(window.renderer_name) or "llvmpipe" not in window.renderer_name:
        pytest.skip(f"golden pictures are llvmpipe's, and this is {window.renderer_name}")
