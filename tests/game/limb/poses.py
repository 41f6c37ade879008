"""Random poses within anatomical limits, for property tests."""

import numpy as np
from hypothesis import strategies as st

from sensors.pose import JOINT_ANGLES, LIMITS_RAD, Angles


def poses() -> st.SearchStrategy[Angles]:
    """Return a strategy of whole poses, shape (28,)."""
    shares = st.lists(st.floats(0.0, 1.0), min_size=len(JOINT_ANGLES), max_size=len(JOINT_ANGLES))
    low, high = LIMITS_RAD.T
    return shares.map(lambda share: low + (high - low) * np.array(share))
