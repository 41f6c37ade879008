"""Materials are made once and then read; nothing in the cache folder can spoil a start."""

from pathlib import Path

import numpy as np
import pytest

from game.render.floor import floor_srgb
from game.render.material import Picture, material
from game.render.wood import wood_srgb


def dots() -> Picture:
    return np.random.default_rng(3).integers(0, 256, (8, 8, 3)).astype(np.uint8)


def test_a_material_is_made_once_and_then_read_from_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = material(dots, tmp_path)
    (kept,) = tmp_path.iterdir()
    assert kept.suffix == ".npy"
    monkeypatch.setattr(np.random, "default_rng", None)
    np.testing.assert_array_equal(material(dots, tmp_path), made)


@pytest.mark.parametrize("written", [b"", b"half", b"\x93NUMPY\x01\x00"])
def test_a_damaged_file_is_made_anew(written: bytes, tmp_path: Path) -> None:
    made = material(dots, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(written)
    np.testing.assert_array_equal(material(dots, tmp_path), made)
    np.testing.assert_array_equal(np.load(kept), made)


def test_an_unwritable_folder_only_costs_time(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    np.testing.assert_array_equal(material(dots, in_the_way), dots())


@pytest.mark.parametrize("make", [wood_srgb, floor_srgb])
def test_wood_and_floor_tile_without_a_seam(make: object) -> None:
    picture = (wood_srgb if make is wood_srgb else floor_srgb)().astype(int)
    for axis in (0, 1):
        steps = np.abs(np.diff(picture, axis=axis)).mean()
        seam = np.abs(np.take(picture, 0, axis) - np.take(picture, -1, axis)).mean()
        assert seam < 1.5 * steps
