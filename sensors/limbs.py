"""Every kind of limb by name, with its joint angles."""

from collections.abc import Mapping

from sensors.leg_pose import LEG
from sensors.pose import ARM, LimbAngles, LimbKind

LIMBS: Mapping[LimbKind, LimbAngles] = {"arm": ARM, "leg": LEG}
