"""Named postures: poses of a whole limb that movements are built from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from sensors.pose import ARM, Angles, LimbAngles

RESTING_NAME = "resting"


def beyond_limits(limb: LimbAngles, degrees: Mapping[str, float]) -> str:
    """Return what is wrong with joint angles by name, in degrees; empty where nothing is."""
    for name, value_deg in degrees.items():
        if name not in limb.index:
            return f"'{name}' is not a joint angle of the {limb.kind}"
        low_deg, high_deg = np.degrees(limb.limits_rad[limb.index[name]])
        if not low_deg - 1e-9 <= value_deg <= high_deg + 1e-9:
            return f"{name} must be from {low_deg:.0f} to {high_deg:.0f} degrees"
    return ""


@dataclass(frozen=True, slots=True)
class Postures:
    """Poses of one kind of limb by name; the resting one is always among them."""

    limb: LimbAngles = ARM
    _poses: Mapping[str, Angles] = field(default_factory=lambda: MappingProxyType({}))

    def __contains__(self, name: str) -> bool:
        return name == RESTING_NAME or name in self._poses

    def angles(self, name: str) -> Angles:
        """Return the pose, one for each of its limb's angles, not writeable.

        Raises:
            KeyError: there is no posture of this name.
        """
        return self.limb.resting if name == RESTING_NAME else self._poses[name]

    def with_posture(self, name: str, *, base: str, degrees: Mapping[str, float]) -> "Postures":
        """Return these and one more: the base posture with the named angles put in place.

        Raises:
            KeyError: there is no posture called `base`, or an angle is none of the limb's.
        """
        pose = self.angles(base).copy()
        for joint, value_deg in degrees.items():
            pose[self.limb.index[joint]] = np.radians(value_deg)
        pose.flags.writeable = False
        return Postures(self.limb, MappingProxyType({**self._poses, name: pose}))
