"""The form of a shown limb: how far it is telescoped, and how large its hand or foot is.

Telescoping draws everything beyond the end of the residual limb together along the limb, so that at
1 the wrist sits at that end; what lies nearer the body keeps its place. The size enlarges the hand
about the wrist. A leg has ankle and foot for wrist and hand. Both act on the joints: skin between
two joints follows by its weights.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.anatomy import Anatomy

USUAL_END = 0.45
"""Where a residual limb ends if nobody has said: this share of forearm or shank (0 elbow or knee,
1 wrist or ankle)."""
_SHORTEST = 0.06
"""Even a wholly telescoped limb keeps this share, so that its skin does not fold into itself."""
LONGEST_SHARE = 0.85
"""A residual limb never reaches further into the segment that is cut: a rounded end nearer the next
joint would fold that joint's own skin."""


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


def residual_end_m(form: LimbForm, anatomy: Anatomy, zero_heads: NDArray[np.float64]) -> float:
    """Return how far from the shoulder or hip, along the limb, the residual limb ends.

    Args:
        form: The limb's form.
        anatomy: The limb's joints.
        zero_heads: Shape (J, 3), joint centres of the straight limb.
    """
    along = _along_m(anatomy, zero_heads)
    elbow, wrist = float(along[1]), float(along[-1])
    if form.residual_end_m is None:
        return elbow + USUAL_END * (wrist - elbow)
    if form.residual_end_m <= elbow:
        return min(form.residual_end_m, LONGEST_SHARE * elbow)
    return min(form.residual_end_m, elbow + LONGEST_SHARE * (wrist - elbow))


def left_of(form: LimbForm) -> float:
    """Return the share that is left of the limb beyond the residual limb's end."""
    return 1.0 - form.telescoping * (1.0 - _SHORTEST)


def reach_scales(
    form: LimbForm, anatomy: Anatomy, zero_heads: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how much nearer to its parent each joint is than usual, shape (J,)."""
    scales = np.ones(anatomy.count)
    along = _along_m(anatomy, zero_heads)
    end_m = residual_end_m(form, anatomy, zero_heads)
    left = left_of(form)
    drawn = np.where(along > end_m, end_m + (along - end_m) * left, along)
    scales[_chain(anatomy)[1:]] = np.diff(drawn) / np.diff(along)
    scales[in_hand(anatomy)] = form.size
    return scales


def size_scales(form: LimbForm, anatomy: Anatomy) -> NDArray[np.float64]:
    """Return how large what is fixed to each joint is, shape (J,)."""
    scales = np.ones(anatomy.count)
    scales[in_hand(anatomy)] = form.size
    scales[_chain(anatomy)[-1]] = form.size
    return scales


def in_hand(anatomy: Anatomy) -> NDArray[np.bool_]:
    """Return which joints lie beyond the wrist or ankle, shape (J,)."""
    last = _chain(anatomy)[-1]
    beyond = np.zeros(anatomy.count, dtype=bool)
    for joint in range(anatomy.count):
        parent = int(anatomy.parents[joint])
        beyond[joint] = joint != last and (parent == last or beyond[parent])
    return beyond


def _chain(anatomy: Anatomy) -> list[int]:
    return [anatomy.joint(name) for name in anatomy.chain]


def _along_m(anatomy: Anatomy, zero_heads: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chain's joints as lengths along the limb from its first joint."""
    steps = np.linalg.norm(np.diff(zero_heads[_chain(anatomy)], axis=0), axis=1)
    return np.concatenate(([0.0], np.cumsum(steps)))
