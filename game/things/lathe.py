"""Surfaces turned on a lathe: an outline going once around an upright axis."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Tint = Callable[[Floats, Floats], Floats]
"""Angle and share along the outline, each shape (n,), to red, green, blue, roughness (n, 4)."""

SPOKES = 56


@dataclass(frozen=True, slots=True)
class Surface:
    """A closed surface: vertices and outward triangles."""

    places_m: Floats
    """Shape (n, 3)."""
    normals: Floats
    """Shape (n, 3), unit length."""
    tints: Floats
    """Shape (n, 4): red, green, blue as sRGB 0 to 1, and roughness 0 to 1."""
    triangles: NDArray[np.uint32]
    """Shape (m, 3), counter-clockwise from outside."""


def turned(outline_m: Floats, tint: Tint, *, spokes: int = SPOKES) -> Surface:
    """Return the surface of a smooth outline: radius and height, shape (k, 2), from foot to top.

    The outside lies to the right of the outline's direction (going up, outwards).
    """
    along = np.gradient(outline_m, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    steps = np.linalg.norm(np.diff(outline_m, axis=0), axis=1)
    share = np.concatenate(([0.0], np.cumsum(steps)))
    share /= share[-1]
    angle = np.linspace(0.0, 2.0 * np.pi, spokes + 1)
    angles = np.repeat(angle, len(outline_m))
    rows = np.tile(np.arange(len(outline_m)), spokes + 1)
    cos, sin = np.cos(angles), np.sin(angles)
    radius, height = outline_m[rows].T
    outwards, upwards = along[rows, 1], -along[rows, 0]
    count = len(outline_m)
    first = (np.arange(spokes)[:, None] * count + np.arange(count - 1)[None, :]).ravel()
    a, b, c, d = first, first + count, first + count + 1, first + 1
    triangles = np.concatenate((np.stack((a, b, c), axis=1), np.stack((a, c, d), axis=1)))
    return Surface(
        places_m=np.stack((radius * cos, radius * sin, height), axis=1),
        normals=np.stack((outwards * cos, outwards * sin, upwards), axis=1),
        tints=tint(angles, share[rows]),
        triangles=triangles.astype(np.uint32),
    )


def joined(*surfaces: Surface) -> Surface:
    """Return several surfaces as one."""
    counts = np.cumsum([0] + [len(surface.places_m) for surface in surfaces[:-1]])
    return Surface(
        places_m=np.concatenate([s.places_m for s in surfaces]),
        normals=np.concatenate([s.normals for s in surfaces]),
        tints=np.concatenate([s.tints for s in surfaces]),
        triangles=np.concatenate(
            [s.triangles + np.uint32(n) for s, n in zip(surfaces, counts, strict=True)]
        ).astype(np.uint32),
    )


def tube(line_m: Floats, radius_m: float, tint: Tint, *, spokes: int = 14) -> Surface:
    """Return a round tube along a line of places, shape (k, 3); its ends stay open."""
    along = np.gradient(line_m, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    aside = np.cross(along, (0.0, 1.0, 0.0))
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    other = np.cross(aside, along)
    angle = np.linspace(0.0, 2.0 * np.pi, spokes + 1)
    normals = (
        np.cos(angle)[None, :, None] * aside[:, None, :]
        + np.sin(angle)[None, :, None] * other[:, None, :]
    )
    places = line_m[:, None, :] + radius_m * normals
    rows = len(line_m)
    first = (np.arange(rows - 1)[:, None] * (spokes + 1) + np.arange(spokes)[None, :]).ravel()
    a, b, c, d = first, first + 1, first + spokes + 2, first + spokes + 1
    triangles = np.concatenate((np.stack((a, c, b), axis=1), np.stack((a, d, c), axis=1)))
    share = np.repeat(np.linspace(0.0, 1.0, rows), spokes + 1)
    return Surface(
        places_m=places.reshape(-1, 3),
        normals=normals.reshape(-1, 3),
        tints=tint(np.tile(angle, rows), share),
        triangles=triangles.astype(np.uint32),
    )


def smooth_normals(places: Floats, triangles: NDArray[np.uint32]) -> Floats:
    """Return normals from the triangles around each place, those of one place taken together."""
    a, b, c = (places[triangles[:, i]] for i in range(3))
    faces = np.cross(b - a, c - a)
    normals = np.zeros_like(places)
    for corner in range(3):
        np.add.at(normals, triangles[:, corner], faces)
    _, same = np.unique(np.round(places, 6), axis=0, return_inverse=True)
    summed = np.zeros((int(same.max()) + 1, 3))
    np.add.at(summed, same.ravel(), normals)
    normals = summed[same.ravel()]
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    return np.asarray(normals / np.maximum(lengths, 1e-12))
