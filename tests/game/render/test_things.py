"""Things on the table are seen where they stand, darken the table, and cost little to keep."""

from collections.abc import Iterator

import numpy as np
import pytest

from game.display.window import Window
from game.frame import Frame, ShownLimb
from game.limb.limb import Limb
from game.render import open_renderer
from game.render.quality import HIGH, LOW, Quality
from game.render.scene_renderer import SceneRenderer
from game.things.thing import KINDS, ShownThing
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import RESTING

from .conftest import BARE, SIZE_PX

TABLE_M = SEATED_ARM.table_height_m
LIMB = (ShownLimb("left", RESTING),)


def frame(*things: ShownThing) -> Frame:
    return Frame(scene="test", limbs=LIMB, screen=BARE, things=things)


@pytest.fixture(params=[HIGH, LOW], ids=["high", "low"])
def renderer(
    request: pytest.FixtureRequest, window: Window, plain_limb: Limb
) -> Iterator[SceneRenderer]:
    quality: Quality = request.param
    opened = open_renderer(window, plain_limb, quality=quality)
    yield opened
    opened.close()


def picture(renderer: SceneRenderer, shown: Frame) -> np.ndarray:
    renderer.draw(shown)
    return renderer.screenshot().astype(np.int16)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_seen_and_nothing_far_from_it_changes(
    renderer: SceneRenderer, kind: str
) -> None:
    empty = picture(renderer, frame())
    x_m = 0.02
    thing = ShownThing(kind, (x_m, 0.62, TABLE_M))  # type: ignore[arg-type]
    changed = np.abs(picture(renderer, frame(thing)) - empty).max(axis=2) > 12
    assert changed.sum() > 60
    rows, columns = np.nonzero(changed)
    assert columns.min() > SIZE_PX[0] * 0.25
    assert rows.min() > SIZE_PX[1] * 0.25
    assert (np.abs(picture(renderer, frame()) - empty) <= 2).all()


def test_a_thing_casts_a_shadow_on_the_table_even_where_no_limb_is(
    renderer: SceneRenderer,
) -> None:
    bare = Frame("test", (), BARE)
    stood = Frame("test", (), BARE, things=(ShownThing("stand", (-0.2, 0.62, TABLE_M), rise=8.0),))
    picture(renderer, frame())  # from where the left limb is seen
    before = picture(renderer, bare)
    for _ in range(3):
        after = picture(renderer, stood)
    wood_darkened = (before - after).min(axis=2) > 14
    # Darker in all three colours, beside the stand itself: its shadow.
    assert wood_darkened.sum() > 150


def test_a_thing_that_moves_leaves_no_trace(renderer: SceneRenderer) -> None:
    empty = picture(renderer, frame())
    for step in range(6):
        moved = ShownThing("apple", (-0.30 + 0.05 * step, 0.60, TABLE_M + 0.01 * step))
        picture(renderer, frame(moved, ShownThing("bowl", (0.0, 0.55, TABLE_M))))
    assert (np.abs(picture(renderer, frame()) - empty) <= 2).all()


def test_what_is_kept_as_a_picture_looks_as_if_drawn_anew(window: Window, plain_limb: Limb) -> None:
    things = (
        ShownThing("cup", (-0.30, 0.62, TABLE_M)),
        ShownThing("pear", (-0.05, 0.60, TABLE_M)),
    )
    kept = open_renderer(window, plain_limb, quality=LOW)
    for _ in range(3):
        third = picture(kept, frame(*things))
    kept.close()
    fresh = open_renderer(window, plain_limb, quality=LOW)
    first = picture(fresh, frame(*things))
    fresh.close()
    different = np.abs(third - first).max(axis=2) > 24
    assert different.mean() < 0.004


def test_a_glow_makes_a_thing_brighter(renderer: SceneRenderer) -> None:
    plain = picture(renderer, frame(ShownThing("plum", (-0.05, 0.6, TABLE_M))))
    lit = picture(renderer, frame(ShownThing("plum", (-0.05, 0.6, TABLE_M), glow=1.0)))
    brighter = (lit - plain).max(axis=2)
    assert (brighter > 25).sum() > 40
    assert ((plain - lit).max(axis=2) > 25).sum() < 10
