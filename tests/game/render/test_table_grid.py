"""The part of the table that is drawn anew: all that a limb darkens, and little else."""

import numpy as np
import pytest

from game.frame import Frame, ShownLimb
from game.limb.limb import Limb
from game.limb.postures import load_postures
from game.render import open_renderer
from game.render.quality import LOW
from game.render.surroundings import SURROUNDINGS
from game.render.table_grid import TableGrid
from sensors.pose import RESTING, Side

from .conftest import BARE, Studio

TOWARDS_KEY = np.array((-0.43, 0.29, 0.86), np.float32)
AROUND = SURROUNDINGS["arm"]


def near_of_a_ball(grid: TableGrid, above_m: float) -> np.ndarray:
    """The middles of the squares that a ball of 3 cm darkens or shades, shape (k, 2)."""
    place = np.array([[0.1, 0.4, AROUND.surface_m + above_m]], np.float32)
    triangles = grid.near(place, place, np.array([0.03], np.float32), TOWARDS_KEY)
    return np.asarray(grid.places[triangles].mean(axis=1))


@pytest.mark.parametrize("sides", [("left",), ("right",), ("left", "right")])
def test_what_is_drawn_anew_leaves_nothing_out(
    sides: tuple[Side, ...], studio: Studio, plain_limb: Limb, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer = open_renderer(studio.window, plain_limb, quality=LOW)
    poses = (RESTING, load_postures()["open"])
    frames = [Frame("mirror", tuple(ShownLimb(s, pose) for s in sides), BARE) for pose in poses]

    def drawn() -> list[np.ndarray]:
        pictures = []
        for frame in frames:
            renderer.draw(frame)
            pictures.append(renderer.screenshot())
        return pictures

    some = drawn()
    monkeypatch.setattr(TableGrid, "near", lambda grid, *_: grid.triangles)
    for picture, whole in zip(some, drawn(), strict=True):
        # One step of 255 is what a limb changes where its darkness ends.
        assert np.abs(picture.astype(int) - whole).max() <= 1
    renderer.close()


def test_a_ball_on_the_table_darkens_what_is_around_it_and_no_more() -> None:
    grid = TableGrid(AROUND, 0.025, 0.02)
    apart_m = np.linalg.norm(near_of_a_ball(grid, 0.03) - (0.1, 0.4), axis=1)
    assert apart_m.min() < 0.02
    assert 0.12 < apart_m.max() < 0.20
    assert 0 < len(apart_m) < 0.1 * len(grid.triangles)


def test_a_ball_high_above_the_table_shades_only_where_its_shadow_falls() -> None:
    grid = TableGrid(AROUND, 0.025, 0.02)
    high_m = 0.4
    shadow = np.array((0.1, 0.4)) - high_m / TOWARDS_KEY[2] * TOWARDS_KEY[:2]
    apart_m = np.linalg.norm(near_of_a_ball(grid, high_m) - shadow, axis=1)
    assert apart_m.max() < 0.10


def test_a_limb_far_away_changes_nothing() -> None:
    grid = TableGrid(AROUND, 0.025, 0.02)
    place = np.array([[40.0, 40.0, AROUND.surface_m]], np.float32)
    assert len(grid.near(place, place, np.array([0.03], np.float32), TOWARDS_KEY)) == 0
