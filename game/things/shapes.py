"""The outline and the colours of every kind of thing."""

import itertools
from collections.abc import Callable
from functools import cache

import numpy as np

from game.things.lathe import Floats, Surface, Tint, joined, tube, turned
from game.things.thing import SIZES, Kind

Colour = tuple[float, float, float]

_CREAM: Colour = (0.93, 0.89, 0.80)
_GLAZE: Colour = (0.20, 0.36, 0.48)
_BEECH: Colour = (0.80, 0.62, 0.42)
_STEM: Colour = (0.33, 0.23, 0.14)
_LEAF: Colour = (0.30, 0.46, 0.20)
_SANDSTONE: Colour = (0.74, 0.69, 0.61)
_FELT: Colour = (0.36, 0.49, 0.40)


@cache
def surface_of(kind: Kind) -> Surface:
    """Return the surface of a kind of thing, its foot at the origin, metres."""
    return _MAKERS[kind]()


def _plain(colour: Colour, roughness: float) -> Tint:
    def tint(angle: Floats, share: Floats) -> Floats:
        return np.tile((*colour, roughness), (len(angle), 1))

    return tint


def _waves(angle: Floats, share: Floats, seed: int) -> Floats:
    """Return soft blotches, 0 to 1, that close around the axis."""
    chance = np.random.default_rng(seed)
    value = np.zeros(len(angle))
    for times, height in ((1, 1.5), (2, 3.0), (3, 2.0), (5, 4.0), (9, 1.0), (14, 0.6)):
        phase, other = chance.uniform(0, 2 * np.pi, 2)
        value += np.sin(times * angle + phase) * np.cos(height * np.pi * share + other) / times**0.5
    return np.asarray(0.5 + 0.5 * np.tanh(value))


def _mixed(first: Colour, second: Colour, weight: Floats, roughness: float) -> Floats:
    weight = np.clip(weight, 0.0, 1.0)[:, None]
    colour = (1.0 - weight) * np.array(first) + weight * np.array(second)
    return np.concatenate((colour, np.full((len(colour), 1), roughness)), axis=1)


def _ball() -> Surface:
    radius = SIZES["ball"].radius_m
    up = np.linspace(-np.pi / 2, np.pi / 2, 41)
    outline = np.stack((radius * np.cos(up), radius + radius * np.sin(up)), axis=1)
    outline[[0, -1], 0] = 1e-4

    def tint(angle: Floats, share: Floats) -> Floats:
        band = np.clip((0.05 - np.abs(np.abs(share - 0.5) - 0.10)) / 0.008, 0.0, 1.0)
        return _mixed((0.70, 0.30, 0.20), _CREAM, band, 0.55)

    return turned(outline, tint)


def _cup() -> Surface:
    size = SIZES["cup"]
    rim, foot, wall = size.radius_m, size.radius_m * 0.80, 0.0032

    def outside(angle: Floats, share: Floats) -> Floats:
        return _mixed(_GLAZE, _CREAM, (share - 0.62 + 0.02 * np.sin(3 * angle)) / 0.03, 0.22)

    up = np.linspace(0.0, 1.0, 24)
    belly = foot + (rim - foot) * up**0.7
    outer = np.stack((belly, 0.004 + (size.height_m - 0.004) * up), axis=1)
    low = np.array([(1e-4, 0.0), (foot - 0.004, 0.0), (foot - 0.001, 0.0012), (foot, 0.004)])
    turn = np.linspace(0.0, np.pi, 9)
    lip = np.stack(
        (
            rim - wall / 2 + wall / 2 * np.cos(turn),
            size.height_m + wall / 2 * np.sin(turn),
        ),
        axis=1,
    )
    inner = np.stack((belly[::-1] - wall, outer[::-1, 1]), axis=1)[:-2]
    bottom = np.array([(inner[-1, 0] * 0.8, 0.0075), (1e-4, 0.007)])
    sides = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 22)
    middle, reach, tall = rim * 0.96, 0.022, 0.024
    handle = np.stack(
        (
            middle + reach * np.cos(sides),
            np.zeros(len(sides)),
            size.height_m * 0.52 + tall * np.sin(sides),
        ),
        axis=1,
    )
    return joined(
        turned(low, _plain(_CREAM, 0.4)),
        turned(outer, outside),
        turned(np.concatenate((lip, inner, bottom)), _plain(_CREAM, 0.22)),
        tube(handle, 0.0042, _plain(_CREAM, 0.22)),
    )


def _block() -> Surface:
    side, height, edge = 0.050, SIZES["block"].height_m, 0.004
    up = np.concatenate(
        (
            [(1e-4, 0.0)],
            _arc(1.0 - 2 * edge / side, edge, edge, -90, 0),
            _arc(1.0 - 2 * edge / side, height - edge, edge, 0, 90),
            [(1e-4, height)],
        )
    )

    def tint(angle: Floats, share: Floats) -> Floats:
        grain = 0.5 + 0.5 * np.sin(60 * share + 2.0 * np.sin(2 * angle) + 3.0 * np.sin(angle))
        return _mixed(_BEECH, (0.70, 0.50, 0.31), 0.5 * grain, 0.55)

    round_one = turned(_as_outline(up, side / 2), tint, spokes=96)
    return _squared(round_one, side / 2, edge)


def _arc(share: float, middle_z: float, radius: float, from_deg: float, to_deg: float) -> Floats:
    """Return a rounded edge: share of the half side left of it, and heights."""
    turn = np.radians(np.linspace(from_deg, to_deg, 6))
    inner = share * 0.025
    return np.stack((inner + radius * np.cos(turn), middle_z + radius * np.sin(turn)), axis=1)


def _as_outline(points: Floats, half: float) -> Floats:
    rows = [points[0]]
    for before, after in itertools.pairwise(points):
        count = max(1, round(float(np.linalg.norm(after - before)) / 0.003))
        rows += [before + (after - before) * i / count for i in range(1, count + 1)]
    outline = np.array(rows)
    outline[:, 0] *= half / 0.025
    return outline


def _squared(surface: Surface, half: float, edge: float) -> Surface:
    """Return a turned surface pushed out into a rounded square, with its normals found anew."""
    x, y, z = surface.places_m.T
    radius = np.hypot(x, y)
    angle = np.arctan2(y, x)
    # A superellipse of high order: a square with corners rounded about as much as the edges.
    power = 14.0
    reach = (np.abs(np.cos(angle)) ** power + np.abs(np.sin(angle)) ** power) ** (-1.0 / power)
    places = np.stack((radius * reach * np.cos(angle), radius * reach * np.sin(angle), z), axis=1)
    return Surface(places, _normals(places, surface), surface.tints, surface.triangles)


def _normals(places: Floats, surface: Surface) -> Floats:
    """Return normals from the triangles around each place, those of one place taken together."""
    a, b, c = (places[surface.triangles[:, i]] for i in range(3))
    faces = np.cross(b - a, c - a)
    normals = np.zeros_like(places)
    for corner in range(3):
        np.add.at(normals, surface.triangles[:, corner], faces)
    _, same = np.unique(np.round(places, 6), axis=0, return_inverse=True)
    summed = np.zeros((int(same.max()) + 1, 3))
    np.add.at(summed, same.ravel(), normals)
    normals = summed[same.ravel()]
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    return np.asarray(normals / np.maximum(lengths, 1e-12))


def _fruit(radius: float, height: float, *, dimple: float, waist: float = 0.0) -> Floats:
    """Return a fruit's outline; `dimple` sinks its ends, `waist` draws a neck above the middle."""
    t = np.linspace(0.0, np.pi, 61)
    wide = np.sin(t) ** 0.86
    up = 0.5 - 0.5 * np.cos(t)
    neck = 1.0 - waist * np.clip((up - 0.42) / 0.5, 0.0, 1.0) ** 1.1
    ends = dimple * np.exp(-((np.sin(t) / 0.26) ** 2))
    rise = up * height + ends * height * np.where(up < 0.5, 1.0, -1.0)
    outline = np.stack((radius * wide * neck, rise - rise.min() * 0.0), axis=1)
    outline[:, 1] -= outline[:, 1].min()
    outline[[0, -1], 0] = 1e-4
    return outline


def _stem(top_m: float, length_m: float, lean: float) -> Surface:
    t = np.linspace(0.0, 1.0, 8)
    line = np.stack((lean * length_m * t**2, 0.1 * t * length_m, top_m + length_m * t), axis=1)
    return tube(line, 0.0014, _plain(_STEM, 0.8), spokes=8)


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
    triangles = np.concatenate(strips)
    up = Surface(places, np.zeros_like(places), np.empty((0, 4)), triangles.astype(np.uint32))
    normals = _normals(places, up)
    if float(np.mean(normals[:, 2])) < 0.0:
        triangles, normals = triangles[:, ::-1], -normals
    tints = np.tile((*_LEAF, 0.5), (len(places), 1))
    top = Surface(places, normals, tints, triangles.astype(np.uint32))
    below = Surface(
        places - (0, 0, 2e-4), -normals, tints, np.ascontiguousarray(triangles[:, ::-1], np.uint32)
    )
    return joined(top, below)


def _apple() -> Surface:
    size = SIZES["apple"]
    outline = _fruit(size.radius_m, size.height_m, dimple=0.15)

    def tint(angle: Floats, share: Floats) -> Floats:
        streaks = 0.5 + 0.5 * np.sin(23 * angle + 6 * np.sin(3 * angle))
        pale = 0.9 * np.clip((share - 0.70) / 0.25, 0, 1) + 0.55 * _waves(angle, share, 3) * streaks
        return _mixed((0.66, 0.13, 0.10), (0.86, 0.66, 0.25), 0.85 * pale - 0.12, 0.30)

    top = float(outline[-1, 1])
    return joined(turned(outline, tint), _stem(top - 0.001, 0.017, 0.35), _leaf(top + 0.004))


def _pear() -> Surface:
    size = SIZES["pear"]
    outline = _fruit(size.radius_m, size.height_m, dimple=0.05, waist=0.62)

    def tint(angle: Floats, share: Floats) -> Floats:
        blush = np.clip(np.cos(angle - 0.6) - 0.2 + 0.5 * (_waves(angle, share, 5) - 0.5), 0, 1)
        return _mixed((0.70, 0.69, 0.36), (0.76, 0.50, 0.32), 0.55 * blush, 0.42)

    return joined(turned(outline, tint), _stem(float(outline[-1, 1]) - 0.002, 0.020, 0.5))


def _plum() -> Surface:
    size = SIZES["plum"]
    outline = _fruit(size.radius_m, size.height_m, dimple=0.06)

    def tint(angle: Floats, share: Floats) -> Floats:
        bloom = _waves(angle, share, 9)
        return _mixed((0.24, 0.09, 0.22), (0.47, 0.37, 0.52), 0.7 * bloom, 0.55)

    return joined(turned(outline, tint), _stem(float(outline[-1, 1]) - 0.001, 0.010, 0.1))


def _lemon() -> Surface:
    girth, length = 0.029, 0.080
    t = np.linspace(0.0, np.pi, 61)
    wide = girth * np.sin(t) ** 0.95 * (1.0 - 0.28 * np.abs(np.cos(t)) ** 3)
    up = 0.5 - 0.5 * np.cos(t)
    outline = np.stack((wide + 1e-4, length * up), axis=1)

    def tint(angle: Floats, share: Floats) -> Floats:
        ends = np.clip((np.abs(share - 0.5) - 0.40) / 0.1, 0, 1) * 0.6
        return _mixed((0.86, 0.74, 0.28), (0.62, 0.66, 0.30), ends, 0.40)

    upright = turned(outline, tint)
    # It lies on its side.
    x, y, z = upright.places_m.T
    nx, ny, nz = upright.normals.T
    places = np.stack((z - length / 2, y, girth * 0.97 - x), axis=1)
    return Surface(places, np.stack((nz, ny, -nx), axis=1), upright.tints, upright.triangles)


def _bowl() -> Surface:
    size = SIZES["bowl"]
    wall = 0.0045
    t = np.linspace(0.0, 1.0, 30)
    radius = 0.036 + (size.radius_m - 0.036) * np.sin(t * np.pi / 2) ** 0.9
    height = 0.006 + (size.height_m - 0.006) * t**1.7
    outer = np.stack((radius, height), axis=1)
    foot = np.array([(1e-4, 0.0015), (0.030, 0.0015), (0.032, 0.0), (0.036, 0.0), (0.036, 0.006)])
    turn = np.linspace(0.0, np.pi, 9)
    lip = np.stack(
        (size.radius_m - wall / 2 + wall / 2 * np.cos(turn), height[-1] + wall / 2 * np.sin(turn)),
        axis=1,
    )
    inner = np.stack((radius[::-1] - wall, height[::-1] + wall * 0.6), axis=1)
    inside = np.concatenate((lip, inner, [(0.016, 0.0086), (1e-4, 0.008)]))

    def glaze(angle: Floats, share: Floats) -> Floats:
        return _mixed((0.16, 0.30, 0.36), (0.30, 0.46, 0.48), _waves(angle, share, 12) * 0.6, 0.2)

    def within(angle: Floats, share: Floats) -> Floats:
        edge = np.clip((0.10 - share) / 0.06, 0, 1)
        return _mixed((0.80, 0.80, 0.72), (0.30, 0.42, 0.43), edge, 0.2)

    return joined(
        turned(foot, _plain(_SANDSTONE, 0.7)), turned(outer, glaze), turned(inside, within)
    )


def _stand() -> Surface:
    size = SIZES["stand"]
    edge = 0.0015
    side = np.array(
        [(size.radius_m - edge, 0.0), (size.radius_m, edge), (size.radius_m, size.height_m - edge)]
    )
    bevel = np.array([(size.radius_m, size.height_m - edge), (size.radius_m - edge, size.height_m)])
    radii = np.linspace(size.radius_m - edge, 1e-4, 26)
    top = np.stack((radii, np.full(26, size.height_m)), axis=1)

    def bark(angle: Floats, share: Floats) -> Floats:
        return _mixed((0.52, 0.38, 0.25), (0.38, 0.27, 0.18), _waves(8 * angle, share, 21), 0.8)

    def rings(angle: Floats, share: Floats) -> Floats:
        ring = 0.5 + 0.5 * np.sin(2 * np.pi * (7 * share + 0.25 * np.sin(2 * angle) * (1 - share)))
        return _mixed((0.84, 0.70, 0.50), (0.72, 0.55, 0.36), 0.7 * ring, 0.6)

    return joined(
        turned(side, bark), turned(bevel, _plain((0.58, 0.43, 0.28), 0.7)), turned(top, rings)
    )


def _coaster() -> Surface:
    size = SIZES["coaster"]
    edge = 0.0015
    outline = np.array(
        [
            (size.radius_m - edge, 0.0),
            (size.radius_m, edge),
            (size.radius_m, size.height_m - edge),
            (size.radius_m - edge, size.height_m),
            *[(r, size.height_m) for r in np.linspace(size.radius_m - 0.004, 1e-4, 30)],
        ]
    )

    def tint(angle: Floats, share: Floats) -> Floats:
        ring = np.clip(1.0 - np.abs(share - 0.24) / 0.025, 0, 1)
        return _mixed(_FELT, (0.70, 0.74, 0.62), 0.8 * ring, 0.9)

    return turned(outline, tint)


_MAKERS: dict[Kind, Callable[[], Surface]] = {
    "ball": _ball,
    "cup": _cup,
    "block": _block,
    "apple": _apple,
    "pear": _pear,
    "plum": _plum,
    "lemon": _lemon,
    "bowl": _bowl,
    "stand": _stand,
    "coaster": _coaster,
}
