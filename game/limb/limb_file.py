"""A built limb kept on disk, so that it is built once.

The file is a plain `.npz` of arrays; the same limb gives the same bytes. A file that cannot be read
counts as absent.
"""

import os
import zipfile
from dataclasses import fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.limb.mesh import CageMesh, LimbMesh
from game.limb.skeleton import Skeleton


def write_limb(path: Path, mesh: LimbMesh, skeleton: Skeleton) -> None:
    """Write a limb; a reader sees all of it or none.

    Raises:
        OSError: the folder cannot be written.
    """
    arrays: dict[str, NDArray[np.generic]] = {}
    for field in fields(LimbMesh):
        if field.name != "cage":
            arrays[f"mesh_{field.name}"] = getattr(mesh, field.name)
    for field in fields(CageMesh):
        arrays[f"cage_{field.name}"] = getattr(mesh.cage, field.name)
    for field in fields(Skeleton):
        arrays[f"skeleton_{field.name}"] = np.asarray(getattr(skeleton, field.name))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.stem}.{os.getpid()}.part.npz")
    np.savez(unfinished, allow_pickle=False, **arrays)
    unfinished.replace(path)


def read_limb(path: Path) -> tuple[LimbMesh, Skeleton] | None:
    """Return the limb written there, or None where there is none that can be read."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except (OSError, ValueError, zipfile.BadZipFile, EOFError):
        return None
    try:
        cage = CageMesh(**{f.name: arrays[f"cage_{f.name}"] for f in fields(CageMesh)})
        parts = {f.name: arrays[f"mesh_{f.name}"] for f in fields(LimbMesh) if f.name != "cage"}
        bones = {f.name: arrays[f"skeleton_{f.name}"] for f in fields(Skeleton)}
        skeleton = Skeleton(**bones | {"kind": str(bones["kind"])})
    except KeyError:
        return None
    return LimbMesh(**parts, cage=cage), skeleton
