"""The lines of the palm: heart, head and life line, lesser ones, and a fine crossing net."""

import numpy as np
from numpy.typing import NDArray

from game.limb.skin.curve import bell, curve_distance, step
from game.limb.skin.layers import SkinLayers
from game.limb.skin.noise import fractal
from game.limb.skin.site import Site

# Knots (x, y): x 0 at the little finger's knuckle, 1 at the index finger's; y 0 at the wrist, 1 at
# the middle finger's knuckle. Then depth in metres and strength of the shade. The layout is
# plausible for an adult palm, drawn freely, and nobody's own.
_LINES: tuple[tuple[tuple[tuple[float, float], ...], float, float], ...] = (
    (((-0.20, 0.86), (0.1, 0.83), (0.4, 0.86), (0.62, 0.96), (0.72, 1.10)), 0.00050, 1.0),
    (((1.16, 0.86), (0.85, 0.80), (0.5, 0.68), (0.2, 0.55), (0.02, 0.46)), 0.00045, 0.9),
    (((1.16, 0.86), (0.95, 0.74), (0.72, 0.52), (0.60, 0.28), (0.60, 0.06)), 0.00052, 1.0),
    (((0.42, 0.15), (0.40, 0.45), (0.36, 0.75)), 0.00022, 0.4),
    (((0.1, 0.35), (0.0, 0.62), (-0.1, 0.78)), 0.00015, 0.25),
    (((0.95, 0.5), (0.8, 0.35), (0.72, 0.18)), 0.00015, 0.25),
    (((0.2, 0.95), (0.45, 0.99), (0.55, 1.06)), 0.00012, 0.2),
    (((0.85, 0.98), (0.7, 0.93), (0.5, 0.9)), 0.00012, 0.2),
)
_NET = ((72, 0.5, 0.006), (73, -0.9, 0.005), (74, 1.5, 0.007))
"""Seed, direction in radians, and mesh width in metres of each set of fine lines."""


def palm_place(site: Site) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return texels in the plane of the palm, metres, and the unit of the knots above."""
    heads = site.anatomy.heads
    little, index = heads["little_mcp"], heads["index_mcp"]
    unit = np.array([float(np.hypot(*(index - little)[:2])), heads["middle_mcp"][1]])
    across = (site.points[:, 0] - little[0]) / (index[0] - little[0]) * unit[0]
    return np.stack([across, site.points[:, 1]], axis=1).astype(np.float32), unit


def add_palm_lines(site: Site, layers: SkinLayers) -> None:
    """Carve the palm's lines."""
    scale = site.scale
    on_palm = site.palm * (1.0 - site.finger)
    rows = on_palm > 0.02
    if not rows.any():
        return
    place, unit = palm_place(site)
    strayed, share = place[rows] + site.wobble[rows], on_palm[rows]
    for knots, depth, shade in _LINES:
        away, along = curve_distance(strayed, np.array(knots) * unit, 0.008 * scale)
        ends = step(0.0, 0.06, along) * (1.0 - 0.8 * step(0.85, 1.0, along))
        line = bell(away, 0.0005 * scale) * share * ends
        valley = bell(away, 0.0022 * scale) * share
        carved = np.asarray((depth * line + 0.00012 * shade * valley) * scale, dtype=np.float32)
        layers.deepen(rows, carved, shade * line)
    for seed, angle, width in _NET:
        c, s = np.cos(angle), np.sin(angle)
        turned = place[rows] @ np.array([[c, -s], [s, c]]) / (width * scale) * (1.0, 0.25)
        grain = np.column_stack([turned, np.zeros(len(turned))]).astype(np.float32)
        net = bell(fractal(grain, 3, seed), 0.035) * share
        layers.deepen(rows, 0.00007 * scale * net, 0.16 * net)
