"""Finger joints moved from where the rig has them to where anatomy has them.

The rig's finger joints lie 3 mm below the skin of the back of the hand, and its knuckles' joints
where the fingers part. A knuckle is the head of the metacarpal: the joint's centre is the centre of
that rounded head, 8 to 9 mm nearer to the wrist and as far below the skin (Buryanov & Kotiuk 2010,
Int. J. Morphol. 28:755, proximal phalanges of 39.8, 44.6, 41.4 and 32.7 mm; Davidoff & Freivalds
1993, Int. J. Ind. Ergon. 12:255, knuckle of the middle finger at .446 of the hand's length from the
wrist). Turned about that centre, the head stays where it is and the fist gets its knuckles.

The rig's thumb begins in the middle of its metacarpal. Its saddle joint lies at the trapezium, a
metacarpal of 46.2 mm from the thumb's knuckle, which is 31.6 mm from the next joint (Buryanov &
Kotiuk): only with that reach does the thumb come around the fingers of a fist.
"""

from collections.abc import Mapping

import numpy as np

from game.limb.rotation import Vector, unit
from game.limb.skeleton import THUMB
from sensors.pose import FINGERS

KNUCKLE_BACK_M = 0.009
"""Towards the wrist."""
KNUCKLE_DEEPER_M = 0.005
PIP_DEEPER_M = 0.0025
DIP_DEEPER_M = 0.0015
THUMB_BASE_BACK_M = 0.015
THUMB_KNUCKLE_OUT_M = 0.003


def settled(heads: Mapping[str, Vector], tips: Mapping[str, Vector]) -> dict[str, Vector]:
    """Return the joint centres of a modelled arm, its finger joints where anatomy has them.

    Args:
        heads: joint centres by name of `skeleton.JOINTS`.
        tips: end of each digit.
    """
    moved = dict(heads)
    cmc, mcp, ip = (heads[joint] for joint in THUMB)
    moved[THUMB[0]] = cmc - THUMB_BASE_BACK_M * unit(mcp - cmc)
    moved[THUMB[1]] = mcp + THUMB_KNUCKLE_OUT_M * unit(ip - mcp)
    for finger in FINGERS:
        mc, mcp, pip, dip = (heads[f"{finger}_{joint}"] for joint in ("mc", "mcp", "pip", "dip"))
        # The palm's side of the bent finger's plane: where the modelled finger curls to.
        hinge = unit(np.cross(pip - mcp, tips[finger] - pip))
        for joint, along, deeper_m in (
            ("mcp", mcp - mc, KNUCKLE_DEEPER_M),
            ("pip", pip - mcp, PIP_DEEPER_M),
            ("dip", dip - pip, DIP_DEEPER_M),
        ):
            palmar = np.cross(hinge, unit(along))
            moved[f"{finger}_{joint}"] = heads[f"{finger}_{joint}"] + deeper_m * palmar
        moved[f"{finger}_mcp"] = moved[f"{finger}_mcp"] - KNUCKLE_BACK_M * unit(mcp - mc)
    return moved
