"""Named postures: poses of the whole arm that movements are built from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, TypeAlias

import numpy as np
from pydantic import AfterValidator, FiniteFloat

from sensors.pose import INDEX, LIMITS_RAD, RESTING, Angles

RESTING_NAME = "resting"


def _within_limits(degrees: dict[str, float]) -> dict[str, float]:
    for name, value_deg in degrees.items():
        if name not in INDEX:
            raise ValueError(f"'{name}' is not a joint angle")
        low_deg, high_deg = np.degrees(LIMITS_RAD[INDEX[name]])
        if not low_deg - 1e-9 <= value_deg <= high_deg + 1e-9:
            raise ValueError(f"{name} must be from {low_deg:.0f} to {high_deg:.0f} degrees")
    return degrees


Degrees: TypeAlias = Annotated[dict[str, FiniteFloat], AfterValidator(_within_limits)]
"""Joint angles by name, in degrees, each within its anatomical limits."""


@dataclass(frozen=True, slots=True)
class Postures:
    """Poses by name; the resting one is always among them."""

    _poses: Mapping[str, Angles] = field(
        default_factory=lambda: MappingProxyType({RESTING_NAME: RESTING})
    )

    def __contains__(self, name: str) -> bool:
        return name in self._poses

    def angles(self, name: str) -> Angles:
        """Return the pose, shape (28,), not writeable.

        Raises:
            KeyError: there is no posture of this name.
        """
        return self._poses[name]

    def with_posture(self, name: str, *, base: str, degrees: Mapping[str, float]) -> "Postures":
        """Return these and one more: the base posture with the named angles put in place.

        Raises:
            KeyError: there is no posture called `base`, or an angle is not in `JOINT_ANGLES`.
        """
        pose = self._poses[base].copy()
        for joint, value_deg in degrees.items():
            pose[INDEX[joint]] = np.radians(value_deg)
        pose.flags.writeable = False
        return Postures(MappingProxyType({**self._poses, name: pose}))
