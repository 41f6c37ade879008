"""Pictures of materials, made once on a machine and then kept in the user's cache folder.

Making one takes longer than all the rest of a start; reading it takes milliseconds.
"""

import hashlib
import inspect
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


def material(make: Callable[[], Picture], folder: Path | None = None) -> Picture:
    """Return a material's picture, shape (height, width, 3): as it was kept, or made now.

    Args:
        make: makes it; another picture is kept for each wording of its module.
        folder: where pictures are kept; the user's cache folder by default.
    """
    key = _key(make)
    if key is None:
        return make()
    path = (folder or platformdirs.user_cache_path("mirrorlimb")) / f"material-{key}.npy"
    kept = _read(path)
    if kept is not None:
        return kept
    made = make()
    _keep(path, made)
    return made


def _key(make: Callable[[], Picture]) -> str | None:
    """Return what tells one recipe from another; None where its wording cannot be read."""
    module = inspect.getmodule(make)
    try:
        wording = inspect.getsource(module) if module is not None else None
    except OSError:
        return None
    if wording is None:
        return None
    return hashlib.sha256(f"{make.__qualname__} {np.__version__} {wording}".encode()).hexdigest()[
        :16
    ]


def _read(path: Path) -> Picture | None:
    try:
        picture = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    whole = isinstance(picture, np.ndarray) and picture.dtype == np.uint8 and picture.ndim == 3
    return picture if whole else None


def _keep(path: Path, picture: Picture) -> None:
    """Write it; a cache that cannot be written costs only time."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            np.save(file, picture, allow_pickle=False)
        unfinished.replace(path)
    except OSError:
        return
