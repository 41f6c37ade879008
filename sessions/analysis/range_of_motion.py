"""How far each joint moved: the range of motion of a stretch of poses, in degrees.

Ranges are taken between the 2nd and 98th percentile of the poses, so that one wrong picture of a
camera does not stretch them; with few poses the percentiles are the extremes.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from sessions.analysis.sampling import Series

TRIMMED_PERCENT = 2.0

JOINT_GROUPS: Mapping[str, tuple[str, ...]] = {
    "shoulder": ("shoulder_",),
    "elbow": ("elbow_",),
    "forearm": ("forearm_",),
    "wrist_flexion": ("wrist_flexion",),
    "wrist_deviation": ("wrist_radial_",),
    "thumb": ("thumb_",),
    "finger_base": tuple(f"{f}_mcp_flexion" for f in ("index", "middle", "ring", "little")),
    "finger_middle": tuple(f"{f}_pip_flexion" for f in ("index", "middle", "ring", "little")),
    "finger_spread": tuple(f"{f}_mcp_abduction" for f in ("index", "middle", "ring", "little")),
    "hip": ("hip_",),
    "knee": ("knee_",),
    "ankle": ("ankle_",),
    "toes": ("toe_", "toes_", "big_toe_"),
}
"""By the beginnings of the joint angles' names; a group that a limb lacks is left out."""


def joint_ranges_deg(angles_rad: Series) -> Series:
    """Return each joint angle's range, degrees, shape (angles,); poses not measured don't count.

    Args:
        angles_rad: Shape (n, angles), n at least 1.
    """
    seen = angles_rad[np.all(np.isfinite(angles_rad), axis=1)]
    if len(seen) == 0:
        return np.zeros(angles_rad.shape[1])
    low, high = np.percentile(seen, (TRIMMED_PERCENT, 100.0 - TRIMMED_PERCENT), axis=0)
    return np.asarray(np.degrees(high - low))


def group_ranges_deg(angles_rad: Series, names: Sequence[str]) -> dict[str, float]:
    """Return the range of each group of joints: the largest of its own joint angles.

    Args:
        angles_rad: Shape (n, angles).
        names: The angles' names, as the recording or the pose has them.
    """
    ranges = joint_ranges_deg(angles_rad)
    groups: dict[str, float] = {}
    for group, beginnings in JOINT_GROUPS.items():
        own = [
            float(ranges[i])
            for i, name in enumerate(names)
            if name.startswith(beginnings) and not name.endswith("opposition")
        ]
        if own:
            groups[group] = max(own)
    return groups


def driving_angle(angles_rad: Series) -> int:
    """Return which joint angle moved the most, as its column."""
    return int(np.argmax(joint_ranges_deg(angles_rad)))
