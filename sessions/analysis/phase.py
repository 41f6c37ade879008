"""How well one movement goes along with another: by how much it lags, and how alike they are.

Plain cross-correlation of two coordinates over one or more cycles. The phase locking over bars is
the mean resultant length of circular statistics: 1 where every bar lags alike, 0 where all differ.
"""

from dataclasses import dataclass

import numpy as np

from sessions.analysis.sampling import Series


@dataclass(frozen=True, slots=True)
class PhaseMatch:
    """One stretch of following."""

    lag_share: float
    """Of the cycle, -0.5 to 0.5; above 0 the follower is late."""
    likeness: float
    """Correlation at that lag, -1 to 1; 0 where the follower stands still."""


def phase_match(
    shown: Series, followed: Series, rate_hz: float, cycle_s: float
) -> PhaseMatch | None:
    """Return how `followed` goes along with `shown`, both evenly sampled over the same time.

    Lags up to half a cycle either way are tried. None where less than half a cycle is there, or
    what was shown does not move.
    """
    count = min(len(shown), len(followed))
    reach = round(cycle_s * rate_hz / 2.0)
    if count < reach or reach < 2 or float(np.ptp(shown[:count])) == 0.0:
        return None
    a = shown[:count] - np.mean(shown[:count])
    b = followed[:count] - np.mean(followed[:count])
    if float(np.ptp(b)) < 1e-9:
        return PhaseMatch(0.0, 0.0)
    best_lag, best = 0, -2.0
    for lag in range(-reach, reach + 1):
        early = a[max(0, -lag) : count - max(0, lag)]
        late = b[max(0, lag) : count - max(0, -lag)]
        if len(early) < reach:
            continue
        size = float(np.sqrt(np.sum(early**2) * np.sum(late**2)))
        likeness = float(early @ late) / size if size > 0.0 else 0.0
        # Of lags that are as good, the smallest is meant.
        if likeness > best + 1e-9 or (abs(likeness - best) <= 1e-9 and abs(lag) < abs(best_lag)):
            best_lag, best = lag, likeness
    return PhaseMatch(best_lag / rate_hz / cycle_s, best)


def phase_locking(lag_shares: Series) -> float | None:
    """Return how alike the lags of several bars are, 0 to 1; None with fewer than two."""
    if len(lag_shares) < 2:
        return None
    return float(np.abs(np.mean(np.exp(2j * np.pi * lag_shares))))
