"""Fine hairs on forearm and shank, sparse on the backs of hand and foot, in texture space."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.skin.curve import step
from sensors.pose import LimbKind

Values = NDArray[np.float32]
Points = NDArray[np.float64]

_LENGTH_M = 0.009
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Growth:
    """How hair grows on one kind of limb."""

    roots: int
    """How many roots to try."""
    lean: tuple[float, float, float]
    """Which way hairs lie, in the frame of hand or foot."""
    density: Callable[[Points, Points], Points]
    """From points and normals: the share of roots that bear a hair."""


def draw_hairs(
    points: Values,
    normals: Values,
    uv: Values,
    triangles: NDArray[np.uint32],
    size: tuple[int, int],
    growth: Growth,
    seed: int = 3,
) -> Values:
    """Return how much hair covers each texel, 0 to 1, shape (height, width).

    Args:
        points: shape (v, 3), in the hand's frame.
        normals: shape (v, 3).
        uv: shape (v, 2).
        triangles: shape (m, 3).
        size: width and height of the picture.
        growth: where hairs are, how many, and how they lie.
        seed: chooses the hairs.
    """
    random, count = np.random.default_rng(seed), growth.roots
    a, b, c = (points[triangles[:, k]].astype(np.float64) for k in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    face = random.choice(len(triangles), count, p=area / area.sum())
    place = random.random((count, 2))
    root_share = np.sqrt(place[:, :1])
    shares = np.hstack([1 - root_share, root_share * (1 - place[:, 1:]), root_share * place[:, 1:]])
    at = {
        name: np.einsum("nk,nkd->nd", shares, values[triangles[face]])
        for name, values in (("p", points), ("n", normals), ("uv", uv))
    }
    kept = random.random(count) < growth.density(at["p"], at["n"])
    face, normal, root = face[kept], at["n"][kept], at["uv"][kept]
    heading = np.array(growth.lean) + 0.35 * random.normal(size=(len(face), 3))
    heading -= normal * np.sum(heading * normal, axis=1, keepdims=True)
    along = _in_texture(heading, b[face] - a[face], c[face] - a[face], uv, triangles[face])
    length = _LENGTH_M * random.uniform(0.3, 1.1, (len(face), 1))
    bend = 0.5 * random.normal(size=(len(face), 1))
    dark = random.uniform(0.25, 0.75, len(face))
    return _strokes(root, along * length, bend, dark, size)


def _on_arm(points: Points, normals: Points) -> Points:
    """Keep most on the back of the forearm, few on its front."""
    back = step(-0.35, 0.6, (normals[:, 2] + 0.35 * normals[:, 0]).astype(np.float32))
    hand = 0.04 * step(0.5, 0.9, normals[:, 2].astype(np.float32)) * (points[:, 1] < 0.085)
    return np.where(points[:, 1] < -0.01, back, hand)


def _on_leg(points: Points, normals: Points) -> Points:
    """Keep most on the shin and the outer side, few on the thigh, a tuft on the foot's back."""
    outwards = (normals[:, 1] - 0.45 * normals[:, 0]).astype(np.float32)
    up = points[:, 2].astype(np.float32)
    shank = step(-0.5, 0.7, outwards) * step(0.05, 0.11, up) * (1.0 - 0.75 * step(0.36, 0.46, up))
    foot = 0.10 * step(0.5, 0.9, normals[:, 2].astype(np.float32)) * (points[:, 1] > 0.03)
    return np.where(up > 0.02, shank, foot)


# Forearm hairs lie towards the little finger's side and the hand, those of the shank downwards.
GROWTH: dict[LimbKind, Growth] = {
    "arm": Growth(6000, (-0.75, 0.55, 0.0), _on_arm),
    "leg": Growth(7000, (-0.25, -0.1, -0.9), _on_leg),
}


def _in_texture(
    heading: NDArray[np.float64],
    edge_1: NDArray[np.float64],
    edge_2: NDArray[np.float64],
    uv: Values,
    corners: NDArray[np.uint32],
) -> NDArray[np.float64]:
    """Return directions on the surface as texture directions per metre, shape (n, 2)."""
    aa, bb = np.sum(edge_1**2, axis=1), np.sum(edge_2**2, axis=1)
    ab = np.sum(edge_1 * edge_2, axis=1)
    ha, hb = np.sum(heading * edge_1, axis=1), np.sum(heading * edge_2, axis=1)
    determinant = np.maximum(aa * bb - ab * ab, 1e-24)
    s, t = (ha * bb - hb * ab) / determinant, (hb * aa - ha * ab) / determinant
    uv_1, uv_2 = uv[corners[:, 1]] - uv[corners[:, 0]], uv[corners[:, 2]] - uv[corners[:, 0]]
    return np.asarray(s[:, None] * uv_1 + t[:, None] * uv_2)


def _strokes(
    root: NDArray[np.float64],
    reach: NDArray[np.float64],
    bend: NDArray[np.float64],
    dark: NDArray[np.float64],
    size: tuple[int, int],
) -> Values:
    width, height = size
    t = np.linspace(0.0, 1.0, _STEPS)[None, :, None]
    sideways = np.stack([-reach[:, 1], reach[:, 0]], axis=1)
    path = root[:, None] + reach[:, None] * t + (sideways * bend)[:, None] * t * t
    path = path * size - 0.5
    thin = (dark[:, None] * (1.0 - 0.7 * t[..., 0])).ravel()
    pixels = path.reshape(-1, 2)
    floor = np.floor(pixels).astype(np.intp)
    part = pixels - floor
    drawn = np.zeros((height, width), np.float32)
    for dx in (0, 1):
        for dy in (0, 1):
            x, y = floor[:, 0] + dx, floor[:, 1] + dy
            share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
            ok = (x >= 0) & (x < width) & (y >= 0) & (y < height)
            np.maximum.at(drawn, (y[ok], x[ok]), (thin * share)[ok].astype(np.float32))
    return drawn
