"""The lifelike limb, from the data wheel to arrays for the graphics card."""

import numpy as np

from game.limb.appearance import DEFAULT_APPEARANCE, Shape
from game.limb.mesh import CageMesh, LimbMesh
from game.limb.modelling.ambient_occlusion import ambient_visibility
from game.limb.modelling.arm import ARM_RECIPE
from game.limb.modelling.atlas import pack, split_seams, triangles
from game.limb.modelling.body_source import add_targets, read_body
from game.limb.modelling.cage import cut_limb
from game.limb.modelling.leg import LEG_RECIPE
from game.limb.modelling.normals import vertex_normals
from game.limb.modelling.recipe import Cage, Recipe
from game.limb.modelling.skin_weights import quantised
from game.limb.modelling.subdivision import QuadTopology
from game.limb.modelling.wheel import WheelFiles
from game.limb.skeleton import Skeleton
from sensors.pose import LimbKind

MODEL_VERSION = 4
"""Raise it whenever the same inputs give another limb: it renews the cache."""

RECIPES: dict[LimbKind, Recipe] = {"arm": ARM_RECIPE, "leg": LEG_RECIPE}


def read_cage(files: WheelFiles, shape: Shape = DEFAULT_APPEARANCE, kind: LimbKind = "arm") -> Cage:
    """Return the coarse mesh of a limb of this shape.

    Raises:
        LimbDataAltered: a file of the wheel is not the pinned one or not marked CC0.
    """
    files.check_licence()
    body, recipe = read_body(files), RECIPES[kind]
    shaped = add_targets(body.vertices, recipe.targets(shape), files)
    return cut_limb(recipe, body, shaped, shape)


def make_limb(coarse: Cage, kind: LimbKind = "arm") -> tuple[LimbMesh, Skeleton]:
    """Return the mesh, subdivided once, and the skeleton that fits it."""
    recipe = RECIPES[kind]
    skeleton = recipe.fit(coarse.heads, coarse.tips, coarse.facing)
    topology = QuadTopology(coarse.quads, len(coarse.vertices))
    uv_topology = QuadTopology(coarse.uv_quads, len(coarse.uv))
    vertices = topology.smooth(coarse.vertices)
    quads = topology.refined_quads()
    seams = split_seams(quads, uv_topology.refined_quads())
    normals = vertex_normals(vertices, triangles(quads))
    weights = recipe.share_out(topology.smooth(coarse.weights), vertices, coarse.heads)
    indices, bytes_ = quantised(weights)
    cage_weights = recipe.share_out(coarse.weights, coarse.vertices, coarse.heads)
    cage_indices, cage_bytes = quantised(cage_weights)
    visible = ambient_visibility(skeleton, vertices, normals, indices, bytes_)
    ambient = np.rint(255.0 * np.clip(visible, 0.0, 1.0)).astype(np.uint8)
    cage = CageMesh(
        positions=coarse.vertices.astype("f4"),
        bone_indices=cage_indices,
        bone_weights=cage_bytes,
        triangles=triangles(coarse.quads),
    )
    mesh = LimbMesh(
        positions=vertices[seams.vertex].astype("f4"),
        normals=normals[seams.vertex].astype("f4"),
        uv=uv_topology.linear(pack(coarse.uv, recipe.atlas))[seams.uv].astype("f4"),
        bone_indices=indices[seams.vertex],
        bone_weights=bytes_[seams.vertex],
        triangles=seams.triangles,
        ambient=np.ascontiguousarray(ambient[:, seams.vertex]),
        cage=cage,
    )
    return mesh, skeleton
