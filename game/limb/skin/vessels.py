"""What shows through the skin: veins of hand and forearm, tendons of the back and the wrist."""

import numpy as np
from numpy.typing import NDArray

from game.limb.skin.curve import bell, curve_distance, step
from game.limb.skin.layers import SkinLayers
from game.limb.skin.noise import fractal
from game.limb.skin.palm_lines import palm_place
from game.limb.skin.site import Site
from sensors.pose import FINGERS

Values = NDArray[np.float32]
Knots = tuple[tuple[float, float], ...]

# The net of veins on the back of the hand, in the palm's units (see palm_lines); drawn freely.
_HAND_VEINS: tuple[Knots, ...] = (
    ((0.80, 1.03), (0.74, 0.80), (0.66, 0.58), (0.72, 0.36), (0.92, 0.12), (1.0, -0.2)),
    ((0.45, 1.02), (0.47, 0.78), (0.60, 0.62), (0.66, 0.58)),
    ((0.13, 1.00), (0.18, 0.78), (0.34, 0.66), (0.52, 0.64), (0.66, 0.58)),
    ((0.18, 0.78), (0.05, 0.58), (-0.05, 0.35), (-0.04, 0.1), (-0.1, -0.25)),
    ((0.34, 0.66), (0.26, 0.45), (0.2, 0.22), (-0.02, 0.0)),
    ((1.25, 0.55), (1.12, 0.38), (0.95, 0.16)),
)
# Forearm veins: share of the way from wrist to elbow, and angle round the arm (0 front, positive
# towards the thumb's side), radians.
_FOREARM_VEINS: tuple[Knots, ...] = (
    ((0.0, 1.35), (0.25, 1.1), (0.55, 0.75), (0.85, 0.45), (1.1, 0.3)),
    ((0.05, -0.15), (0.3, 0.05), (0.55, 0.2), (0.8, 0.15), (1.1, -0.35)),
    ((0.0, -1.5), (0.3, -1.2), (0.65, -0.9), (1.1, -0.75)),
    ((0.45, 0.85), (0.62, 0.45), (0.78, 0.18)),
    ((0.2, 2.4), (0.4, 2.0), (0.7, 1.8)),
    ((0.25, 0.0), (0.4, -0.4), (0.6, -0.85)),
)
_ARM_RADIUS_M = 0.034


def add_vessels(site: Site, layers: SkinLayers) -> None:
    """Raise veins and tendons."""
    back = step(0.25, 0.75, site.normals[:, 2]) * (1.0 - site.finger)
    _extensor_tendons(site, layers, back)
    _hand_veins(site, layers, back)
    _forearm(site, layers)


def _ends(along: Values, start: float, end: float) -> Values:
    return step(0.0, start, along) * (1.0 - step(end, 1.0, along))


def _extensor_tendons(site: Site, layers: SkinLayers, back: Values) -> None:
    scale, heads = site.scale, site.anatomy.heads
    palm_m = heads["middle_mcp"][1]
    for finger in FINGERS:
        knuckle = heads[f"{finger}_mcp"][:2] - (0.0, 0.006 * scale)
        root = np.array([0.25 * heads[f"{finger}_mcp"][0], 0.08 * palm_m])
        path = np.stack([root, (root + knuckle) / 2, knuckle])
        away, along = curve_distance(site.points[:, :2], path, 0.010 * scale)
        cord = bell(away, 0.0026 * scale) * back
        cord *= step(0.12, 0.5, along) * (1.0 - step(0.9, 1.0, along))
        layers.height_m += 0.00055 * scale * cord


def _hand_veins(site: Site, layers: SkinLayers, back: Values) -> None:
    scale = site.scale
    place, unit = palm_place(site)
    place = place + np.float32(2.2) * site.wobble
    for i, knots in enumerate(_HAND_VEINS):
        width = (0.0019 + 0.0004 * np.sin(i)) * scale
        away, along = curve_distance(place, np.array(knots) * unit, 0.012 * scale)
        ends = _ends(along, 0.15, 0.88) * back
        uneven = 0.65 + 0.35 * fractal(site.points / np.float32(0.02 * scale), 2, 91 + i)
        layers.height_m += 0.00065 * scale * bell(away, width) * ends * uneven
        np.maximum(layers.vein, bell(away, 1.9 * width) * ends, out=layers.vein)


def _forearm(site: Site, layers: SkinLayers) -> None:
    scale, towards_hand = site.scale, site.anatomy.forearm
    length = float(np.linalg.norm(site.anatomy.heads["elbow"]))
    up = (-(site.points @ towards_hand)).astype(np.float32)
    round_axis = site.points + up[:, None] * towards_hand
    front = np.array([0.0, 0.0, -1.0]) + towards_hand * towards_hand[2]
    front /= np.linalg.norm(front)
    side = np.cross(towards_hand, front)
    side *= np.sign(side[0])
    angle = np.arctan2(round_axis @ side, round_axis @ front).astype(np.float32)
    radius = _ARM_RADIUS_M * scale
    on_arm = step(0.0, 0.03, up)
    place = np.stack([up, angle * radius], axis=1) + np.float32(2.5) * site.wobble
    for knots in _FOREARM_VEINS:
        path = np.array(knots) * (length, radius)
        away, along = curve_distance(place, path, 0.014 * scale)
        ends = _ends(along, 0.12, 0.85) * on_arm
        layers.height_m += 0.00038 * scale * bell(away, 0.0022 * scale) * ends
        np.maximum(layers.vein, 0.8 * bell(away, 0.0042 * scale) * ends, out=layers.vein)
    for turn, strength in ((0.12, 1.0), (-0.10, 0.7)):
        cord = bell((angle - turn) * 0.03, 0.0022) * bell(up - 0.03, 0.028)
        layers.height_m += 0.00055 * scale * strength * cord
