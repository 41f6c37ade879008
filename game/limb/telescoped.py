"""The skin of a telescoped limb: drawn together evenly, wherever its joints come to lie.

Joints that move nearer to each other take the skin that is fixed to them along, and skin near a
joint would then overtake skin further out. So each vertex gets what is missing to its own place
along the limb. What is missing points along the limb's two segments as they lie in a pose, and is
added there: a bent wrist does not turn it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.form import LimbForm, left_of, residual_end_m
from game.limb.mesh import LimbMesh
from game.limb.modelling.residual import LimbLine
from game.limb.rotation import unit
from game.limb.skeleton import Skeleton
from sensors.pose import LimbKind

Points = NDArray[np.float64]

WHOLE = (1e3, 0.0, 1.0, 1.0)
"""Where a limb begins that goes on from no residual limb: nowhere near."""
_SOLID_BEFORE_M: dict[LimbKind, float] = {"arm": 0.045, "leg": 0.085}
"""A phantom limb is solid from this far before the residual limb's end, which is more than the
height of its rounded top (three quarters of its radius): where that top leaves the limb's surface,
nothing of the surroundings is seen between the two. Nearer the body both are the same skin."""
_FADE_M = 0.012
"""Over this length before that it grows solid."""
_SLIM_BEFORE_M: dict[LimbKind, float] = {"arm": 0.030, "leg": 0.060}
"""A telescoped limb is slim from about where the rounded top begins."""
_SLIMMING_M = 0.012
_MOST_DENSER = 2.5
"""Drawn in further than that, skin is shaded no steeper: its folds would be dark patches."""


def line_of(skeleton: Skeleton) -> LimbLine:
    """Return the line through the limb's large joints in the rest frame."""
    anatomy = skeleton.anatomy
    root, hinge, *_, end = (skeleton.rest_heads[anatomy.joint(name)] for name in anatomy.chain)
    return LimbLine(np.stack((root, hinge, end)))


@dataclass(frozen=True, slots=True)
class DrawnIn:
    """What telescoping adds to each vertex after its joints have moved it."""

    positions: NDArray[np.float32]
    """Shape (n, 3): the surface in the rest frame, narrowed where it leaves a residual limb."""
    values: NDArray[np.float32]
    """Shape (n, 3): metres along the upper and the lower segment; how much denser the skin gets,
    less 1, negative on the upper segment."""


def drawn_in(mesh: LimbMesh, skeleton: Skeleton, form: LimbForm) -> DrawnIn:
    """Return what is added to each vertex of a limb in that form."""
    line = line_of(skeleton)
    upper_m, lower_m = line.segments_m
    whole_m = upper_m + lower_m
    end_m = residual_end_m(form, skeleton.anatomy, skeleton.zero_heads)
    left = left_of(form)

    def moved_m(along_m: Points) -> tuple[Points, Points]:
        """Return how far what lies there moves along the upper and the lower segment."""
        drawn_m = np.where(along_m > end_m, end_m + (along_m - end_m) * left, along_m) - along_m
        hinge_moved = min(0.0, (end_m - upper_m) * (1.0 - left))
        beyond = along_m > upper_m
        return (
            np.where(beyond, hinge_moved, drawn_m),
            np.where(beyond, drawn_m - hinge_moved, 0.0),
        )

    along_m = np.minimum(line.along_m(mesh.positions.astype(np.float64)), whole_m)
    wanted = moved_m(along_m)
    by_joint = moved_m(_joints_along_m(skeleton, line))
    weights = mesh.bone_weights / 255.0
    missing = [
        want - (weights * joints[mesh.bone_indices]).sum(axis=1)
        for want, joints in zip(wanted, by_joint, strict=True)
    ]
    within = (along_m > end_m) & (along_m < whole_m)
    sign = np.where(along_m > upper_m, 1.0, -1.0)
    denser = np.where(within, sign * min(1.0 / left - 1.0, _MOST_DENSER), 0.0)
    positions = mesh.positions
    if form.meets_residual:
        positions = _narrowed(mesh, line, skeleton.kind, along_m, end_m, 1.0 - left)
    return DrawnIn(positions, np.stack((*missing, denser), axis=1).astype(np.float32))


def _narrowed(
    mesh: LimbMesh,
    line: LimbLine,
    kind: LimbKind,
    along_m: Points,
    end_m: float,
    share: float,
) -> NDArray[np.float32]:
    """Return the surface, as slim as the wrist where it comes out of the rounded end.

    Drawn together at its own girth, the skin would stand around the wrist as a collar.
    """
    start, hinge, wrist = line.joints
    lower_m = line.segments_m[0]
    upper_axis, lower_axis = unit(hinge - start), unit(wrist - hinge)
    on_lower = (along_m > lower_m)[:, None]
    places = np.where(
        on_lower,
        hinge + (along_m - lower_m)[:, None] * lower_axis,
        start + along_m[:, None] * upper_axis,
    )
    across = mesh.positions - places
    across -= np.where(on_lower, lower_axis, upper_axis) * np.sum(
        across * np.where(on_lower, lower_axis, upper_axis), axis=1, keepdims=True
    )
    radii_m = np.linalg.norm(across, axis=1)
    whole_m = sum(line.segments_m)
    at_wrist_m = float(np.median(radii_m[np.abs(along_m - whole_m + 0.006) < 0.005]))
    # Nearer the trunk nothing of this surface is seen; at the wrist it is slim already.
    before_m = _SLIM_BEFORE_M[kind]
    begun = np.clip((along_m - end_m + before_m) / _SLIMMING_M, 0.0, 1.0)
    ends = np.clip((whole_m - along_m) / 0.02, 0.0, 1.0)
    slimmer = np.minimum(1.0, at_wrist_m / np.maximum(radii_m, 1e-6))
    by = share * begun * ends * (1.0 - slimmer)
    return np.asarray(mesh.positions - by[:, None] * across, dtype=np.float32)


def begins(form: LimbForm, skeleton: Skeleton) -> tuple[float, float, float, float]:
    """Return where and how a limb begins that meets its residual limb; see ``begins.glsl``."""
    whole_m = sum(line_of(skeleton).segments_m)
    up_m = whole_m - residual_end_m(form, skeleton.anatomy, skeleton.zero_heads)
    before_m = _SOLID_BEFORE_M[skeleton.kind] + _FADE_M
    return up_m + before_m, before_m, left_of(form), _FADE_M


def _joints_along_m(skeleton: Skeleton, line: LimbLine) -> Points:
    """Return how far along the limb each joint lies; those of hand or foot count as its first."""
    anatomy = skeleton.anatomy
    along_m = np.full(anatomy.count, sum(line.segments_m))
    chain = [anatomy.joint(name) for name in anatomy.chain]
    steps = np.linalg.norm(np.diff(skeleton.zero_heads[chain], axis=0), axis=1)
    along_m[chain] = np.concatenate(([0.0], np.cumsum(steps)))
    before = chain[0]
    while before != anatomy.parents[before]:
        before = int(anatomy.parents[before])
        along_m[before] = 0.0
    return along_m
