"""The leg's joints, their parents, and which angles turn each about which axis.

Everything is told for a left leg in the zero pose of `sensors.leg_pose` (standing straight), in the
body space of legs: x to the person's right, y forward, z up, the origin midway between the hips.
The great toe's side is then the right one (+x).
"""

import numpy as np
from numpy.typing import NDArray

from game.limb.anatomy import Anatomy, Turn, turn_array
from sensors.leg_pose import LEG, LESSER_TOES

GREAT_TOE = ("great_toe_mtp", "great_toe_ip")
TOES: dict[str, tuple[str, ...]] = {
    "great_toe": GREAT_TOE,
    **{toe: tuple(f"{toe}_{joint}" for joint in ("mtp", "pip", "dip")) for toe in LESSER_TOES},
}
_JOINTS = ("hip", "knee", "ankle", *(joint for joints in TOES.values() for joint in joints))


def _parents() -> NDArray[np.intp]:
    parents = {"hip": "hip", "knee": "hip", "ankle": "knee"}
    for joints in TOES.values():
        parents |= dict(zip(joints, ("ankle", *joints), strict=False))
    rows = np.array([_JOINTS.index(parents[name]) for name in _JOINTS], dtype=np.intp)
    rows.flags.writeable = False
    return rows


def _turns() -> list[Turn]:
    turns: list[Turn] = [
        ("hip", slot, f"hip_{angle}", 1.0)
        for slot, angle in enumerate(("flexion", "abduction", "rotation"))
    ]
    turns += [
        ("knee", 0, "knee_flexion", 1.0),
        ("ankle", 0, "ankle_dorsiflexion", 1.0),
        ("ankle", 1, "foot_inversion", 1.0),
    ]
    for joints in TOES.values():
        turns += [(joint, 0, f"{joint}_flexion", 1.0) for joint in joints]
        turns.append((joints[0], 1, f"{joints[0]}_abduction", 1.0))
    return turns


LEG_ANATOMY = Anatomy(
    angles=LEG,
    joints=_JOINTS,
    parents=_parents(),
    chain=("hip", "knee", "ankle"),
    digits=TOES,
    turns=turn_array(_JOINTS, LEG, _turns()),
)
