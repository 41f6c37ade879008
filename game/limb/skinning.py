"""Linear blend skinning on the processor: what the graphics card does each frame, for measuring."""

import numpy as np
from numpy.typing import NDArray

from game.limb.mesh import Bytes

Points = NDArray[np.float64]


def skinned(
    values: NDArray[np.floating],
    bone_indices: Bytes,
    bone_weights: Bytes,
    skin_matrices: NDArray[np.float32],
    *,
    directions: bool = False,
) -> Points:
    """Return points, or directions, of the rest frame as the posed limb carries them, shape (n, 3).

    Args:
        values: shape (n, 3).
        bone_indices: shape (n, 4).
        bone_weights: shape (n, 4), rows sum to 255.
        skin_matrices: shape (J, 3, 4), from `Kinematics.skin_matrices`.
        directions: turn only, and bring to unit length.
    """
    shares = bone_weights / 255.0
    blended = np.einsum("nk,nkab->nab", shares, skin_matrices.astype(np.float64)[bone_indices])
    turned = np.einsum("nab,nb->na", blended[:, :, :3], values)
    if directions:
        return np.asarray(turned / np.linalg.norm(turned, axis=1, keepdims=True))
    return np.asarray(turned + blended[:, :, 3])
