"""From the joint centres of a modelled leg to a skeleton whose angles are anatomical.

A leg is modelled standing with its feet a little apart. How it is bent is measured here once, as
for the arm (`game.limb.rest_pose`). Toes are straight where they lie on the floor as modelled.
"""

from collections.abc import Mapping

import numpy as np

from game.limb.leg_anatomy import TOES
from game.limb.rotation import Matrix, Vector, rotation, unit
from game.limb.skeleton import Skeleton
from game.limb.straightening import Straightening
from sensors.motion.leg_geometry import INVERSION_AXIS, SEATED_LEG, foot_angles

# The zero pose of a left leg in body space; the great toe's side is the inner one.
INNER, FORWARD, UP = np.eye(3)
HIP = np.array([-SEATED_LEG.hip_offset_m, 0.0, 0.0])
_FROM_WHEEL = np.array([[-1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
"""The wheel has the person's left along x, up along y, and forward along z."""
WHEEL_UP = np.array([0.0, 1.0, 0.0])


def leg_frame(heads: Mapping[str, Vector]) -> Matrix:
    """Return the move, shape (3, 4), that brings a modelled left leg to its hip in body space.

    The thigh is made to hang.
    """
    thigh = _FROM_WHEEL @ unit(heads["knee"] - heads["hip"])
    across = np.cross(thigh, -UP)
    angle = float(np.arctan2(np.linalg.norm(across), thigh @ -UP))
    turned = rotation(unit(across), angle) @ _FROM_WHEEL
    return np.hstack([turned, (HIP - turned @ heads["hip"])[:, None]])


def fit_leg(heads: Mapping[str, Vector], tips: Mapping[str, Vector], sole_up: Vector) -> Skeleton:
    """Measure a modelled left leg, already in body space.

    Args:
        heads: joint centres by name of the leg's anatomy.
        tips: end of each toe.
        sole_up: unit vector, straight up from the modelled foot's sole.

    Raises:
        KeyError: a joint or a tip is missing.
    """
    build = Straightening("leg", heads)
    build.first_axes(INNER, FORWARD, -UP)
    shank = build.seen_from("hip", "knee", heads["ankle"])
    bend = float(np.arctan2(shank @ -FORWARD, shank @ -UP))
    build.settle("knee", "hip", rotation(-INNER, -bend), -INNER)
    build.angle("knee_flexion", bend)
    foot = _straighten_foot(build, sole_up)
    for toe in TOES:
        _straighten_toe(build, toe, tips[toe], foot)
    return build.skeleton(tips)


def _straighten_foot(build: Straightening, sole_up: Vector) -> Matrix:
    """Return the straight foot's own axes as columns: inner, forward, up.

    How far the foot points outwards is no angle of the pose: it stays as modelled.
    """
    heads = build.rest_heads
    up = build.turned("knee") @ sole_up
    ball = (heads["second_toe_mtp"] + heads["third_toe_mtp"]) / 2
    ahead = build.seen_from("knee", "ankle", ball)
    forward = unit(ahead - up * (ahead @ up))
    modelled = np.stack([np.cross(forward, up), forward, up], axis=1)
    inversion, dorsiflexion = foot_angles(modelled)
    bent = rotation(INNER, dorsiflexion) @ rotation(INVERSION_AXIS, inversion)
    foot = modelled @ bent.T
    build.settle("ankle", "knee", foot @ modelled.T, foot[:, 0], foot @ INVERSION_AXIS)
    build.angle("ankle_dorsiflexion", dorsiflexion)
    build.angle("foot_inversion", inversion)
    return foot


def _straighten_toe(build: Straightening, toe: str, tip: Vector, foot: Matrix) -> None:
    inner, forward, up = foot.T
    mtp, *others = TOES[toe]
    heads = build.rest_heads
    # Away from the second toe; its own spread is towards the great toe.
    outwards = 1.0 if toe in ("great_toe", "second_toe") else -1.0
    axis, spread_axis = -inner, -up * outwards
    along = build.seen_from("ankle", mtp, heads[others[0]])
    spread = outwards * float(np.arctan2(along @ inner, along @ forward))
    undo = rotation(spread_axis, -spread)
    build.settle(mtp, "ankle", undo, axis, spread_axis)
    build.angle(f"{mtp}_abduction", spread)
    straight = _slope(undo @ along, foot)
    ends = [*(heads[joint] for joint in others[1:]), tip]
    for joint, parent, end in zip(others, (mtp, *others), ends, strict=False):
        bend = _slope(build.seen_from(parent, joint, end), foot) - straight
        build.settle(joint, parent, rotation(axis, -bend), axis)
        build.angle(f"{joint}_flexion", bend)


def _slope(along: Vector, foot: Matrix) -> float:
    """Return how far down a direction points, seen from the side."""
    _, forward, up = foot.T
    return float(np.arctan2(along @ -up, along @ forward))
