"""A left limb, cut out of the body and brought to its place in body space.

The faces are chosen on the neutral body, so that every shape has the same vertices and fits the
same textures. The size of hand or foot sets the scale, then the two long segments are stretched
along themselves to their lengths.
"""

import numpy as np
from numpy.typing import NDArray

from game.limb.appearance import Shape
from game.limb.modelling.body_source import BodySource, Points
from game.limb.modelling.girth import with_girths
from game.limb.modelling.recipe import Cage, Recipe, Weights
from game.limb.rotation import Vector, moved, unit

_LEAST_SHARE = 0.3
"""A vertex belongs to the limb where the limb's bones move it by more than this."""


def cut_limb(recipe: Recipe, body: BodySource, shaped: Points, shape: Shape) -> Cage:
    """Return the left limb of a shaped body.

    Args:
        recipe: which limb, and how.
        body: the neutral body; chooses the faces.
        shaped: shape (n, 3), its vertices after the shape targets.
        shape: says how long and thick the limb is to be.
    """
    weights = _joint_weights(recipe, body)
    kept = _faces(recipe, body, weights)
    used, quads = np.unique(body.quads[kept], return_inverse=True)
    uv_used, uv_quads = np.unique(body.uv_quads[kept], return_inverse=True)
    heads, tips = _joints(recipe, body, shaped)
    vertices = shaped[used]
    scale = recipe.scale(vertices, heads, tips, shape)
    place = recipe.place({name: point * scale for name, point in heads.items()})
    names, digits = list(heads), list(tips)
    points = moved(place, scale * np.vstack([vertices, *heads.values(), *tips.values()]))
    points = _stretched(recipe, points, len(vertices), names, shape)
    count = len(vertices)
    joints = dict(zip(names, points[count:], strict=False))
    ends = dict(zip(digits, points[count + len(names) :], strict=True))
    shares = weights[used] / weights[used].sum(axis=1, keepdims=True)
    skin, joints, ends = recipe.proportion(points[:count], shares, joints, ends, shape)
    hinge, end = joints[recipe.hinge], joints[recipe.end]
    flesh = with_girths(skin, hinge, end, recipe.girths(shape))
    return Cage(
        facing=recipe.facing(flesh, quads.reshape(-1, 4), place),
        vertices=flesh,
        weights=shares,
        uv=body.uv[uv_used],
        quads=quads.reshape(-1, 4),
        uv_quads=uv_quads.reshape(-1, 4),
        heads=recipe.settle(joints, ends),
        tips=ends,
    )


def _joint_weights(recipe: Recipe, body: BodySource) -> Weights:
    weights = np.zeros((len(body.vertices), recipe.anatomy.count))
    for bone, joint in recipe.bones.items():
        vertices, shares = body.weights[bone]
        weights[vertices, recipe.anatomy.joint(joint)] += shares
    return weights


def _joints(
    recipe: Recipe, body: BodySource, vertices: Points
) -> tuple[dict[str, Vector], dict[str, Vector]]:
    heads: dict[str, Vector] = {}
    for bone, joint in recipe.bones.items():
        heads.setdefault(joint, vertices[body.heads[bone]].mean(axis=0))
    tips = {
        digit: vertices[body.tails[bone]].mean(axis=0) for digit, bone in recipe.tip_bones.items()
    }
    return heads, tips


def _faces(recipe: Recipe, body: BodySource, weights: Weights) -> NDArray[np.bool_]:
    heads, _ = _joints(recipe, body, body.vertices)
    hinge, root = heads[recipe.hinge], heads[recipe.root]
    cut = hinge + recipe.cut_place * (root - hinge)
    beyond = (body.vertices - cut) @ unit(hinge - root) > 0.0
    kept = beyond & (weights.sum(axis=1) > _LEAST_SHARE)
    return np.asarray(kept[body.quads].all(axis=1))


def _stretched(
    recipe: Recipe, points: Points, count: int, names: list[str], shape: Shape
) -> Points:
    """Return points with the limb's two long segments brought to their lengths.

    The joint centres stand among the points from row `count` on, in the order of `names`.
    """

    def joint(name: str) -> Vector:
        return np.asarray(points[count + names.index(name)])

    upper_m, lower_m = recipe.lengths_m(shape)
    hinge, end, root = joint(recipe.hinge), joint(recipe.end), joint(recipe.root)
    lower, upper = unit(end - hinge), unit(root - hinge)
    here_lower, here_upper = np.linalg.norm(end - hinge), np.linalg.norm(root - hinge)
    down = np.clip((points - hinge) @ lower / here_lower, 0.0, 1.0)
    up = np.clip((points - hinge) @ upper / here_upper, 0.0, 1.0)
    longer = points + np.outer(down * (lower_m - here_lower), lower)
    longer += np.outer(up * (upper_m - here_upper), upper)
    return np.asarray(longer + root - longer[count + names.index(recipe.root)])
