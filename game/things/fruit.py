"""Fruit: apple, pear, plum and lemon, with stem and leaf."""

import numpy as np

from game.things.lathe import Floats, Surface, joined, smooth_normals, tube, turned
from game.things.thing import SIZES
from game.things.tint import Colour, mixed, plain, waves

_STEM: Colour = (0.33, 0.23, 0.14)
_LEAF: Colour = (0.30, 0.46, 0.20)


def apple() -> Surface:
    """Return an apple."""
    size = SIZES["apple"]
    outline = _fruit(size.radius_m, size.height_m, dimple=0.15)

    def tint(angle: Floats, share: Floats) -> Floats:
        streaks = 0.5 + 0.5 * np.sin(23 * angle + 6 * np.sin(3 * angle))
        pale = 0.9 * np.clip((share - 0.70) / 0.25, 0, 1) + 0.55 * waves(angle, share, 3) * streaks
        return mixed((0.66, 0.13, 0.10), (0.86, 0.66, 0.25), 0.85 * pale - 0.12, 0.30)

    top = float(outline[-1, 1])
    return joined(turned(outline, tint), _stem(top - 0.001, 0.017, 0.35), _leaf(top + 0.004))


def pear() -> Surface:
    """Return a pear."""
    size = SIZES["pear"]
    outline = _fruit(size.radius_m, size.height_m, dimple=0.05, waist=0.62)

    def tint(angle: Floats, share: Floats) -> Floats:
        blush = np.clip(np.cos(angle - 0.6) - 0.2 + 0.5 * (waves(angle, share, 5) - 0.5), 0, 1)
        return mixed((0.70, 0.69, 0.36), (0.76, 0.50, 0.32), 0.55 * blush, 0.42)

    return joined(turned(outline, tint), _stem(float(outline[-1, 1]) - 0.002, 0.020, 0.5))


def plum() -> Surface:
    """Return a plum."""
    size = SIZES["plum"]
    outline = _fruit(size.radius_m, size.height_m, dimple=0.06)

    def tint(angle: Floats, share: Floats) -> Floats:
        bloom = waves(angle, share, 9)
        return mixed((0.24, 0.09, 0.22), (0.47, 0.37, 0.52), 0.7 * bloom, 0.55)

    return joined(turned(outline, tint), _stem(float(outline[-1, 1]) - 0.001, 0.010, 0.1))


def lemon() -> Surface:
    """Return a lemon, lying on its side."""
    girth, length = 0.029, 0.080
    t = np.linspace(0.0, np.pi, 61)
    wide = girth * np.sin(t) ** 0.95 * (1.0 - 0.28 * np.abs(np.cos(t)) ** 3)
    up = 0.5 - 0.5 * np.cos(t)
    outline = np.stack((wide + 1e-4, length * up), axis=1)

    def tint(angle: Floats, share: Floats) -> Floats:
        ends = np.clip((np.abs(share - 0.5) - 0.40) / 0.1, 0, 1) * 0.6
        return mixed((0.86, 0.74, 0.28), (0.62, 0.66, 0.30), ends, 0.40)

    upright = turned(outline, tint)
    x, y, z = upright.places_m.T
    nx, ny, nz = upright.normals.T
    places = np.stack((z - length / 2, y, girth * 0.97 - x), axis=1)
    return Surface(places, np.stack((nz, ny, -nx), axis=1), upright.tints, upright.triangles)


def _fruit(radius: float, height: float, *, dimple: float, waist: float = 0.0) -> Floats:
    """Return a fruit's outline; `dimple` sinks its ends, `waist` draws a neck above the middle."""
    t = np.linspace(0.0, np.pi, 61)
    wide = np.sin(t) ** 0.86
    up = 0.5 - 0.5 * np.cos(t)
    neck = 1.0 - waist * np.clip((up - 0.42) / 0.5, 0.0, 1.0) ** 1.1
    ends = dimple * np.exp(-((np.sin(t) / 0.26) ** 2))
    rise = up * height + ends * height * np.where(up < 0.5, 1.0, -1.0)
    outline = np.stack((radius * wide * neck, rise - rise.min()), axis=1)
    outline[[0, -1], 0] = 1e-4
    return outline


def _stem(top_m: float, length_m: float, lean: float) -> Surface:
    t = np.linspace(0.0, 1.0, 8)
    line = np.stack((lean * length_m * t**2, 0.1 * t * length_m, top_m + length_m * t), axis=1)
    return tube(line, 0.0014, plain(_STEM, 0.8), spokes=8)


def _leaf(top_m: float) -> Surface:
    """Return a small leaf beside the stem, both of its faces."""
    t = np.linspace(0.0, 1.0, 12)
    half = 0.0085 * np.sin(np.pi * t) ** 0.8
    middle = np.stack((0.030 * t, 0.010 * t, top_m + 0.014 * t * (1.4 - t)), axis=1)
    aside = np.array((-0.32, 0.95, 0.0))
    rim_a, rim_b = middle + half[:, None] * aside, middle - half[:, None] * aside
    rim_a[:, 2] += 0.25 * half
    rim_b[:, 2] += 0.25 * half
    places = np.concatenate((rim_a, middle, rim_b))
    n = len(t)
    first = np.arange(n - 1)
    strips = []
    for left, right in ((0, n), (n, 2 * n)):
        a, b = first + left, first + right
        strips += [np.stack((a, b, b + 1), axis=1), np.stack((a, b + 1, a + 1), axis=1)]
    triangles = np.concatenate(strips).astype(np.uint32)
    normals = smooth_normals(places, triangles)
    if float(np.mean(normals[:, 2])) < 0.0:
        triangles, normals = triangles[:, ::-1], -normals
    tints = np.tile((*_LEAF, 0.5), (len(places), 1))
    top = Surface(places, normals, tints, triangles)
    below = Surface(
        places - (0, 0, 2e-4), -normals, tints, np.ascontiguousarray(triangles[:, ::-1], np.uint32)
    )
    return joined(top, below)
