"""What a limb is doing: its joint angles, in the anatomist's sense; here those of an arm.

A pose is one vector of angles in radians, in the order that its kind of limb names: `JOINT_ANGLES`
for an arm, `sensors.leg_pose.LEG.names` for a leg. The angles mean the same for either side, so the
mirror image of a pose is the very same vector given to the other limb: a tracker's opinion about
left and right has nowhere to enter.

Zero is the anatomical zero: arm hanging, elbow straight, forearm in the middle between palm up and
palm down (thumb forward), wrist and fingers straight. Positive is what the name says:

- ``shoulder_flexion`` raises the arm forward, ``shoulder_abduction`` sideways,
  ``shoulder_rotation`` turns the bent forearm inwards (internal rotation);
- ``forearm_pronation`` turns the palm down (negative: up);
- ``wrist_flexion`` bends towards the palm, ``wrist_radial_deviation`` towards the thumb;
- ``*_mcp_abduction`` spreads a finger away from the middle finger; the middle finger's own is
  positive towards the thumb;
- ``thumb_cmc_flexion`` brings the thumb across the palm in the palm's plane,
  ``thumb_cmc_abduction`` lifts it out of that plane, ``thumb_cmc_opposition`` turns its pad
  towards the fingers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Side: TypeAlias = Literal["left", "right"]
LimbKind: TypeAlias = Literal["arm", "leg"]
Angles: TypeAlias = NDArray[np.float64]


class LimbAngles:
    """The joint angles of one kind of limb: their names, limits, and the relaxed pose."""

    def __init__(
        self,
        kind: LimbKind,
        limits_deg: Mapping[str, tuple[float, float]],
        resting_deg: Mapping[str, float],
    ) -> None:
        """Take the angles in their order.

        Args:
            kind: which limb.
            limits_deg: every angle's name, and from where to where it goes.
            resting_deg: the pose to which a lost limb fades; angles not named are zero.
        """
        self.kind: LimbKind = kind
        self.names: tuple[str, ...] = tuple(limits_deg)
        self.index: dict[str, int] = {name: i for i, name in enumerate(self.names)}
        self.limits_rad: NDArray[np.float64] = np.radians(list(limits_deg.values()))
        self.limits_rad.flags.writeable = False
        self._low_rad, self._high_rad = self.limits_rad.T.copy()
        self.resting: Angles = self.from_degrees(resting_deg)
        self.resting.flags.writeable = False

    def from_degrees(self, named_deg: Mapping[str, float]) -> Angles:
        """Return the full vector in radians; angles not named are zero.

        Raises:
            KeyError: a name is none of `names`.
        """
        angles = np.zeros(len(self.names))
        for name, value_deg in named_deg.items():
            angles[self.index[name]] = np.radians(value_deg)
        return angles

    def clamp(self, angles_rad: Angles) -> Angles:
        """Return the nearest pose within anatomical limits."""
        # Twice a frame or more: `np.clip` takes five times as long for so few numbers.
        within: Angles = np.maximum(angles_rad, self._low_rad)
        np.minimum(within, self._high_rad, out=within)
        return within


FINGERS = ("index", "middle", "ring", "little")

# Degrees. Shoulder to wrist: AAOS normal ranges; fingers and thumb: the ranges of hand-therapy
# textbooks (docs/sources.md lists both). They bound the limb that is shown, not the patient.
_FINGER_LIMITS_DEG = {
    "mcp_flexion": (-30.0, 90.0),
    "mcp_abduction": (-20.0, 25.0),
    "pip_flexion": (-5.0, 110.0),
    "dip_flexion": (-10.0, 85.0),
}
_LIMITS_DEG: dict[str, tuple[float, float]] = {
    "shoulder_flexion": (-60.0, 180.0),
    "shoulder_abduction": (-30.0, 180.0),
    "shoulder_rotation": (-90.0, 90.0),
    "elbow_flexion": (0.0, 150.0),
    "forearm_pronation": (-85.0, 85.0),
    "wrist_flexion": (-70.0, 80.0),
    "wrist_radial_deviation": (-30.0, 20.0),
    "thumb_cmc_flexion": (-25.0, 45.0),
    "thumb_cmc_abduction": (-10.0, 60.0),
    "thumb_cmc_opposition": (-20.0, 60.0),
    "thumb_mcp_flexion": (-10.0, 60.0),
    "thumb_ip_flexion": (-15.0, 80.0),
    **{
        f"{finger}_{angle}": limits
        for finger in FINGERS
        for angle, limits in _FINGER_LIMITS_DEG.items()
    },
}
_RESTING_DEG = {
    "shoulder_flexion": 36.0,
    "shoulder_abduction": 8.0,
    "shoulder_rotation": 12.0,
    "elbow_flexion": 58.0,
    "forearm_pronation": 70.0,
    "wrist_flexion": -8.0,
    "thumb_cmc_abduction": 20.0,
    "thumb_cmc_opposition": 15.0,
    "thumb_mcp_flexion": 12.0,
    "thumb_ip_flexion": 10.0,
    **{f"{finger}_mcp_flexion": 18.0 for finger in FINGERS},
    **{f"{finger}_pip_flexion": 22.0 for finger in FINGERS},
    **{f"{finger}_dip_flexion": 10.0 for finger in FINGERS},
    "index_mcp_abduction": 3.0,
    "ring_mcp_abduction": 2.0,
    "little_mcp_abduction": 5.0,
}


# The relaxed arm is that of someone sitting at a table, palm down: where a lost limb fades to.
ARM = LimbAngles("arm", _LIMITS_DEG, _RESTING_DEG)
JOINT_ANGLES, INDEX, LIMITS_RAD, RESTING = ARM.names, ARM.index, ARM.limits_rad, ARM.resting


def angles_from_degrees(named_deg: Mapping[str, float]) -> Angles:
    """Return an arm's full vector in radians; angles not named are zero.

    Raises:
        KeyError: a name is not one of `JOINT_ANGLES`.
    """
    return ARM.from_degrees(named_deg)


def clamp(angles_rad: Angles) -> Angles:
    """Return the nearest pose of an arm within anatomical limits."""
    return ARM.clamp(angles_rad)


def other_side(side: Side) -> Side:
    """Return the opposite side."""
    return "right" if side == "left" else "left"


@dataclass(frozen=True, slots=True)
class MeasuredPose:
    """What the intact limb was doing when its sample was taken."""

    taken_at_s: float
    angles_rad: Angles
    """One for each of its limb's angles, within their limits."""
    confidence: float
    """0 (a guess) to 1 (sure)."""
