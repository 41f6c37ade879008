"""The surface of a limb as arrays, ready for the graphics card."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Bytes: TypeAlias = NDArray[np.uint8]
Triangles: TypeAlias = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class CageMesh:
    """The coarse surface: enough for shadows and far views."""

    positions: Floats
    """Shape (n, 3), metres, rest frame."""
    bone_indices: Bytes
    """Shape (n, 4)."""
    bone_weights: Bytes
    """Shape (n, 4); each row sums to 255."""
    triangles: Triangles
    """Shape (m, 3)."""


@dataclass(frozen=True, slots=True)
class LimbMesh:
    """A left limb in its rest frame; the right one is the same mesh, reflected when posed.

    The rest frame is body space with the arm as it was modelled: the shoulder is already in its
    place and the upper arm hangs, elbow and hand are a little bent.
    """

    positions: Floats
    """Shape (n, 3), metres."""
    normals: Floats
    """Shape (n, 3), unit length, outwards."""
    uv: Floats
    """Shape (n, 2) in the skin textures; v grows upwards, as in OpenGL."""
    bone_indices: Bytes
    """Shape (n, 4), rows of `Skeleton.names`."""
    bone_weights: Bytes
    """Shape (n, 4); each row sums to 255."""
    triangles: Triangles
    """Shape (m, 3), counter-clockwise seen from outside."""
    ambient: Bytes
    """Shape (K, n): how open each vertex is to the surroundings in each key posture, 255 open."""
    cage: CageMesh
