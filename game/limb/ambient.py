"""Ambient shade that follows the pose: how much each key posture's shade counts just now.

The limb carries the ambient visibility of every vertex in a few key postures; a pose between them
is shaded by their mixture. Cheap enough for any graphics card, and a closing fist darkens inside.
"""

import numpy as np
from numpy.typing import NDArray

from game.limb.postures import FIRST_END_ANGLE, load_postures
from sensors.pose import LimbKind

KEY_POSTURES = (
    "open",
    "relaxed",
    "half_closed",
    "fist",
    "pinch",
    "point",
    "thumb_to_little",
    "wrist_flexed",
)
_FOOT_KEY_POSTURES = (
    "neutral",
    "flexed",
    "pointed",
    "turned_in",
    "turned_out",
    "toes_curled",
    "toes_spread",
    "great_toe_up",
)
# As many for every kind of limb: the shaders count on it.
_KEYS: dict[LimbKind, tuple[str, ...]] = {"arm": KEY_POSTURES, "leg": _FOOT_KEY_POSTURES}

_SPREAD_RAD = 0.9
"""How far from a key posture its shade still counts; postures lie 1 to 4 rad apart."""


def key_angles(kind: LimbKind = "arm") -> NDArray[np.float64]:
    """Return the key postures, shape (K, angles), radians."""
    postures = load_postures(kind)
    return np.stack([postures[name] for name in _KEYS[kind]])


class AmbientBlend:
    """Mixes the key postures for one pose after another; its weights are overwritten each time."""

    def __init__(self, kind: LimbKind = "arm") -> None:
        angles = key_angles(kind)
        importance = np.ones(angles.shape[1])
        first = FIRST_END_ANGLE[kind]
        importance[:first] = 0.0
        importance[first] = 0.8
        # Minus half the squared distance is 'towards @ angles - own', but for what is the same for
        # every key posture and so takes no part in the shares.
        keys = angles * importance / _SPREAD_RAD
        self.towards = keys * importance / _SPREAD_RAD
        """Shape (K, angles)."""
        self.own = (keys * keys).sum(axis=1) / 2.0
        """Shape (K,)."""
        count = len(keys)
        self._towards, self._own = self.towards.astype(np.float32), self.own.astype(np.float32)
        # A product with ones adds up: quicker than a sum, as products are just then being made.
        self._ones = np.ones((count, count), np.float32)
        self._near, self._sums = np.empty((2, count), np.float32)

    def weights(
        self, angles_rad: NDArray[np.floating], out: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """Return each key posture's share, shape (K,), float32, sum 1.

        Args:
            angles_rad: within limits: far outside them the powers would overflow.
            out: where to write, shape (K,); without it a new array is made.
        """
        near, sums = self._near, self._sums
        np.matmul(self._towards, angles_rad, out=near)
        np.subtract(near, self._own, near)
        np.exp(near, near)
        np.matmul(self._ones, near, sums)
        return np.divide(near, sums, out=out)
