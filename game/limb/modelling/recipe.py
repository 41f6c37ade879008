"""What tells one kind of limb's modelling from another's: everything else is shared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.limb.anatomy import Anatomy
from game.limb.appearance import Shape
from game.limb.modelling.atlas import Atlas
from game.limb.modelling.body_source import Points, Quads
from game.limb.rotation import Matrix, Vector
from game.limb.skeleton import Skeleton

Joints: TypeAlias = Mapping[str, Vector]
"""Joint centres, or ends of digits, by name."""
Weights: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cage:
    """A limb's own coarse mesh in the rest frame, metres."""

    vertices: Points
    """Shape (n, 3)."""
    weights: Weights
    """Shape (n, J); rows sum to 1."""
    uv: Points
    """Shape (t, 2), as in the wheel."""
    quads: Quads
    uv_quads: Quads
    heads: Joints
    tips: Joints
    facing: Vector
    """Unit vector: where the thumb's nail faces; of a foot, straight up from its sole."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one kind of limb is cut out of the body and brought to body space."""

    anatomy: Anatomy
    root: str
    """Shoulder or hip: the joint that the limb hangs from,"""
    hinge: str
    """elbow or knee,"""
    end: str
    """wrist or ankle."""
    bones: Mapping[str, str]
    """Bone of the wheel's rig to joint; a joint begins where the first of its bones does."""
    tip_bones: Mapping[str, str]
    """Digit to the bone that ends at its tip."""
    cut_place: float
    """How far the mesh reaches, from the hinge (0) to the root (1)."""
    facing: Callable[[Points, Quads, Matrix], Vector]
    """See `Cage.facing`; from vertices and quads in the rest frame, and `place`'s move."""
    scale: Callable[[Points, Joints, Joints, Shape], float]
    """From vertices, joints and tips in the wheel's units: how many metres one unit is."""
    place: Callable[[Joints], Matrix]
    """The move, shape (3, 4), of a scaled limb to its place in body space."""
    lengths_m: Callable[[Shape], tuple[float, float]]
    """Wanted lengths: root to hinge, hinge to end."""
    girths: Callable[[Shape], tuple[tuple[float, float | None], ...]]
    """Where along forearm or shank a tape was laid (0 hinge, 1 end), and what it said, mm."""
    proportion: Callable[
        [Points, Weights, Joints, Joints, Shape],
        tuple[Points, dict[str, Vector], dict[str, Vector]],
    ]
    """Vertices, joints and tips of a limb of measured proportions, from those modelled."""
    settle: Callable[[Joints, Joints], dict[str, Vector]]
    """Joint centres where anatomy has them, from where the rig has them, and the tips."""
    share_out: Callable[[Weights, Points, Joints], Weights]
    """Skin weights as the skeleton needs them, from those of the rig."""
    fit: Callable[[Joints, Joints, Vector], Skeleton]
    """The skeleton, from joints, tips and `Cage.facing`."""
    targets: Callable[[Shape], tuple[tuple[str, float], ...]]
    """The body's shape targets that matter for this limb, and how much of each."""
    atlas: Atlas
