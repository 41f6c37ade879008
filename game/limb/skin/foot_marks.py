"""What marks a leg: sole and heel, tendons and veins of the foot's back, ankle bones, the knee."""

import numpy as np

from game.limb.leg_anatomy import TOES
from game.limb.skin.curve import bell, curve_distance, step
from game.limb.skin.foot_site import SOLE_M
from game.limb.skin.layers import SkinLayers
from game.limb.skin.noise import cell_borders, fractal
from game.limb.skin.site import Site, Values

Knots = tuple[tuple[float, float], ...]

# On the foot's back: x 0 at the little toe's base, 1 at the great toe's; y 0 at the ankle's joint,
# 1 at the second toe's base. The arch across the bones of the middle foot and the two veins that
# it feeds are where anatomy has them; the rest is drawn freely.
_VEINS: tuple[Knots, ...] = (
    ((1.02, 0.92), (0.92, 0.74), (0.62, 0.66), (0.30, 0.70), (0.02, 0.74)),
    ((0.92, 0.74), (1.05, 0.50), (1.10, 0.20), (1.02, -0.12), (0.95, -0.5)),
    ((0.02, 0.74), (-0.12, 0.45), (-0.16, 0.12), (-0.12, -0.2)),
    ((0.62, 0.66), (0.66, 0.42), (0.50, 0.18), (0.56, -0.1)),
    ((0.72, 0.95), (0.70, 0.80), (0.62, 0.66)),
    ((0.48, 0.94), (0.46, 0.80), (0.40, 0.68)),
    ((0.22, 0.88), (0.24, 0.78), (0.30, 0.70)),
)
# The faint folds behind the ball and across the arch, in the same units; drawn freely.
_SOLE_LINES: tuple[Knots, ...] = (
    ((0.10, 0.86), (0.30, 0.82), (0.55, 0.83), (0.74, 0.78)),
    ((0.42, 0.70), (0.66, 0.66), (0.95, 0.68)),
    ((0.62, 0.52), (0.80, 0.47), (1.00, 0.50)),
)
# Inwards, forwards and up from the ankle's joint; radius; metres.
_INNER_BONE, _OUTER_BONE = (0.034, 0.014, 0.014), (-0.034, 0.004, 0.004)


def add_foot_marks(site: Site, layers: SkinLayers) -> None:
    """Carve and colour everything but the toes' folds, the nails and the grain."""
    back = step(0.15, 0.65, site.normals[:, 2]) * (1.0 - site.finger)
    _tendons(site, layers, back)
    _veins(site, layers, back)
    _ankle(site, layers)
    _sole(site, layers)
    _knee(site, layers)


def _foot_place(site: Site) -> tuple[Values, np.ndarray]:
    """Return texels seen from above, metres, and the unit of the knots above."""
    heads = site.anatomy.heads
    little, great = heads["little_toe_mtp"], heads["great_toe_mtp"]
    unit = np.array([float(great[0] - little[0]), float(heads["second_toe_mtp"][1])])
    # The foot is narrower at the ankle than at the toes' bases.
    narrow = 0.62 + 0.38 * np.clip(site.points[:, 1] / unit[1], 0.0, 1.0)
    middle = (great[0] + little[0]) / 2
    across = (site.points[:, 0] - middle) / narrow + unit[0] / 2
    return np.stack([across, site.points[:, 1]], axis=1).astype(np.float32), unit


def _tendons(site: Site, layers: SkinLayers, back: Values) -> None:
    scale, heads = site.scale, site.anatomy.heads
    for i, joints in enumerate(TOES.values()):
        base = heads[joints[0]][:2] - (0.0, 0.004 * scale)
        root = np.array([0.010 * scale if i == 0 else -0.002 * scale, 0.015 * scale])
        path = np.stack([root, 0.55 * root + 0.45 * base, base])
        away, along = curve_distance(site.points[:, :2], path, 0.010 * scale)
        cord = bell(away, (0.0028 if i == 0 else 0.0020) * scale) * back
        cord *= step(0.12, 0.55, along) * (1.0 - step(0.92, 1.0, along))
        layers.height_m += (0.00085 if i == 0 else 0.00050) * scale * cord


def _veins(site: Site, layers: SkinLayers, back: Values) -> None:
    scale = site.scale
    place, unit = _foot_place(site)
    place = place + np.float32(2.4) * site.wobble
    shown = np.maximum(back, step(0.1, 0.5, site.points[:, 2] + 0.3)) * (1.0 - site.palm)
    shown *= step(-0.35, 0.25, site.normals[:, 1] + site.normals[:, 2])
    for i, knots in enumerate(_VEINS):
        width = (0.0019 + 0.0004 * np.sin(i)) * scale
        away, along = curve_distance(place, np.array(knots) * unit, 0.012 * scale)
        ends = step(0.0, 0.15, along) * (1.0 - step(0.85, 1.0, along)) * shown
        uneven = 0.65 + 0.35 * fractal(site.points / np.float32(0.02 * scale), 2, 91 + i)
        layers.height_m += 0.00060 * scale * bell(away, width) * ends * uneven
        np.maximum(layers.vein, bell(away, 1.9 * width) * ends, out=layers.vein)


def _ankle(site: Site, layers: SkinLayers) -> None:
    scale, points = site.scale, site.points
    everywhere = np.ones(len(points), bool)
    for centre in (_INNER_BONE, _OUTER_BONE):
        away = np.linalg.norm(points - np.array(centre) * scale, axis=1) / (0.019 * scale)
        knob = np.exp(-(away**4)).astype(np.float32)
        layers.height_m += 0.0011 * scale * knob
        layers.brown += 0.16 * knob
        layers.red += 0.12 * knob
    # Where the foot is lifted against the shank the skin in front folds across.
    front = step(0.2, 0.7, site.normals[:, 1] + 0.5 * site.normals[:, 2])
    fold = points[:, 2] + 0.75 * points[:, 1] + 0.6 * site.wobble[:, 0]
    bow = np.float32(0.9 / scale) * points[:, 0] ** 2
    for place, depth in ((0.014, 0.00022), (0.022, 0.00030), (0.031, 0.00018)):
        line = bell(fold - place * scale + bow, 0.0008 * scale) * front
        line *= bell(points[:, 0], 0.026 * scale)
        layers.deepen(everywhere, np.float32(depth * scale) * line, np.float32(0.5) * line)
    # Over the heel's tendon fine wrinkles lie across.
    behind = step(0.4, 0.8, -site.normals[:, 1]) * bell(points[:, 2] + 0.012 * scale, 0.020 * scale)
    grain = points[:, [2, 0, 1]] / np.array([0.0030, 0.020, 0.03], np.float32) / scale
    wrinkle = bell(fractal(grain.astype(np.float32), 3, 84), 0.1) * behind
    layers.deepen(everywhere, np.float32(0.00016 * scale) * wrinkle, np.float32(0.35) * wrinkle)


def _sole(site: Site, layers: SkinLayers) -> None:
    scale, points = site.scale, site.points
    on_sole = site.palm * (1.0 - site.finger)
    place, unit = _foot_place(site)
    strayed = place + np.float32(1.6) * site.wobble
    everywhere = np.ones(len(points), bool)
    for knots in _SOLE_LINES:
        away, along = curve_distance(strayed, np.array(knots) * unit, 0.008 * scale)
        ends = step(0.0, 0.15, along) * (1.0 - step(0.75, 1.0, along))
        line = bell(away, 0.0007 * scale) * on_sole * ends
        layers.deepen(everywhere, 0.00014 * scale * line, 0.22 * line)
    # What bears the weight is thick, warm and a little yellow; the arch is pale and finely lined.
    forward = points[:, 1] / unit[1]
    ball = bell(forward - 0.95, 0.22)
    heel = bell(points[:, 1] + 0.028 * scale, 0.035 * scale)
    outer = bell(place[:, 0] / unit[0] - 0.08, 0.28) * step(0.1, 0.3, forward)
    bears = np.minimum(ball + heel + 0.7 * outer, 1.0) * on_sole
    layers.red += 0.42 * bears - 0.20 * (on_sole - bears)
    layers.brown += 0.10 * bears
    for seed, angle, width in ((72, 0.15, 0.005), (73, 1.35, 0.007)):
        c, s = np.cos(angle), np.sin(angle)
        turned = points[:, :2] @ np.array([[c, -s], [s, c]]) / (width * scale) * (0.30, 1.0)
        grain = np.column_stack([turned, np.zeros(len(turned))]).astype(np.float32)
        net = bell(fractal(grain, 3, seed), 0.035) * on_sole
        layers.deepen(everywhere, 0.00008 * scale * net, 0.15 * net)
    # The heel's rim is dry and finely cracked.
    high = points[:, 2] - np.float32(SOLE_M * scale)
    rim = bell(high - 0.013 * scale, 0.010 * scale) * step(
        0.02 * scale, 0.05 * scale, -points[:, 1]
    )
    cells = cell_borders((points / np.float32(0.0042 * scale)).astype(np.float32), 24)
    crack = bell(cells, 0.07) * rim * site.palm
    layers.deepen(everywhere, 0.00022 * scale * crack, 0.30 * crack)


def _knee(site: Site, layers: SkinLayers) -> None:
    scale, points = site.scale, site.points
    knee = site.anatomy.heads["knee"]
    towards = -site.anatomy.forearm
    along = ((points - knee) @ towards).astype(np.float32)
    front = step(0.2, 0.7, site.normals[:, 1])
    cap = np.exp(-((along - 0.012 * scale) ** 2) / (0.038 * scale) ** 2).astype(np.float32) * front
    layers.brown += 0.35 * cap
    layers.red += 0.30 * cap
    grain = np.stack([along / (0.0046 * scale), points[:, 0] / (0.016 * scale), 0 * along], axis=1)
    wrinkle = bell(fractal(grain.astype(np.float32), 3, 86), 0.10) * cap
    layers.deepen(np.ones(len(points), bool), 0.00022 * scale * wrinkle, 0.35 * wrinkle)
