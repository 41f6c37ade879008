"""Keeps painted pictures on the disk, so that the same one is painted only once on a computer.

A picture's file is named by everything that decides its bytes: what it shows, its size, whose limb,
which version of the program, which graphics driver. What cannot be read is painted again.
"""

import hashlib
import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

import numpy as np
import platformdirs

from game.display.limb_picture import LimbPicture, Painted
from game.limb.appearance import Appearance

Paint: TypeAlias = Callable[[LimbPicture, int], Painted]

_CHANNELS = 4
_LEVEL = 1
"""Fast: a picture is mostly nothing and becomes small all the same."""
MOST_KEPT = 800
"""Some 40 MB; the oldest go first."""


class PictureCache:
    """Paints like what it was given, and remembers.

    Args:
        paint: Paints a picture.
        appearance: Whose limb is painted.
        gl_renderer: The graphics driver; another one paints other bytes.
        folder: Where pictures are kept.
    """

    def __init__(
        self, paint: Paint, appearance: Appearance, gl_renderer: str, folder: Path
    ) -> None:
        self._paint = paint
        self._folder = folder
        self._decided_by = f"{version('mirrorlimb')}/{gl_renderer}/{appearance.model_dump_json()}"
        self._room_made = False

    def __call__(self, wanted: LimbPicture, size_px: int) -> Painted:
        """Return the picture, from the disk or painted now."""
        path = self._path(wanted, size_px)
        kept = _read(path, size_px)
        if kept is not None:
            return kept
        painted = self._paint(wanted, size_px)
        with suppress(OSError):
            self._keep(path, painted)
        return painted

    def _path(self, wanted: LimbPicture, size_px: int) -> Path:
        words = f"{self._decided_by}/{size_px}/{wanted!r}"
        return self._folder / f"{hashlib.sha256(words.encode()).hexdigest()[:32]}.rgba"

    def _keep(self, path: Path, painted: Painted) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._make_room()
        half = path.with_suffix(f".{os.getpid()}.part")
        try:
            half.write_bytes(zlib.compress(np.ascontiguousarray(painted).tobytes(), _LEVEL))
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)

    def _make_room(self) -> None:
        """Throw the oldest away, once a session: a block has far fewer than fit."""
        if self._room_made:
            return
        self._room_made = True
        kept = sorted(self._folder.glob("*.rgba"), key=lambda path: path.stat().st_mtime)
        for path in kept[: max(0, len(kept) - MOST_KEPT)]:
            path.unlink(missing_ok=True)


def pictures_folder() -> Path:
    """Return where painted pictures are kept on this computer."""
    return Path(platformdirs.user_cache_dir("mirrorlimb", appauthor=False)) / "pictures"


def _read(path: Path, size_px: int) -> Painted | None:
    try:
        data = zlib.decompress(path.read_bytes())
    except (OSError, zlib.error):
        return None
    if len(data) != size_px * size_px * _CHANNELS:
        return None
    return np.frombuffer(data, np.uint8).reshape(size_px, size_px, _CHANNELS)
