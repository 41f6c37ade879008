"""Folds at the joints: creases on the palm's side, wrinkles over the knuckles, the wrist."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.skin.curve import bell, step
from game.limb.skin.layers import SkinLayers
from game.limb.skin.noise import fractal
from game.limb.skin.site import Bone, Site

Values = NDArray[np.float32]

# Flexion creases: place along the finger from the joint, depth, width; metres.
_PIP_CREASES = ((-0.0008, 0.00042, 0.0005), (0.0016, 0.00030, 0.0005))
_DIP_CREASES = ((-0.0012, 0.00040, 0.0005), (0.0012, 0.00012, 0.0005))
_THUMB_MCP_CREASES = ((0.0, 0.00020, 0.0006), (0.003, 0.00020, 0.0006))
# Knuckle wrinkles by joint of the chain (base, middle, end): how far they reach, how deep.
_WRINKLES = ((0.011, 0.00010), (0.0085, 0.00030), (0.0052, 0.00020))
_DEEPEST_M = 0.00042


@dataclass(frozen=True, slots=True)
class _Joint:
    """Texels around one joint, in the joint's own directions."""

    rows: NDArray[np.bool_]
    order: int
    """0 base of the finger, 1 middle, 2 end."""
    digit: int
    thumb: bool
    along: Values
    """Metres from the joint towards the tip."""
    across: Values
    """Sideways, about -1 to 1."""
    pad: Values
    """1 facing the palm's side, -1 the back."""
    points: Values
    bone_m: float
    near: Values
    """Fades to 0 where the joint's reach ends."""


def add_creases(site: Site, layers: SkinLayers) -> None:
    """Carve the folds of all joints of fingers or toes."""
    bones = {bone.joint: bone for bone in site.anatomy.bones}
    for digit, (name, joints) in enumerate(site.anatomy.digits.items()):
        for place, joint in enumerate(joints[1:]):
            order = place + 1 if name == "thumb" else place
            found = _around(site, bones[joints[place]], bones[joint], digit, order)
            if found is not None:
                _flexion_creases(site, layers, found)
                _fine_folds(site, layers, found)
                _knuckle(site, layers, found)


def add_wrist_creases(site: Site, layers: SkinLayers) -> None:
    """Carve the creases before the hand and the wrinkles behind it."""
    _wrist(site, layers)


def _around(site: Site, before: Bone, bone: Bone, digit: int, order: int) -> _Joint | None:
    scale = site.scale
    away = site.points - bone.start
    own = [i for i, other in enumerate(site.anatomy.bones) if other.digit == bone.digit]
    reach = np.linalg.norm(away, axis=1)
    rows = (reach < 0.034 * scale) & np.isin(site.bone, own)
    if not rows.any():
        return None
    direction = before.along + bone.along
    direction = direction / np.linalg.norm(direction)
    hinge = bone.hinge - direction * (bone.hinge @ direction)
    hinge /= np.linalg.norm(hinge)
    width = 0.0095 * scale * site.anatomy.breadths.get(bone.digit, 1.0)
    return _Joint(
        rows=rows,
        order=order,
        digit=digit,
        thumb=bone.digit == "thumb",
        along=(away[rows] @ direction).astype(np.float32),
        across=(away[rows] @ hinge / width).astype(np.float32),
        pad=(site.normals[rows] @ np.cross(hinge, direction)).astype(np.float32),
        points=site.points[rows],
        bone_m=float(np.linalg.norm(bone.end - bone.start)),
        near=1.0 - step(0.022 * scale, 0.033 * scale, reach[rows]),
    )


def _crease_table(joint: _Joint, scale: float) -> tuple[tuple[float, float, float], ...]:
    if joint.order == 0:
        # The finger's base is creased at the web, halfway down its first phalanx.
        web = 0.5 * joint.bone_m / scale
        return ((web, 0.00042, 0.00055), (web - 0.0028, 0.0002, 0.0006))
    if joint.thumb and joint.order == 1:
        return _THUMB_MCP_CREASES
    return _PIP_CREASES if joint.order == 1 else _DIP_CREASES


def _flexion_creases(site: Site, layers: SkinLayers, joint: _Joint) -> None:
    scale = site.scale
    stray = 0.0006 * scale * fractal(joint.points / np.float32(0.004 * scale), 2, 12 + joint.order)
    inside = step(-0.15, 0.35, joint.pad) * (1.0 - step(0.85, 1.25, np.abs(joint.across)))
    for place, depth, width in _crease_table(joint, scale):
        offset = joint.along - place * scale - stray - 0.0010 * scale * joint.across**2
        fold = bell(offset, width * scale) * inside * joint.near
        layers.deepen(joint.rows, depth * scale * fold, fold * (depth / _DEEPEST_M))


def _fine_folds(site: Site, layers: SkinLayers, joint: _Joint) -> None:
    """Short irregular lines beside the flexion creases."""
    scale = site.scale
    grain = np.stack(
        [
            joint.along / (0.0022 * scale),
            joint.across * 1.2,
            np.full_like(joint.along, joint.order),
        ],
        axis=1,
    )
    ridge = bell(fractal(grain.astype(np.float32), 3, 32), 0.06)
    ridge *= bell(joint.along, 0.006 * scale) * step(-0.15, 0.35, joint.pad) * joint.near
    layers.deepen(joint.rows, 0.00009 * scale * ridge, 0.25 * ridge)
    warm = bell(joint.along, 0.007 * scale) * step(-0.15, 0.35, joint.pad)
    layers.red[joint.rows] += 0.15 * warm * joint.near


def _knuckle(site: Site, layers: SkinLayers, joint: _Joint) -> None:
    """Loose skin over the joint's back: wrinkles across, a little redder and browner."""
    scale = site.scale
    reach, depth = _WRINKLES[joint.order]
    over = np.exp(-1.6 * (joint.along / (reach * scale)) ** 2).astype(np.float32)
    over *= step(0.1, 0.6, -joint.pad) * (1.0 - step(0.75, 1.2, np.abs(joint.across))) * joint.near
    # Wrinkles bow away from the joint towards the sides.
    bow = np.clip(joint.along / (0.004 * scale), -1.0, 1.0) * joint.across**2
    bowed = (joint.along + 0.0022 * scale * bow) / (0.0024 * scale)
    seed = np.full_like(joint.along, 13.0 * joint.order + 3.0 * joint.digit)
    grain = np.stack([bowed, joint.across * 0.9, seed], axis=1).astype(np.float32)
    wrinkle = bell(fractal(grain, 3, 42), 0.11) * over
    layers.deepen(joint.rows, depth * scale * wrinkle, 0.55 * wrinkle * (depth / 0.0003))
    if joint.order:
        swell = 0.5 + 0.5 * fractal(joint.points / np.float32(0.004 * scale), 2, 52)
        layers.height_m[joint.rows] += 0.0003 * scale * over * swell
    layers.red[joint.rows] += (0.55 if joint.order else 0.33) * over
    layers.brown[joint.rows] += (0.35 if joint.order else 0.18) * over


def _wrist(site: Site, layers: SkinLayers) -> None:
    scale, y = site.scale, site.points[:, 1]
    everywhere = np.ones(len(y), bool)
    front = step(0.1, 0.6, -site.normals[:, 2])
    bow = 0.0015 * scale * np.cos(site.points[:, 0] / (0.018 * scale))
    for place, depth in ((0.0035, 0.00045), (-0.0045, 0.0004), (-0.012, 0.0002)):
        fold = bell(y - place * scale - bow - site.wobble[:, 0], 0.0006 * scale) * front
        layers.deepen(everywhere, depth * scale * fold, 0.7 * fold * depth / 0.00045)
    back = bell(y + 0.002 * scale, 0.010 * scale) * step(0.2, 0.7, site.normals[:, 2])
    grain = site.points[:, [1, 0, 2]] / np.array([0.0032, 0.014, 0.02], np.float32) / scale
    wrinkle = bell(fractal(grain.astype(np.float32), 3, 82), 0.1) * back
    layers.height_m -= 0.00018 * scale * wrinkle
