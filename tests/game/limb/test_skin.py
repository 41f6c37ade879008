"""The skin textures are ours, fit the mesh, and come out the same every time."""

from pathlib import Path

import numpy as np
import pygame
import pytest

from game.limb.limb import Limb
from game.limb.modelling.atlas import ASPECT
from game.limb.skin import height_texture
from game.limb.skin.bake import bake
from game.limb.skin.noise import cell_borders, fractal
from game.limb.skin.raster import draw, spread

TEXTURES = Path(__file__).resolve().parents[3] / "assets" / "textures"
PICTURES = ("skin_pigment.jpg", "skin_surface.jpg", "skin_relief.jpg", "skin_form.png")


def _picture(name: str) -> np.ndarray:
    """Return a shipped texture, shape (height, width, 3)."""
    surface = pygame.image.load(TEXTURES / name)
    return np.asarray(pygame.surfarray.array3d(surface)).transpose(1, 0, 2)


def test_the_shipped_textures_are_small_and_of_one_shape() -> None:
    assert sum((TEXTURES / name).stat().st_size for name in PICTURES) < 4_000_000
    pigment, surface, relief, form = (_picture(name) for name in PICTURES)
    assert pigment.shape == surface.shape == relief.shape
    assert pigment.shape[0] / pigment.shape[1] == pytest.approx(ASPECT, abs=0.002)
    assert form.shape[0] * height_texture.SHRINK == pigment.shape[0]


def test_the_shipped_height_is_that_of_skin() -> None:
    relief, form = _picture("skin_relief.jpg")[..., 0], _picture("skin_form.png")
    height = height_texture.joined(form, relief)
    assert height.shape == relief.shape
    assert -0.0015 < height.min() < -0.0002
    assert 0.0002 < height.max() < 0.0020


def test_height_survives_being_split_over_two_pictures() -> None:
    x, y = np.meshgrid(np.linspace(0, 6, 256), np.linspace(0, 4, 160))
    height = (0.0006 * np.sin(x) * np.cos(y) + 0.00005 * np.sin(20 * x)).astype("f4")
    back = height_texture.joined(*height_texture.split(height))
    # Half a step of the relief picture.
    assert np.abs(back - height).max() <= height_texture.RELIEF_RANGE_M / 255 / 2 + 1e-8


def test_noise_is_repeatable_bounded_and_different_by_seed() -> None:
    points = np.random.default_rng(0).normal(scale=30.0, size=(2000, 3)).astype("f4")
    first = fractal(points, 3, seed=5)
    np.testing.assert_array_equal(first, fractal(points, 3, seed=5))
    assert np.abs(first).max() <= 1.0
    assert np.abs(first - fractal(points, 3, seed=6)).mean() > 0.05
    assert (cell_borders(points, seed=5) >= 0.0).all()


def test_every_texel_of_a_square_shows_its_own_place() -> None:
    uv = np.array([(0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)], "f4")
    texels = draw(uv, np.array([(0, 1, 2), (0, 2, 3)], np.uint32), 40, 20)
    rows, columns = np.nonzero(texels.covered)
    own = np.stack([(columns + 0.5) / 40, (rows + 0.5) / 20], axis=1)
    np.testing.assert_allclose(texels.interpolated(uv), own, atol=1e-5)
    assert texels.covered[2:18, 4:36].all()
    assert not texels.covered[:, :3].any()


def test_spreading_fills_the_surroundings_and_leaves_the_rest() -> None:
    picture = np.zeros((9, 9, 1), "f4")
    covered = np.zeros((9, 9), bool)
    covered[4, 4] = True
    picture[4, 4] = 3.0
    spread(picture, covered, steps=2)
    assert (picture == 3.0).all()


def test_a_bake_covers_the_limb_and_comes_out_the_same(lifelike: Limb) -> None:
    first = bake(lifelike.mesh, lifelike.skeleton, width=160)
    np.testing.assert_array_equal(first, bake(lifelike.mesh, lifelike.skeleton, width=160))
    assert np.isfinite(first).all()
    height, melanin, blood, shade, roughness = np.moveaxis(first, -1, 0)[:5]
    assert np.abs(height).max() < 0.002
    assert 0.2 < melanin.min() < melanin.max() < 2.0
    assert 0.4 < blood.min() < blood.max() < 2.5
    assert 0.0 < shade.min() < shade.max() <= 1.0
    assert 0.15 <= roughness.min() < roughness.max() < 0.8
