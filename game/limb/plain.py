"""The plain limb: shown where the lifelike limb's data is not installed.

Forearm and palm are one tube, each digit another that begins inside the palm, each nail a shallow
shield. Half widths were set by eye; lengths are those of `SeatedArm` and, as recalled, near those
of Buryanov & Kotiuk, Int. J. Morphol. 2010 (docs/sources.md).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.ambient import KEY_POSTURES
from game.limb.loft import Tube, blend, loft
from game.limb.mesh import CageMesh, LimbMesh
from game.limb.modelling.normals import vertex_normals
from game.limb.modelling.skin_weights import quantised
from game.limb.rest_pose import DISTAL, PALM, RADIAL, SHOULDER, THUMB_ROLL_RAD, fit_skeleton
from game.limb.rotation import Vector, rotation
from game.limb.skeleton import TWIST_PLACES, TWISTS, Skeleton, digit_joints
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import FINGERS

_WRIST_M = SEATED_ARM.upper_arm_m + SEATED_ARM.forearm_m

# Along the arm from the shoulder, half width, half depth on the palm's side, on the back; metres.
_ARM_RINGS = np.array(
    [
        (0.120, 0.0460, 0.0440, 0.0440),
        (0.200, 0.0440, 0.0440, 0.0420),
        (0.260, 0.0420, 0.0420, 0.0400),
        (0.290, 0.0430, 0.0420, 0.0400),
        (0.320, 0.0450, 0.0430, 0.0400),
        (0.350, 0.0460, 0.0430, 0.0390),
        (0.390, 0.0440, 0.0400, 0.0360),
        (0.430, 0.0400, 0.0360, 0.0320),
        (0.470, 0.0350, 0.0300, 0.0270),
        (0.510, 0.0310, 0.0240, 0.0220),
        (0.540, 0.0290, 0.0205, 0.0190),
        (0.560, 0.0290, 0.0195, 0.0175),
        (0.575, 0.0315, 0.0195, 0.0165),
        (0.595, 0.0360, 0.0200, 0.0150),
        (0.615, 0.0390, 0.0170, 0.0135),
        (0.630, 0.0395, 0.0155, 0.0125),
        (0.642, 0.0385, 0.0145, 0.0105),
        (0.652, 0.0360, 0.0125, 0.0080),
        (0.660, 0.0310, 0.0100, 0.0045),
        (0.665, 0.0220, 0.0050, 0.0020),
    ]
)


@dataclass(frozen=True, slots=True)
class _Finger:
    """Where a finger begins from the wrist, and its three phalanges; metres."""

    distal_m: float
    radial_m: float
    phalanges_m: tuple[float, float, float]
    half_width_m: float


_FINGERS = {
    "index": _Finger(0.089, 0.027, (0.041, 0.024, 0.021), 0.0094),
    "middle": _Finger(0.092, 0.006, (0.045, 0.028, 0.021), 0.0095),
    "ring": _Finger(0.086, -0.014, (0.042, 0.027, 0.021), 0.0090),
    "little": _Finger(0.078, -0.032, (0.033, 0.019, 0.019), 0.0080),
}
_THUMB_M = (0.045, 0.033, 0.027)
_THUMB_BASE = np.array([0.008, 0.020, -0.024])
_THUMB_BENDS_RAD = np.radians((25.0, 10.0, 12.0, 10.0))
"""How the thumb is modelled: abduction, opposition, and the bends of its two hinges."""
_THUMB_WIDTHS_M = (0.0130, 0.0140, 0.0122, 0.0112, 0.0098)
"""Half widths at its root, its three joints and its tip."""


def make_plain_limb() -> tuple[LimbMesh, Skeleton]:
    """Return the plain limb and its skeleton."""
    heads, tips = _joints()
    direction, bend_axis = _thumb_frame()
    skeleton = fit_skeleton(heads, tips, np.cross(direction, bend_axis))
    parts = [_arm(), *_thumb(heads, tips)]
    for finger in FINGERS:
        parts += _finger(finger, heads, tips)
    return joined(parts), skeleton


def _joints() -> tuple[dict[str, Vector], dict[str, Vector]]:
    wrist = SHOULDER + _WRIST_M * DISTAL
    elbow = SHOULDER + SEATED_ARM.upper_arm_m * DISTAL
    heads = {"upperarm": SHOULDER, "elbow": elbow, "wrist": wrist}
    tips = {}
    for finger, shape in _FINGERS.items():
        mc, mcp, pip, dip = digit_joints(finger)
        heads[mc] = wrist + 0.028 * DISTAL + 0.35 * shape.radial_m * RADIAL
        heads[mcp] = wrist + shape.distal_m * DISTAL + shape.radial_m * RADIAL
        ends = heads[mcp] + np.outer(np.cumsum(shape.phalanges_m), DISTAL)
        heads[pip], heads[dip], tips[finger] = ends
    point = wrist + _THUMB_BASE
    direction, bend_axis = _thumb_frame()
    for joint, length, bend in zip(
        digit_joints("thumb"), _THUMB_M, (0.0, *_THUMB_BENDS_RAD[2:]), strict=True
    ):
        heads[joint] = point
        direction = rotation(bend_axis, bend) @ direction
        point = point + length * direction
    tips["thumb"] = point
    return heads, tips


def _thumb_frame() -> tuple[Vector, Vector]:
    """Return the modelled thumb's metacarpal direction and its bending axis."""
    splay = SEATED_ARM.thumb_splay_rad
    neutral = np.cos(splay) * DISTAL + np.sin(splay) * RADIAL
    lift, roll = _THUMB_BENDS_RAD[:2]
    placed = rotation(np.cross(neutral, PALM), lift) @ rotation(neutral, roll)
    return placed @ neutral, placed @ rotation(neutral, THUMB_ROLL_RAD) @ -PALM


def _arm() -> Tube:
    places = _ARM_RINGS[:, 0]
    forearm = SEATED_ARM.forearm_m
    knots = {"upperarm": (0.0, 1.0), "elbow": (SEATED_ARM.upper_arm_m, 0.07)}
    for name, place in zip(TWISTS, TWIST_PLACES, strict=True):
        knots[name] = (SEATED_ARM.upper_arm_m + forearm * (place - 0.1), 0.05)
    knots["wrist"] = (_WRIST_M, 0.035)
    centres = SHOULDER + np.outer(places, DISTAL)
    return loft(centres, -RADIAL, PALM, _ARM_RINGS[:, 1:], blend(places, knots))


def _digit(
    joints: tuple[str, ...], points: NDArray[np.float64], front: Vector, widths_m: Vector
) -> Tube:
    """Return a digit's tube through its joints, with round ends.

    Args:
        joints: the joints that move it, from the one before its root.
        points: shape (len(joints) + 1, 3): its root, then the joints after the first, the tip.
        front: the direction of the pad.
        widths_m: half width at every point.
    """
    lengths = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1)))
    total = lengths[-1] + 0.004
    round_end = np.array([0.95, 0.75, 0.45, 0.2, 0.05, 0.0])
    start, dome = widths_m[0] * round_end[::-1], total - widths_m[-1] * round_end
    places = np.concatenate([start, np.linspace(start[-1], dome[0], 20)[1:-1], dome])
    centres = np.stack([np.interp(places, lengths, points[:, d]) for d in range(3)], axis=1)
    beyond = np.maximum(places - lengths[-1], 0.0)
    last = (points[-1] - points[-2]) / np.linalg.norm(points[-1] - points[-2])
    centres += np.outer(beyond, last)
    half = np.interp(places, lengths, widths_m)
    # Between the joints a finger is a little slimmer.
    half *= 1.0 - 0.05 * np.sin(np.pi * np.interp(places, lengths, np.arange(len(lengths)))) ** 2
    for rest, width in ((total - places, widths_m[-1]), (places, widths_m[0])):
        left = np.clip(rest / (0.95 * width), 0.0, 1.0)
        half *= np.sqrt(np.maximum(1.0 - (1.0 - left) ** 2, 1e-4))
    sizes = np.stack([half, 0.95 * half, 0.85 * half], axis=1)
    starts = dict(zip(joints, zip(lengths, np.full(len(joints), 0.016), strict=False), strict=True))
    side = np.cross(front, -last)
    return loft(centres, side / np.linalg.norm(side), front, sizes, blend(places, starts))


def _finger(finger: str, heads: dict[str, Vector], tips: dict[str, Vector]) -> list[Tube]:
    joints = digit_joints(finger)
    width = _FINGERS[finger].half_width_m
    base = heads[joints[1]] - 0.016 * DISTAL
    points = np.stack([base, *(heads[j] for j in joints[1:]), tips[finger]])
    widths = width * np.array([0.8, 1.10, 1.04, 0.92, 0.82])
    return [
        _digit(joints, points, PALM, widths),
        _nail(joints[-1], points[-2:], PALM, 0.78 * width),
    ]


def _thumb(heads: dict[str, Vector], tips: dict[str, Vector]) -> list[Tube]:
    joints = digit_joints("thumb")
    direction, bend_axis = _thumb_frame()
    points = np.stack([*(heads[j] for j in joints), tips["thumb"]])
    front = np.cross(bend_axis, direction)
    base = points[0] - 0.010 * direction
    digit = _digit(("wrist", *joints), np.stack([base, *points]), front, np.array(_THUMB_WIDTHS_M))
    return [digit, _thenar(points), _nail(joints[-1], points[-2:], front, 0.0088)]


def _thenar(points: NDArray[np.float64]) -> Tube:
    """Return the ball of the thumb: from the wrist's middle to the thumb's second joint."""
    wrist = SHOULDER + (_WRIST_M + 0.010) * DISTAL + 0.004 * RADIAL + 0.002 * PALM
    knots = {"wrist": (0.0, 1.0), "thumb_cmc": (0.030, 0.030)}
    path = np.stack([wrist, points[0] + 0.003 * PALM, points[1]])
    lengths = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1)))
    places = lengths[-1] * 0.5 * (1.0 - np.cos(np.linspace(0.02, np.pi - 0.02, 16)))
    centres = np.stack([np.interp(places, lengths, path[:, d]) for d in range(3)], axis=1)
    bulge = np.sqrt(np.sin(np.pi * places / lengths[-1]))
    sizes = np.outer(bulge, (0.0190, 0.0140, 0.0120))
    along = (path[-1] - path[0]) / lengths[-1]
    side = np.cross(PALM, -along)
    front = np.cross(-along, side)
    return loft(centres, side / np.linalg.norm(side), front, sizes, blend(places, knots))


def _nail(joint: str, points: NDArray[np.float64], front: Vector, half_width_m: float) -> Tube:
    """Return a shallow shield on the back of a last phalanx."""
    along = points[1] - points[0]
    length = np.linalg.norm(along)
    places = np.linspace(0.45, 1.08, 7)
    outline = np.sqrt(np.maximum(1.0 - np.abs(np.linspace(-1.0, 1.0, 7)) ** 6, 0.02))
    back = 0.80 * half_width_m
    centres = points[0] + np.outer(places, along) - front * back
    sizes = np.stack([half_width_m * outline, 0.001 + 0 * outline, 0.0012 * outline], axis=1)
    side = np.cross(front, -along / length)
    return loft(centres, side, front, sizes, blend(places, {joint: (0.0, 1.0)}))


def joined(parts: list[Tube]) -> LimbMesh:
    """Return tubes as one smooth, untextured mesh."""
    starts = np.cumsum([0, *(len(part.vertices) for part in parts)])
    vertices = np.vstack([part.vertices for part in parts])
    faces = np.concatenate(
        [part.triangles + np.uint32(start) for part, start in zip(parts, starts, strict=False)]
    ).astype(np.uint32)
    indices, bytes_ = quantised(np.vstack([part.weights for part in parts]))
    positions = vertices.astype("f4")
    return LimbMesh(
        positions=positions,
        normals=vertex_normals(vertices, faces).astype("f4"),
        uv=np.zeros((len(vertices), 2), "f4"),
        bone_indices=indices,
        bone_weights=bytes_,
        triangles=faces,
        ambient=np.full((len(KEY_POSTURES), len(vertices)), 255, np.uint8),
        cage=CageMesh(positions, indices, bytes_, faces),
    )
