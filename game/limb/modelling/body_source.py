"""MakeHuman's text formats: the body's mesh, its rig, and shape targets added up.

Lengths are decimetres, y is up; the person's left is +x.
"""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.modelling.wheel import BASE_MESH, RIG, RIG_WEIGHTS, VERTEX_GROUPS, WheelFiles

Points = NDArray[np.float64]
Quads = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class BodySource:
    """The neutral body and what is needed to find joints in it."""

    vertices: Points
    """Shape (n, 3); helper geometry included, for joints are found in it."""
    uv: Points
    """Shape (t, 2)."""
    quads: Quads
    """Shape (m, 4): skin only."""
    uv_quads: Quads
    """Shape (m, 4): the same corners in `uv`."""
    weights: dict[str, tuple[NDArray[np.intp], NDArray[np.float64]]]
    """Bone name to the vertices it moves and how much."""
    heads: dict[str, NDArray[np.intp]]
    """Bone name to the vertices whose mean is where it begins."""
    tails: dict[str, NDArray[np.intp]]
    """Bone name to the vertices whose mean is where it ends."""


def read_body(files: WheelFiles) -> BodySource:
    """Read the base mesh with its rig.

    Raises:
        LimbDataAltered: a file is not the pinned one.
    """
    lines = files.read(BASE_MESH).decode().splitlines()
    vertices = _floats(line[2:] for line in lines if line.startswith("v ")).reshape(-1, 3)
    uv = _floats(line[3:] for line in lines if line.startswith("vt ")).reshape(-1, 2)
    corners = " ".join(_skin_faces(lines)).replace("/", " ")
    faces = np.array(corners.split(), dtype=np.intp).reshape(-1, 4, 2) - 1
    weights = json.loads(files.read(RIG_WEIGHTS))["weights"]
    rig = json.loads(files.read(RIG))
    groups = json.loads(files.read(VERTEX_GROUPS))
    return BodySource(
        vertices=vertices,
        uv=uv,
        quads=faces[:, :, 0].copy(),
        uv_quads=faces[:, :, 1].copy(),
        weights={
            bone: (np.array([v for v, _ in rows], np.intp), np.array([w for _, w in rows]))
            for bone, rows in weights.items()
        },
        heads={bone: _end(entry["head"], groups) for bone, entry in rig.items()},
        tails={bone: _end(entry["tail"], groups) for bone, entry in rig.items()},
    )


def add_targets(
    vertices: Points, targets: Iterable[tuple[str, float]], files: WheelFiles
) -> Points:
    """Return the vertices after adding weighted shape targets.

    Raises:
        LimbDataAltered: a file is not the pinned one.
    """
    shaped = vertices.copy()
    for name, weight in targets:
        text = gzip.decompress(files.read(f"targets/{name}.target.gz")).decode()
        rows = _floats(line for line in text.splitlines() if line and line[0] != "#").reshape(-1, 4)
        shaped[rows[:, 0].astype(np.intp)] += weight * rows[:, 1:]
    return shaped


def _floats(lines: Iterable[str]) -> Points:
    return np.fromstring(" ".join(lines), dtype=np.float64, sep=" ")


def _skin_faces(lines: list[str]) -> Iterable[str]:
    inside = False
    for line in lines:
        if line.startswith("g "):
            inside = line.split()[1] == "body"
        elif inside and line.startswith("f "):
            yield line[2:]


def _end(entry: dict[str, object], groups: dict[str, list[list[int]]]) -> NDArray[np.intp]:
    """Return the vertices whose mean is the end of a bone."""
    strategy = entry["strategy"]
    if strategy == "CUBE":
        ((first, last),) = groups[str(entry["cube_name"])]
        return np.arange(first, last + 1)
    if strategy == "MEAN":
        return np.array(entry["vertex_indices"], np.intp)
    return np.array([entry["vertex_index"]], np.intp)
