"""A sleeve over the arm, or a trouser leg: where it ends, how thick it lies, what colour it has.

The sleeve is the arm's own surface, a little further out, from its hem upwards. So it moves with
every pose and fits every shape; its folds are drawn as relief.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from game.limb.appearance import ClothColour, Sleeve
from game.limb.limb import Limb
from game.limb.mesh import LimbMesh
from sensors.pose import LimbKind

HEM_SHARE: Mapping[LimbKind, Mapping[Sleeve, float]] = {
    "arm": {"none": 9.0, "long": 0.06, "short": 0.42},
    "leg": {"none": 9.0, "long": 0.12, "short": 1.22},
}
"""How far up forearm or shank the hem lies, 0 wrist or ankle and 1 elbow or knee; far beyond the
limb for none. A short trouser leg ends above the knee."""

CLOTH: Mapping[ClothColour, tuple[float, float, float]] = {
    "navy": (0.032, 0.042, 0.072),
    "grey": (0.20, 0.20, 0.21),
    "sand": (0.42, 0.33, 0.23),
    "green": (0.08, 0.15, 0.11),
    "white": (0.66, 0.65, 0.62),
}
"""Linear reflectance; calm colours that differ in brightness too."""


def hem_m(limb: Limb, sleeve: Sleeve) -> float:
    """Return how far above the wrist a sleeve ends, metres along the arm."""
    return HEM_SHARE[limb.kind][sleeve] * _forearm_m(limb)


def up_arm_m(limb: Limb, mesh: LimbMesh | None = None) -> NDArray[np.float32]:
    """Return how far above the wrist each vertex lies along the arm, shape (n, 1), metres.

    Below the wrist it is negative; above the elbow it goes on along the upper arm. The mesh is the
    limb's own unless another in the same rest frame is given, such as its residual limb's.
    """
    shoulder, elbow, wrist = _joints_m(limb)
    points = (mesh or limb.mesh).positions.astype(np.float64)
    forearm_m = _forearm_m(limb)
    along = (elbow - wrist) / forearm_m
    on_forearm = (points - wrist) @ along
    upper = (shoulder - elbow) / np.linalg.norm(shoulder - elbow)
    beyond = np.maximum((points - elbow) @ upper, 0.0)
    # About the elbow the two measures meet at the forearm's own end.
    up = np.where(on_forearm < 0.8 * forearm_m, on_forearm, np.minimum(on_forearm, forearm_m))
    return np.asarray((up + beyond * (on_forearm > 0.8 * forearm_m))[:, None], dtype=np.float32)


def _forearm_m(limb: Limb) -> float:
    _, elbow, wrist = _joints_m(limb)
    return float(np.linalg.norm(elbow - wrist))


def _joints_m(limb: Limb) -> tuple[NDArray[np.float64], ...]:
    """Return shoulder, elbow and wrist, or hip, knee and ankle, in the rest frame."""
    anatomy, heads = limb.skeleton.anatomy, limb.skeleton.rest_heads
    root, hinge, *_, end = (heads[anatomy.joint(name)] for name in anatomy.chain)
    return root, hinge, end
