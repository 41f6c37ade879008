"""Learning, read from a probe that is the same in every session.

Within a session: the slope over its trials. Between sessions: what the first probe of the next one
keeps of the last probe of the one before. Adaptive exercises can't show this: there the difficulty
follows the skill, and success stays where it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sessions.analysis.sampling import Series
from sessions.analysis.trend import theil_sen


@dataclass(frozen=True, slots=True)
class Learning:
    """How one measure went over sessions; None is what too few sessions can't say."""

    sessions: int
    first: float | None
    """Mean of the first session."""
    last: float | None
    within_slope: float | None
    """Median over sessions of the change from one trial to the next."""
    retention: float | None
    """Median over nights: first trial of the next session minus last trial of the one before."""
    between_slope: float | None
    """Change of the session's mean from one session to the next, along a robust line."""
    variability: float | None
    """Median over sessions of the standard deviation around the session's own line."""


def within_session_slope(values: Series) -> float | None:
    """Return the robust change from one trial to the next; None with fewer than three trials."""
    seen = np.flatnonzero(np.isfinite(values))
    if len(seen) < 3:
        return None
    return theil_sen(seen.astype(np.float64), values[seen])[0]


def variability(values: Series) -> float | None:
    """Return the standard deviation around the session's own line: learning is not unsteadiness.

    None with fewer than four trials.
    """
    seen = np.flatnonzero(np.isfinite(values))
    if len(seen) < 4:
        return None
    places, own = seen.astype(np.float64), values[seen]
    slope, intercept = theil_sen(places, own)
    rest = own - (intercept + slope * places)
    return float(np.std(rest, ddof=2))


def retention(earlier: Series, later: Series) -> float | None:
    """Return the later session's first measured trial minus the earlier one's last."""
    before, after = earlier[np.isfinite(earlier)], later[np.isfinite(later)]
    if len(before) == 0 or len(after) == 0:
        return None
    return float(after[0] - before[-1])


def learning(sessions: Sequence[Series]) -> Learning:
    """Return how a measure went.

    Args:
        sessions: The measure of each trial, one array for each session, oldest first; NaN is a
            trial that was not measured.
    """
    own = [values[np.isfinite(values)] for values in sessions]
    means = np.array([float(np.mean(values)) if len(values) else np.nan for values in own])
    known = np.flatnonzero(np.isfinite(means))
    kept = [sessions[int(i)] for i in known]
    return Learning(
        sessions=len(known),
        first=float(means[known[0]]) if len(known) else None,
        last=float(means[known[-1]]) if len(known) else None,
        within_slope=_median([within_session_slope(values) for values in kept]),
        retention=_median([retention(a, b) for a, b in pairwise(kept)]),
        between_slope=(
            theil_sen(known.astype(np.float64), means[known])[0] if len(known) >= 3 else None
        ),
        variability=_median([variability(values) for values in kept]),
    )


def _median(values: Sequence[float | None]) -> float | None:
    seen = [value for value in values if value is not None]
    return float(np.median(seen)) if seen else None
