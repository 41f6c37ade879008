"""Where the seated patient's eyes, shoulders and table are, for whoever draws them."""

import numpy as np
from numpy.typing import NDArray

from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import Side

EYE_M: NDArray[np.float64] = np.array([0.0, SEATED_ARM.eye_forward_m, SEATED_ARM.eye_up_m])
EYE_M.flags.writeable = False
TABLE_HEIGHT_M: float = SEATED_ARM.table_height_m


def shoulder_m(side: Side) -> NDArray[np.float64]:
    """Return the place of one shoulder joint, shape (3,), in body space."""
    outwards = -1.0 if side == "left" else 1.0
    return np.array([outwards * SEATED_ARM.shoulder_offset_m, 0.0, 0.0])
