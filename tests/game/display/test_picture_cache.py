"""Painted pictures are painted once, are the very same when read back, and never mixed up."""

from pathlib import Path

import numpy as np
import pytest

from game.display.limb_picture import LimbPicture, Painted
from game.display.picture_cache import MOST_KEPT, PictureCache
from game.limb.appearance import DEFAULT_APPEARANCE, Appearance

LEFT = LimbPicture("left", view="palmar", angle_deg=45.0)


class Painter:
    """Paints noise, another one each time, and counts."""

    def __init__(self) -> None:
        self.painted: list[LimbPicture] = []

    def __call__(self, wanted: LimbPicture, size_px: int) -> Painted:
        self.painted.append(wanted)
        rng = np.random.default_rng(len(self.painted))
        return rng.integers(0, 256, (size_px, size_px, 4), np.uint8)


def cache(
    painter: Painter, folder: Path, who: Appearance = DEFAULT_APPEARANCE, driver: str = "card"
) -> PictureCache:
    return PictureCache(painter, who, driver, folder)


def test_the_next_session_reads_what_this_one_painted(tmp_path: Path) -> None:
    painter = Painter()
    first = cache(painter, tmp_path)(LEFT, 32)
    again = cache(painter, tmp_path)(LEFT, 32)
    assert len(painter.painted) == 1
    np.testing.assert_array_equal(first, again)


@pytest.mark.parametrize(
    ("wanted", "size_px", "who", "driver"),
    [
        (LimbPicture("right", view="palmar", angle_deg=45.0), 32, DEFAULT_APPEARANCE, "card"),
        (LimbPicture("left", view="palmar", angle_deg=46.0), 32, DEFAULT_APPEARANCE, "card"),
        (LEFT, 48, DEFAULT_APPEARANCE, "card"),
        (LEFT, 32, Appearance(hand_mm=200), "card"),
        (LEFT, 32, DEFAULT_APPEARANCE, "another card"),
    ],
)
def test_whatever_decides_a_picture_decides_its_file(
    wanted: LimbPicture, size_px: int, who: Appearance, driver: str, tmp_path: Path
) -> None:
    painter = Painter()
    cache(painter, tmp_path)(LEFT, 32)
    cache(painter, tmp_path, who, driver)(wanted, size_px)
    assert len(painter.painted) == 2


@pytest.mark.parametrize("damage", [b"", b"nothing of ours", b"x\x9cK\x04\x00\x00b\x00b"])
def test_a_damaged_file_is_painted_again(damage: bytes, tmp_path: Path) -> None:
    painter = Painter()
    cache(painter, tmp_path)(LEFT, 32)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(damage)
    again = cache(painter, tmp_path)(LEFT, 32)
    assert len(painter.painted) == 2
    np.testing.assert_array_equal(cache(painter, tmp_path)(LEFT, 32), again)


def test_a_disk_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    painter = Painter()
    assert cache(painter, in_the_way / "folder")(LEFT, 32).shape == (32, 32, 4)


def test_the_oldest_pictures_make_room(tmp_path: Path) -> None:
    for i in range(MOST_KEPT + 5):
        (tmp_path / f"{i}.rgba").write_bytes(b"")
    cache(Painter(), tmp_path)(LEFT, 32)
    assert len(list(tmp_path.iterdir())) == MOST_KEPT + 1
