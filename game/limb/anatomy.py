"""How one kind of limb is put together: its joints, and which angles turn each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.pose import LimbAngles

Turn = tuple[str, int, str, float]
"""Joint, which of its three turns, angle, and the share of the angle that it takes."""


@dataclass(frozen=True, slots=True, eq=False)
class Anatomy:
    """Joints from the trunk outwards; a parent comes before its children."""

    angles: LimbAngles
    joints: tuple[str, ...]
    parents: NDArray[np.intp]
    """Shape (J,); the first joint is its own parent."""
    chain: tuple[str, ...]
    """The joints from the trunk to the wrist or ankle."""
    digits: Mapping[str, tuple[str, ...]]
    """Every finger or toe with its joints, the nearest to the trunk first."""
    turns: NDArray[np.float64]
    """Shape (J, 3, angles): turn = turns @ angles, for each joint's three turns."""

    @property
    def count(self) -> int:
        """How many joints there are."""
        return len(self.joints)

    def joint(self, name: str) -> int:
        """Return a joint's row in every array.

        Raises:
            ValueError: there is no such joint.
        """
        return self.joints.index(name)


def turn_array(
    joints: Sequence[str], angles: LimbAngles, turns: Sequence[Turn]
) -> NDArray[np.float64]:
    """Return shape (J, 3, angles): the shares of every turn, those named twice added up."""
    weights = np.zeros((len(joints), 3, len(angles.names)))
    for joint, slot, angle, share in turns:
        weights[joints.index(joint), slot, angles.index[angle]] += share
    weights.flags.writeable = False
    return weights
