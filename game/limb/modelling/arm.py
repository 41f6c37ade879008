"""The left arm, cut out of the body and brought to the shoulder of body space.

The faces are chosen on the neutral body, so that every shape has the same vertices and fits the
same textures. Sizes follow `SeatedArm`: the hand's length sets the scale, then forearm and upper
arm are stretched along themselves to theirs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.appearance import Shape
from game.limb.modelling.body_source import BodySource, Points, Quads
from game.limb.modelling.girth import with_girths
from game.limb.modelling.joint_depth import settled
from game.limb.rest_pose import body_frame
from game.limb.rotation import Vector, moved, unit
from game.limb.skeleton import DIGITS, JOINT, JOINT_COUNT, THUMB, digit_joints
from sensors.motion.arm_geometry import SEATED_ARM

CUT_PLACE = 0.60
"""How far up the upper arm the mesh reaches, from elbow (0) to shoulder (1)."""
_FINGERTIP_PULP_M = 0.004
"""The rig's last bones end this far inside the fingertips."""


def _bones() -> dict[str, str]:
    bones = {
        "upperarm01.L": "upperarm",
        "upperarm02.L": "upperarm",
        "lowerarm01.L": "elbow",
        "lowerarm02.L": "elbow",
        "wrist.L": "wrist",
    }
    bones |= {f"finger1-{i}.L": joint for i, joint in enumerate(THUMB, start=1)}
    for i, digit in enumerate(DIGITS[1:], start=1):
        mc, *joints = digit_joints(digit)
        bones[f"metacarpal{i}.L"] = mc
        bones |= {f"finger{i + 1}-{k}.L": joint for k, joint in enumerate(joints, start=1)}
    return bones


BONES = _bones()
"""Bone of the wheel's rig to joint of `skeleton.JOINTS`; both forearm bones begin as the elbow."""
_THUMB_NAIL_QUADS = slice(892, 904)
"""The arm's quads that are the plate of the thumb's nail."""
_SECOND_BONES = ("upperarm02.L", "lowerarm02.L")


@dataclass(frozen=True, slots=True)
class Arm:
    """The arm's own mesh in the rest frame, metres."""

    vertices: Points
    """Shape (n, 3)."""
    weights: NDArray[np.float64]
    """Shape (n, J); rows sum to 1."""
    uv: Points
    """Shape (t, 2), as in the wheel."""
    quads: Quads
    uv_quads: Quads
    heads: dict[str, Vector]
    tips: dict[str, Vector]
    thumb_nail: Vector
    """Unit vector: where the thumb's nail faces."""


def cut_arm(body: BodySource, shaped: Points, shape: Shape) -> Arm:
    """Return the left arm of a shaped body.

    Args:
        body: the neutral body; chooses the faces.
        shaped: shape (n, 3), its vertices after the shape targets.
        shape: says how long and thick the arm is to be.
    """
    weights = _joint_weights(body)
    kept = _arm_faces(body, weights)
    used, quads = np.unique(body.quads[kept], return_inverse=True)
    uv_used, uv_quads = np.unique(body.uv_quads[kept], return_inverse=True)
    heads, tips = _joints(body, shaped)
    vertices = shaped[used]
    scale = (shape.hand_mm / 1000 - _FINGERTIP_PULP_M) / _hand_length(heads, tips)
    place = body_frame({name: point * scale for name, point in heads.items()})
    names, digits = list(heads), list(tips)
    points = moved(place, scale * np.vstack([vertices, *heads.values(), *tips.values()]))
    points = _stretched(points, len(vertices), names, shape.forearm_mm / 1000)
    count = len(vertices)
    corners = points[:count][quads.reshape(-1, 4)[_THUMB_NAIL_QUADS]]
    facing = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]).sum(axis=0)
    joints = dict(zip(names, points[count:], strict=False))
    flesh = with_girths(points[:count], joints["elbow"], joints["wrist"], shape)
    ends = dict(zip(digits, points[count + len(names) :], strict=True))
    return Arm(
        thumb_nail=unit(facing),
        vertices=flesh,
        weights=weights[used] / weights[used].sum(axis=1, keepdims=True),
        uv=body.uv[uv_used],
        quads=quads.reshape(-1, 4),
        uv_quads=uv_quads.reshape(-1, 4),
        heads=settled(joints, ends),
        tips=ends,
    )


def _joint_weights(body: BodySource) -> NDArray[np.float64]:
    weights = np.zeros((len(body.vertices), JOINT_COUNT))
    for bone, joint in BONES.items():
        vertices, shares = body.weights[bone]
        weights[vertices, JOINT[joint]] += shares
    return weights


def _joints(body: BodySource, vertices: Points) -> tuple[dict[str, Vector], dict[str, Vector]]:
    heads = {
        joint: vertices[body.heads[bone]].mean(axis=0)
        for bone, joint in BONES.items()
        if bone not in _SECOND_BONES
    }
    tips = {
        digit: vertices[body.tails[f"finger{i}-3.L"]].mean(axis=0)
        for i, digit in enumerate(DIGITS, start=1)
    }
    return heads, tips


def _arm_faces(body: BodySource, weights: NDArray[np.float64]) -> NDArray[np.bool_]:
    heads, _ = _joints(body, body.vertices)
    elbow, shoulder = heads["elbow"], heads["upperarm"]
    cut = elbow + CUT_PLACE * (shoulder - elbow)
    beyond = (body.vertices - cut) @ unit(elbow - shoulder) > 0.0
    kept = beyond & (weights.sum(axis=1) > 0.3)
    return np.asarray(kept[body.quads].all(axis=1))


def _hand_length(heads: dict[str, Vector], tips: dict[str, Vector]) -> float:
    path = [heads["wrist"], *(heads[f"middle_{j}"] for j in ("mcp", "pip", "dip")), tips["middle"]]
    return float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())


def _stretched(points: Points, count: int, names: list[str], forearm_m: float) -> Points:
    """Return points with forearm and upper arm brought to their lengths.

    The joint centres stand among the points from row `count` on, in the order of `names`.
    """

    def joint(name: str) -> Vector:
        return np.asarray(points[count + names.index(name)])

    elbow, wrist, shoulder = joint("elbow"), joint("wrist"), joint("upperarm")
    forearm, upper = unit(wrist - elbow), unit(shoulder - elbow)
    here_forearm, here_upper = np.linalg.norm(wrist - elbow), np.linalg.norm(shoulder - elbow)
    down = np.clip((points - elbow) @ forearm / here_forearm, 0.0, 1.0)
    up = np.clip((points - elbow) @ upper / here_upper, 0.0, 1.0)
    longer = points + np.outer(down * (forearm_m - here_forearm), forearm)
    longer += np.outer(up * (SEATED_ARM.upper_arm_m - here_upper), upper)
    return np.asarray(longer + shoulder - longer[count + names.index("upperarm")])
