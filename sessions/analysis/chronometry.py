"""Mental chronometry: how long an imagined movement takes, measured against the real one.

In healthy people the two take about as long; a slower phantom shows as a ratio above 1 against
the intact side. Tong and others (2020) read shorter imagined times over weeks as better control.
"""

import numpy as np

from sessions.analysis.sampling import Series


def duration_ratio(imagined_s: Series, executed_s: Series) -> float | None:
    """Return the median imagined over the median executed duration; None with either missing."""
    imagined_s, executed_s = imagined_s[imagined_s > 0.0], executed_s[executed_s > 0.0]
    if len(imagined_s) == 0 or len(executed_s) == 0:
        return None
    return float(np.median(imagined_s) / np.median(executed_s))
