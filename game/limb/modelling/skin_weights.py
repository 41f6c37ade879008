"""Which joints move each vertex: twist along the forearm, four influences, eight bits."""

import numpy as np
from numpy.typing import NDArray

from game.limb.mesh import Bytes
from game.limb.rotation import Vector
from game.limb.skeleton import JOINT, TWIST_PLACES, TWISTS

Weights = NDArray[np.float64]
INFLUENCES = 4
_ELBOW_PLACE = 0.02


def share_out_twist(
    weights: Weights, vertices: NDArray[np.float64], elbow: Vector, wrist: Vector
) -> Weights:
    """Return weights, shape (n, J), with the forearm's share ramped over the twist joints.

    All of the forearm's weight is expected on the elbow joint. Ramps by place, not by the rig's own
    two forearm bones, let the forearm turn like a wrung cloth and not like two tubes.
    """
    ramped = weights.copy()
    forearm = weights[:, JOINT["elbow"]]
    along = wrist - elbow
    place = (vertices - elbow) @ along / (along @ along)
    joints = ("elbow", *TWISTS)
    knots = np.array((_ELBOW_PLACE, *TWIST_PLACES))
    for i, name in enumerate(joints):
        hat = np.interp(place, knots, np.eye(len(knots))[i])
        ramped[:, JOINT[name]] = forearm * hat
    return ramped


def quantised(weights: Weights) -> tuple[Bytes, Bytes]:
    """Return the four strongest joints of each vertex and their weights; rows sum to 255."""
    order = np.argsort(-weights, axis=1, kind="stable")[:, :INFLUENCES]
    strongest = np.take_along_axis(weights, order, axis=1)
    shares = 255.0 * strongest / strongest.sum(axis=1, keepdims=True)
    whole = np.floor(shares)
    left_over = (255.0 - whole.sum(axis=1)).astype(np.intp)
    by_remainder = np.argsort(-(shares - whole), axis=1, kind="stable")
    rank = np.argsort(by_remainder, axis=1, kind="stable")
    whole += rank < left_over[:, None]
    return order.astype(np.uint8), whole.astype(np.uint8)
