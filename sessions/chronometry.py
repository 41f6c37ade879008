"""Mental chronometry: how long movements take in the mind, beside how long they take in fact.

The ratio of imagined to executed time is near 1 where imagining follows moving; Tong 2020 took a
shorter imagined time of the impaired limb as better ability to move it. Medians, so that one
interrupted series does not count for much.
"""

import statistics
from collections.abc import Sequence


def time_of_one_s(series_s: Sequence[float], repetitions: int) -> float | None:
    """Return how long one movement takes: the median series, shared out; None without any."""
    return statistics.median(series_s) / repetitions if series_s else None


def imagined_to_executed(imagined_s: Sequence[float], executed_s: Sequence[float]) -> float | None:
    """Return the ratio of the median series; None where either was not measured."""
    if not imagined_s or not executed_s:
        return None
    return statistics.median(imagined_s) / statistics.median(executed_s)


def variability(series_s: Sequence[float]) -> float | None:
    """Return the standard deviation as a share of the mean; None with fewer than two series."""
    if len(series_s) < 2:
        return None
    return statistics.stdev(series_s) / statistics.fmean(series_s)
