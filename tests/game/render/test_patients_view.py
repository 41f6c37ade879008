"""The view is aimed anew only when it has to be: whatever is kept as a picture depends on that."""

from dataclasses import replace

import pytest

from game.display.window import Window
from game.frame import Frame, ShownLimb
from game.limb.form import LimbForm
from game.limb.limb import Limb
from game.render import open_renderer
from game.render.quality import LOW
from sensors.pose import RESTING

from .conftest import BARE, SIZE_PX

ONE = ShownLimb("left", RESTING)


@pytest.mark.parametrize(
    ("limbs", "aimed"),
    [
        ((replace(ONE, angles_rad=RESTING + 0.1),), False),
        ((replace(ONE, opacity=0.5),), False),
        ((), False),
        ((replace(ONE, side="right"),), True),
        ((ONE, replace(ONE, side="right")), True),
        ((replace(ONE, form=LimbForm(telescoping=0.5)),), True),
    ],
    ids=["pose", "opacity", "none", "side", "two", "form"],
)
def test_only_sides_and_forms_move_the_view(
    window: Window, plain_limb: Limb, limbs: tuple[ShownLimb, ...], aimed: bool
) -> None:
    from game.render.frame_block import FrameBlock
    from game.render.skin import SkinTone
    from game.render.view import View

    block = FrameBlock(plain_limb, SkinTone())
    view = View(block, plain_limb.skeleton, SIZE_PX, "right", None)
    view.follow((ONE,))
    before = block.view_version
    view.follow(limbs)
    assert (block.view_version > before) is aimed


def test_a_window_of_the_same_size_keeps_what_was_drawn(window: Window, plain_limb: Limb) -> None:
    renderer = open_renderer(window, plain_limb, quality=LOW)
    frame = Frame("mirror", (ONE,), BARE)
    renderer.draw(frame)
    before = renderer._block.view_version
    renderer.resize(window.size_px)
    renderer.draw(frame)
    assert renderer._block.view_version == before
    renderer.close()
