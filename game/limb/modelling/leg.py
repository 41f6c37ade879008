"""The leg: which part of the body it is, and what it is measured by.

Sizes follow `SeatedLeg` where the patient's own are not known.
"""

import numpy as np

from game.limb.appearance import Shape
from game.limb.leg_anatomy import LEG_ANATOMY, TOES
from game.limb.leg_rest_pose import UP, WHEEL_UP, fit_leg, leg_frame
from game.limb.modelling.atlas import Atlas
from game.limb.modelling.body_source import Points, Quads
from game.limb.modelling.recipe import Joints, Recipe, Weights
from game.limb.modelling.shape import leg_targets
from game.limb.rotation import Matrix, Vector, unit
from sensors.leg_pose import LESSER_TOES
from sensors.motion.leg_geometry import SEATED_LEG

# Along the shank, 0 knee and 1 ankle: the calf's thickest part, and above the ankle bones.
CALF_PLACE, ANKLE_PLACE = 0.28, 0.88
_SMOOTHED = 0.983
"""How long the foot's smooth surface is over its coarse one."""


_DEEPER_M = {
    "great_toe": (0.012, 0.009),
    **{toe: (0.009, 0.007, 0.004) for toe in LESSER_TOES},
}
_BASE_BACK_M = {
    "great_toe": 0.005,
    "second_toe": 0.006,
    "third_toe": 0.009,
    "fourth_toe": 0.011,
    "little_toe": 0.012,
}


def _bones() -> dict[str, str]:
    bones = {
        "upperleg01.L": "hip",
        "upperleg02.L": "hip",
        "lowerleg01.L": "knee",
        "lowerleg02.L": "knee",
        "foot.L": "ankle",
    }
    for i, joints in enumerate(TOES.values(), start=1):
        bones |= {f"toe{i}-{k}.L": joint for k, joint in enumerate(joints, start=1)}
    return bones


def _scale(vertices: Points, heads: Joints, tips: Joints, shape: Shape) -> float:
    # The wheel's z points forward; nothing of a standing leg is further back than the heel but the
    # calf, which is higher than the ankle.
    foot = vertices[vertices[:, 1] < heads["ankle"][1]]
    return shape.foot_mm / 1000 / _SMOOTHED / float(foot[:, 2].max() - foot[:, 2].min())


def _sole_up(vertices: Points, quads: Quads, place: Matrix) -> Vector:
    # The modelled body stands on its soles.
    return np.asarray(place[:, :3] @ WHEEL_UP)


def _settled(heads: Joints, tips: Joints) -> dict[str, Vector]:
    """Return the joint centres, the toes' where anatomy has them.

    The rig's toe joints lie 5 to 7 mm below the skin of the foot's back, and the bases' where the
    toes part. A base joint lies in the ball of the foot: at .73 of the foot's length from the heel
    for the great toe, at about .65 for the little one, halfway between back and sole (Hicks 1953,
    J. Anat. 87:345, the break of the foot across the metatarsal heads; measured on the mesh).
    """
    moved = dict(heads)
    for toe, joints in TOES.items():
        forward = unit(heads[joints[1]] - heads[joints[0]])
        for joint, deeper_m in zip(joints, _DEEPER_M[toe], strict=True):
            moved[joint] = heads[joint] - deeper_m * UP
        moved[joints[0]] = moved[joints[0]] - _BASE_BACK_M[toe] * forward
    return moved


def _as_they_are(weights: Weights, vertices: Points, heads: Joints) -> Weights:
    return weights


def _proportions_as_they_are(
    vertices: Points, weights: Weights, heads: Joints, tips: Joints, shape: Shape
) -> tuple[Points, dict[str, Vector], dict[str, Vector]]:
    return vertices, dict(heads), dict(tips)


LEG_RECIPE = Recipe(
    anatomy=LEG_ANATOMY,
    root="hip",
    hinge="knee",
    end="ankle",
    bones=_bones(),
    tip_bones={
        toe: f"toe{i}-{len(joints)}.L" for i, (toe, joints) in enumerate(TOES.items(), start=1)
    },
    cut_place=0.80,
    facing=_sole_up,
    scale=_scale,
    place=leg_frame,
    lengths_m=lambda shape: (SEATED_LEG.thigh_m, shape.shank_mm / 1000),
    girths=lambda shape: (
        (CALF_PLACE, shape.calf_girth_mm),
        (ANKLE_PLACE, shape.ankle_girth_mm),
    ),
    proportion=_proportions_as_they_are,
    settle=_settled,
    share_out=_as_they_are,
    fit=fit_leg,
    targets=leg_targets,
    # The foot lies left of u = 0.375, shank and thigh in one island to the right of it.
    atlas=Atlas(end_islands=lambda uv: uv[:, 0] < 0.375, end_width=0.50, turned=False),
)
