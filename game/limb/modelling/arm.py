"""The arm: which part of the body it is, and what it is measured by.

Sizes follow `SeatedArm` where the patient's own are not known.
"""

import numpy as np

from game.limb.appearance import Shape
from game.limb.modelling.atlas import Atlas
from game.limb.modelling.body_source import Points, Quads
from game.limb.modelling.girth import FOREARM_PLACE, WRIST_PLACE
from game.limb.modelling.joint_depth import settled
from game.limb.modelling.proportions import proportioned
from game.limb.modelling.recipe import Joints, Recipe, Weights
from game.limb.modelling.shape import arm_targets
from game.limb.modelling.skin_weights import share_out_twist
from game.limb.rest_pose import body_frame, fit_skeleton
from game.limb.rotation import Matrix, Vector, unit
from game.limb.skeleton import ARM_ANATOMY, DIGITS, THUMB, digit_joints
from sensors.motion.arm_geometry import SEATED_ARM

_FINGERTIP_PULP_M = -0.001
"""The rig's last bones end this far inside the fingertips of the smooth surface."""
_ROUNDS = 8
_THUMB_NAIL_QUADS = slice(892, 904)
"""The arm's quads that are the plate of the thumb's nail."""


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


def _scale(vertices: Points, heads: Joints, tips: Joints, shape: Shape) -> float:
    """Return the scale at which the straight hand is as long as wanted.

    Its joints lie deeper than the rig has them, by lengths that do not scale: found in rounds.
    """
    names = ["wrist", *(f"middle_{j}" for j in ("mcp", "pip", "dip"))]
    scale = 1.0
    for _ in range(_ROUNDS):
        joints = settled(
            {name: point * scale for name, point in heads.items()},
            {name: point * scale for name, point in tips.items()},
        )
        path = [*(joints[name] for name in names), tips["middle"] * scale]
        hand = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
        scale *= (shape.hand_mm / 1000 - _FINGERTIP_PULP_M) / hand
    return scale


def _thumb_nail(vertices: Points, quads: Quads, place: Matrix) -> Vector:
    corners = vertices[quads[_THUMB_NAIL_QUADS]]
    facing = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]).sum(axis=0)
    return unit(facing)


def _twisted(weights: Weights, vertices: Points, heads: Joints) -> Weights:
    return share_out_twist(weights, vertices, heads["elbow"], heads["wrist"])


ARM_RECIPE = Recipe(
    anatomy=ARM_ANATOMY,
    root="upperarm",
    hinge="elbow",
    end="wrist",
    bones=_bones(),
    tip_bones={digit: f"finger{i}-3.L" for i, digit in enumerate(DIGITS, start=1)},
    cut_place=0.60,
    facing=_thumb_nail,
    scale=_scale,
    place=body_frame,
    lengths_m=lambda shape: (SEATED_ARM.upper_arm_m, shape.forearm_mm / 1000),
    girths=lambda shape: (
        (FOREARM_PLACE, shape.forearm_girth_mm),
        (WRIST_PLACE, shape.wrist_girth_mm),
    ),
    proportion=proportioned,
    settle=settled,
    share_out=_twisted,
    fit=fit_skeleton,
    targets=arm_targets,
    # The hand lies below v = 0.5 and the arm above; the arm is turned a quarter.
    atlas=Atlas(end_islands=lambda uv: uv[:, 1] < 0.5, end_width=0.60, turned=True),
)
