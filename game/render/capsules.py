"""One capsule for each bone of a limb: what darkens the surface below it."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.limb.limb import Limb
from game.limb.skeleton import Skeleton
from sensors.pose import LimbKind

_Piece: TypeAlias = tuple[str, NDArray[np.float64], NDArray[np.float64]]
"""Joint, start and end in the rest frame."""
_NO_SKIN_M = 0.008
# The long pieces; a piece that moves the skin up to the next one's start.
_LONG: dict[LimbKind, tuple[str, ...]] = {
    "arm": ("twist1", "twist2", "twist3", "twist4", "wrist"),
    "leg": ("hip", "knee", "ankle"),
}
_HEEL_M = np.array([0.0, -0.025, -0.045])
"""The middle of the heel, from the ankle's joint of a straight foot."""


def capsules(limb: Limb) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return one capsule per bone, to the fingertips or the ends of the toes, in the rest frame.

    Its radius is the middle distance of the bone's own skin from it.

    Returns:
        Two arrays of shape (capsules, 4): start and radius in metres; end and joint.
    """
    positions = limb.mesh.positions.astype(np.float64)
    strongest = np.take_along_axis(
        limb.mesh.bone_indices,
        limb.mesh.bone_weights.argmax(axis=1)[:, None].astype(np.intp),
        axis=1,
    )[:, 0]
    starts, ends = [], []
    for name, start, end in _pieces(limb.skeleton):
        if np.linalg.norm(end - start) < 1e-4:
            continue
        joint = limb.skeleton.anatomy.joint(name)
        radius_m = _radius_m(positions[strongest == joint], start, end)
        starts.append((*start, radius_m))
        ends.append((*end, joint))
    return np.array(starts, dtype=np.float32), np.array(ends, dtype=np.float32)


def _pieces(skeleton: Skeleton) -> list[_Piece]:
    anatomy = skeleton.anatomy
    heads = dict(zip(anatomy.joints, skeleton.rest_heads, strict=True))
    long = _LONG[skeleton.kind]
    places = [heads[name] for name in long]
    if skeleton.kind == "arm":
        # The first of the forearm's pieces reaches back to the elbow.
        places[0] = heads["elbow"]
    pieces = list(zip(long, places, places[1:], strict=False))
    if skeleton.kind == "leg":
        heel = _heel(skeleton)
        bases = [heads[joints[0]] for joints in anatomy.digits.values()]
        pieces += [("ankle", heel, base) for base in bases]
    for joints, tip in zip(anatomy.digits.values(), skeleton.rest_tips, strict=True):
        ends = [*(heads[joint] for joint in joints[1:]), tip]
        pieces += [(joint, heads[joint], end) for joint, end in zip(joints, ends, strict=True)]
    return pieces


def _heel(skeleton: Skeleton) -> NDArray[np.float64]:
    ankle = skeleton.anatomy.joint("ankle")
    to_rest = skeleton.to_zero[ankle, :, :3].T
    return np.asarray(skeleton.rest_heads[ankle] + to_rest @ _HEEL_M)


def _radius_m(
    skin: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> float:
    if len(skin) == 0:
        return _NO_SKIN_M
    along = end - start
    share = np.clip((skin - start) @ along / (along @ along), 0.0, 1.0)
    return float(np.median(np.linalg.norm(skin - start - share[:, None] * along, axis=1)))
