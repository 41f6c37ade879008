"""The outline and the colours of every kind of thing."""

import itertools
from collections.abc import Callable
from functools import cache

import numpy as np

from game.things.fruit import apple, lemon, pear, plum
from game.things.lathe import Floats, Surface, joined, smooth_normals, tube, turned
from game.things.thing import SIZES, Kind
from game.things.tint import Colour, mixed, plain, waves

_CREAM: Colour = (0.93, 0.89, 0.80)
_GLAZE: Colour = (0.20, 0.36, 0.48)
_BEECH: Colour = (0.80, 0.62, 0.42)
_SANDSTONE: Colour = (0.74, 0.69, 0.61)
_FELT: Colour = (0.36, 0.49, 0.40)


@cache
def surface_of(kind: Kind) -> Surface:
    """Return the surface of a kind of thing, its foot at the origin, metres."""
    return _MAKERS[kind]()


def _ball() -> Surface:
    radius = SIZES["ball"].radius_m
    up = np.linspace(-np.pi / 2, np.pi / 2, 41)
    outline = np.stack((radius * np.cos(up), radius + radius * np.sin(up)), axis=1)
    outline[[0, -1], 0] = 1e-4

    def tint(angle: Floats, share: Floats) -> Floats:
        band = np.clip((0.05 - np.abs(np.abs(share - 0.5) - 0.10)) / 0.008, 0.0, 1.0)
        return mixed((0.70, 0.30, 0.20), _CREAM, band, 0.55)

    return turned(outline, tint)


def _cup() -> Surface:
    size = SIZES["cup"]
    rim, foot, wall = size.radius_m, size.radius_m * 0.80, 0.0032

    def outside(angle: Floats, share: Floats) -> Floats:
        return mixed(_GLAZE, _CREAM, (share - 0.62 + 0.02 * np.sin(3 * angle)) / 0.03, 0.22)

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
        turned(low, plain(_CREAM, 0.4)),
        turned(outer, outside),
        turned(np.concatenate((lip, inner, bottom)), plain(_CREAM, 0.22)),
        tube(handle, 0.0042, plain(_CREAM, 0.22)),
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
        return mixed(_BEECH, (0.70, 0.50, 0.31), 0.5 * grain, 0.55)

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
    return Surface(
        places, smooth_normals(places, surface.triangles), surface.tints, surface.triangles
    )


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
        return mixed((0.16, 0.30, 0.36), (0.30, 0.46, 0.48), waves(angle, share, 12) * 0.6, 0.2)

    def within(angle: Floats, share: Floats) -> Floats:
        edge = np.clip((0.10 - share) / 0.06, 0, 1)
        return mixed((0.80, 0.80, 0.72), (0.30, 0.42, 0.43), edge, 0.2)

    return joined(
        turned(foot, plain(_SANDSTONE, 0.7)), turned(outer, glaze), turned(inside, within)
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
        return mixed((0.52, 0.38, 0.25), (0.38, 0.27, 0.18), waves(8 * angle, share, 21), 0.8)

    def rings(angle: Floats, share: Floats) -> Floats:
        ring = 0.5 + 0.5 * np.sin(2 * np.pi * (7 * share + 0.25 * np.sin(2 * angle) * (1 - share)))
        return mixed((0.84, 0.70, 0.50), (0.72, 0.55, 0.36), 0.7 * ring, 0.6)

    return joined(
        turned(side, bark), turned(bevel, plain((0.58, 0.43, 0.28), 0.7)), turned(top, rings)
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
        return mixed(_FELT, (0.70, 0.74, 0.62), 0.8 * ring, 0.9)

    return turned(outline, tint)


_MAKERS: dict[Kind, Callable[[], Surface]] = {
    "ball": _ball,
    "cup": _cup,
    "block": _block,
    "apple": apple,
    "pear": pear,
    "plum": plum,
    "lemon": lemon,
    "bowl": _bowl,
    "stand": _stand,
    "coaster": _coaster,
}
