"""The form of a shown limb: how far it is telescoped, and how large its hand is.

Telescoping draws everything beyond the end of the residual limb together along the limb, so that at
1 the wrist sits at that end; what lies nearer the body keeps its place. The size enlarges the hand
about the wrist. Both act on the joints: skin between two joints follows by its weights.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.skeleton import JOINT, JOINT_COUNT, PARENTS, TWISTS

CHAIN = tuple(JOINT[name] for name in ("upperarm", "elbow", *TWISTS, "wrist"))
"""The joints from the shoulder to the wrist."""
WRIST = JOINT["wrist"]
USUAL_END = 0.45
"""Where a residual limb ends if nobody has said: this share of the forearm (0 elbow, 1 wrist)."""
_SHORTEST = 0.06
"""Even a wholly telescoped limb keeps this share, so that its skin does not fold into itself."""


@dataclass(frozen=True, slots=True)
class LimbForm:
    """What a limb is like apart from its pose."""

    telescoping: float = 0.0
    """0 full length, 1 the hand at the residual limb's end."""
    size: float = 1.0
    """How large the hand is."""
    residual_end_m: float | None = None
    """Shoulder to the residual limb's end, along the limb; None: `USUAL_END` of the forearm."""
    meets_residual: bool = False
    """Whether the residual limb is shown too, and the limb begins where that ends."""

    @property
    def plain(self) -> bool:
        """Whether it moves no joint."""
        return self.telescoping == 0.0 and self.size == 1.0


NEUTRAL_FORM = LimbForm()


def residual_end_m(form: LimbForm, zero_heads: NDArray[np.float64]) -> float:
    """Return how far from the shoulder, along the limb, the residual limb ends.

    Args:
        form: The limb's form.
        zero_heads: Shape (J, 3), joint centres of the straight limb.
    """
    if form.residual_end_m is not None:
        return form.residual_end_m
    along = _along_m(zero_heads)
    elbow, wrist = along[1], along[-1]
    return float(elbow + USUAL_END * (wrist - elbow))


def reach_scales(form: LimbForm, zero_heads: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much nearer to its parent each joint is than usual, shape (J,)."""
    scales = np.ones(JOINT_COUNT)
    along = _along_m(zero_heads)
    end_m = residual_end_m(form, zero_heads)
    left = 1.0 - form.telescoping * (1.0 - _SHORTEST)
    drawn = np.where(along > end_m, end_m + (along - end_m) * left, along)
    scales[list(CHAIN[1:])] = np.diff(drawn) / np.diff(along)
    scales[in_hand()] = form.size
    return scales


def size_scales(form: LimbForm) -> NDArray[np.float64]:
    """Return how large what is fixed to each joint is, shape (J,)."""
    scales = np.ones(JOINT_COUNT)
    scales[in_hand()] = form.size
    scales[WRIST] = form.size
    return scales


def in_hand() -> NDArray[np.bool_]:
    """Return which joints lie beyond the wrist, shape (J,)."""
    beyond = np.zeros(JOINT_COUNT, dtype=bool)
    for joint in range(JOINT_COUNT):
        parent = int(PARENTS[joint])
        beyond[joint] = joint != WRIST and (parent == WRIST or beyond[parent])
    return beyond


def _along_m(zero_heads: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chain's joints as lengths along the limb from the shoulder, shape (7,)."""
    steps = np.linalg.norm(np.diff(zero_heads[list(CHAIN)], axis=0), axis=1)
    return np.concatenate(([0.0], np.cumsum(steps)))
