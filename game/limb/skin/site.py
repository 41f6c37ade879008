"""Where on the arm each texel lies, in words of anatomy.

Points are in the hand's frame of the limb as modelled: x towards the thumb, y towards the
fingertips, z towards the back of the hand; metres; origin in the wrist.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.rest_pose import DISTAL, PALM, RADIAL
from game.limb.skeleton import DIGITS, JOINT, JOINTS, Skeleton, digit_joints
from game.limb.skin.curve import step
from game.limb.skin.noise import fractal

Vector = NDArray[np.float64]
Values = NDArray[np.float32]

_DEEP = ("_mc", "_mt")
_WITHIN = (*_DEEP, "thumb_cmc")
REFERENCE_PALM_M = 0.098
"""The distances of the skin functions are meant for a palm of this length, wrist to knuckle."""


@dataclass(frozen=True, slots=True)
class Bone:
    """One bone of the hand, with the directions that bending gives it."""

    digit: str
    joint: str
    start: Vector
    end: Vector
    along: Vector
    hinge: Vector
    """Bending turns about this."""
    pad: Vector
    """Towards the palm's side."""


@dataclass(frozen=True, slots=True)
class HandAnatomy:
    """Bones and landmarks in the hand's frame; a foot's in the foot's."""

    heads: dict[str, Vector]
    bones: tuple[Bone, ...]
    scale: float
    """Size of this hand over the one the skin functions are written for."""
    forearm: Vector
    """Direction from elbow to wrist, or from knee to ankle."""
    digits: Mapping[str, tuple[str, ...]]
    """Every digit with its bones, the one in palm or middle foot first."""
    breadths: Mapping[str, float]
    """How broad each digit is, over the common finger."""


def hand_frame(skeleton: Skeleton) -> NDArray[np.float64]:
    """Return the move, shape (3, 4), from the rest frame to the hand's frame."""
    axes = np.stack([RADIAL, DISTAL, -PALM])
    move = skeleton.to_zero[JOINT["wrist"]]
    turned = axes @ move[:, :3]
    return np.hstack([turned, (-turned @ skeleton.rest_heads[JOINT["wrist"]])[:, None]])


def read_anatomy(skeleton: Skeleton) -> HandAnatomy:
    """Return the bones of a skeleton in the hand's frame."""
    frame = hand_frame(skeleton)
    heads = dict(zip(JOINTS, skeleton.rest_heads @ frame[:, :3].T + frame[:, 3], strict=True))
    tips = skeleton.rest_tips @ frame[:, :3].T + frame[:, 3]
    bones = []
    for digit, tip in zip(DIGITS, tips, strict=True):
        joints = digit_joints(digit)
        ends = [*(heads[joint] for joint in joints[1:]), tip]
        for joint, end in zip(joints, ends, strict=True):
            along = (end - heads[joint]) / np.linalg.norm(end - heads[joint])
            # The metacarpals bend as the joint after them does.
            hinge_joint = JOINT[joints[1] if joint == joints[0] else joint]
            to_rest = skeleton.to_zero[hinge_joint][:, :3].T
            hinge = frame[:, :3] @ to_rest @ skeleton.axes[hinge_joint, 0]
            hinge = hinge - along * (hinge @ along)
            hinge /= np.linalg.norm(hinge)
            pad = np.cross(hinge, along)
            bones.append(Bone(digit, joint, heads[joint], end, along, hinge, pad))
    forearm = heads["wrist"] - heads["elbow"]
    return HandAnatomy(
        heads=heads,
        bones=tuple(bones),
        scale=float(np.linalg.norm(heads["middle_mcp"]) / REFERENCE_PALM_M),
        forearm=forearm / np.linalg.norm(forearm),
        digits={digit: digit_joints(digit) for digit in DIGITS},
        breadths={"thumb": 1.1, "little": 0.85},
    )


@dataclass(frozen=True, slots=True)
class Site:
    """Texels of the skin: places, directions, and what part of the hand they are."""

    anatomy: HandAnatomy
    points: Values
    """Shape (n, 3), metres."""
    normals: Values
    """Shape (n, 3)."""
    bone: NDArray[np.intp]
    """Shape (n,): row of the nearest of `anatomy.bones`."""
    palm: Values
    """0 back, 1 palm's side or sole; 0 on the forearm or shank."""
    finger: Values
    """0 on palm and arm, 1 on free fingers or toes."""
    wobble: Values
    """Shape (n, 2): metres by which drawn lines stray, so that none is straight."""

    @property
    def scale(self) -> float:
        """Size of this hand over the reference hand."""
        return self.anatomy.scale


def survey(anatomy: HandAnatomy, points: Values, normals: Values) -> Site:
    """Return what each texel is."""
    scale = anatomy.scale
    away = np.stack([bone_distance(bone, points) for bone in anatomy.bones])
    nearest = away.min(axis=0)
    rough = fractal(points / np.float32(0.018 * scale), 3, 6)
    palm, finger, total = np.zeros((3, len(points)), np.float32)
    for bone, distance in zip(anatomy.bones, away, strict=True):
        share = np.exp(-(distance - nearest) / (0.0035 * scale))
        m = share > 0.01
        if not m.any():
            continue
        place = (points[m] - bone.start) @ (bone.end - bone.start)
        place /= np.sum((bone.end - bone.start) ** 2)
        palm[m] += share[m] * _palm_side(bone, normals[m], rough[m])
        finger[m] += share[m] * free_share(bone, place)
        total[m] += share[m]
    hand = step(-0.012 * scale, 0.012 * scale, points[:, 1])
    small = points / np.float32(0.006 * scale)
    wobble = np.stack([fractal(small, 2, 62), fractal(small, 2, 63)], axis=1)
    return Site(
        anatomy=anatomy,
        points=points,
        normals=normals,
        bone=away.argmin(axis=0),
        palm=palm / total * hand,
        finger=finger / total * hand,
        wobble=wobble * np.float32(0.0007 * scale),
    )


def bone_distance(bone: Bone, points: Values) -> Values:
    """Return how far points are from a bone, metres; those inside count as further away."""
    edge = bone.end - bone.start
    t = np.clip((points - bone.start) @ edge / (edge @ edge), 0.0, 1.0)
    away = np.linalg.norm(points - bone.start - t[:, None] * edge, axis=1)
    # Metacarpals lie deep: their skin is further from them.
    return np.asarray(away * (1.25 if bone.joint.endswith(_DEEP) else 1.0), dtype=np.float32)


def _palm_side(bone: Bone, normals: Values, rough: Values) -> Values:
    down = -normals[:, 2]
    if bone.joint.endswith("_mc"):
        return step(-0.15, 0.55, down + 0.12 * rough)
    pad = (normals @ bone.pad).astype(np.float32)
    if bone.joint == "thumb_cmc":
        return step(0.0, 0.6, 0.6 * down + 0.5 * pad + 0.1 * rough)
    return step(-0.25, 0.5, pad + 0.1 * rough)


def free_share(bone: Bone, place: Values) -> Values:
    """Return how far the places along a bone (0 to 1) are out of palm or foot, on a free digit."""
    if bone.joint.endswith(_WITHIN):
        return np.zeros(len(place), np.float32)
    if bone.joint.endswith(("_mcp", "_mtp")) and bone.digit != "thumb":
        return step(0.30, 0.48, place)
    return np.ones(len(place), np.float32)
