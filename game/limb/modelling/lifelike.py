"""The lifelike limb, from the data wheel to arrays for the graphics card."""

import numpy as np

from game.limb.appearance import DEFAULT_APPEARANCE, Shape
from game.limb.mesh import CageMesh, LimbMesh
from game.limb.modelling.ambient_occlusion import ambient_visibility
from game.limb.modelling.arm import Arm, cut_arm
from game.limb.modelling.atlas import pack, split_seams, triangles
from game.limb.modelling.body_source import add_targets, read_body
from game.limb.modelling.normals import vertex_normals
from game.limb.modelling.shape import targets
from game.limb.modelling.skin_weights import quantised, share_out_twist
from game.limb.modelling.subdivision import QuadTopology
from game.limb.modelling.wheel import WheelFiles
from game.limb.rest_pose import fit_skeleton
from game.limb.skeleton import Skeleton

MODEL_VERSION = 3
"""Raise it whenever the same inputs give another limb: it renews the cache."""


def read_arm(files: WheelFiles, shape: Shape = DEFAULT_APPEARANCE) -> Arm:
    """Return the coarse mesh of an arm of this shape.

    Raises:
        LimbDataAltered: a file of the wheel is not the pinned one or not marked CC0.
    """
    files.check_licence()
    body = read_body(files)
    return cut_arm(body, add_targets(body.vertices, targets(shape), files), shape)


def make_limb(arm: Arm) -> tuple[LimbMesh, Skeleton]:
    """Return the mesh, subdivided once, and the skeleton that fits it."""
    skeleton = fit_skeleton(arm.heads, arm.tips, arm.thumb_nail)
    topology = QuadTopology(arm.quads, len(arm.vertices))
    uv_topology = QuadTopology(arm.uv_quads, len(arm.uv))
    vertices = topology.smooth(arm.vertices)
    quads = topology.refined_quads()
    seams = split_seams(quads, uv_topology.refined_quads())
    normals = vertex_normals(vertices, triangles(quads))
    elbow, wrist = arm.heads["elbow"], arm.heads["wrist"]
    weights = share_out_twist(topology.smooth(arm.weights), vertices, elbow, wrist)
    indices, bytes_ = quantised(weights)
    cage_weights = share_out_twist(arm.weights, arm.vertices, elbow, wrist)
    cage_indices, cage_bytes = quantised(cage_weights)
    visible = ambient_visibility(skeleton, vertices, normals, indices, bytes_)
    ambient = np.rint(255.0 * np.clip(visible, 0.0, 1.0)).astype(np.uint8)
    cage = CageMesh(
        positions=arm.vertices.astype("f4"),
        bone_indices=cage_indices,
        bone_weights=cage_bytes,
        triangles=triangles(arm.quads),
    )
    mesh = LimbMesh(
        positions=vertices[seams.vertex].astype("f4"),
        normals=normals[seams.vertex].astype("f4"),
        uv=uv_topology.linear(pack(arm.uv))[seams.uv].astype("f4"),
        bone_indices=indices[seams.vertex],
        bone_weights=bytes_[seams.vertex],
        triangles=seams.triangles,
        ambient=np.ascontiguousarray(ambient[:, seams.vertex]),
        cage=cage,
    )
    return mesh, skeleton
