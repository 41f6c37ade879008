"""Does pain go with movement, within a person, over time? Association, never cause.

Over several patients: the repeated-measures correlation of Bakdash and Marusich (Front Psychol
2017;8:456), from its published definition: each patient has a line of their own, and all lines
share one slope. With one patient: the correlation with an interval from a block bootstrap, which
keeps neighbouring sessions together, because they resemble each other. That is exploratory, and
says so.
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from sessions.analysis.sampling import Series
from sessions.analysis.student import two_sided_p

EXPLORATORY = (
    "Exploratory: one patient, an association over time. It does not show what caused what."
)
ASSOCIATION = "An association within patients. It does not show what caused what."
_NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class RepeatedCorrelation:
    """How two measures go together within patients."""

    r: float
    degrees: int
    p: float
    low: float
    """Of the 95 % interval, by Fisher's z."""
    high: float
    slope: float
    """Of `y` for one unit of `x`, common to all patients."""
    patients: int
    observations: int
    caution: str = ASSOCIATION


def repeated_measures_correlation(
    x: Series, y: Series, patients: Sequence[Hashable]
) -> RepeatedCorrelation | None:
    """Return the correlation within patients, or None where the data can't carry one.

    ``r = sign(slope) * sqrt(SS_measure / (SS_measure + SS_error))`` of an analysis of covariance
    with patients as groups, ``degrees = observations - patients - 1``. It needs two patients with
    two sessions each, and a measure that varies within them; values that are not finite are left
    out, with their pair.

    Raises:
        ValueError: the three are not equally long.
    """
    if not len(x) == len(y) == len(patients):
        raise ValueError("x, y and patients must be equally long")
    groups: dict[Hashable, list[int]] = {}
    for i, patient in enumerate(patients):
        if math.isfinite(x[i]) and math.isfinite(y[i]):
            groups.setdefault(patient, []).append(i)
    kept = [np.array(rows) for rows in groups.values() if len(rows) >= 2]
    if len(kept) < 2:
        return None
    within_x = np.concatenate([x[rows] - np.mean(x[rows]) for rows in kept])
    within_y = np.concatenate([y[rows] - np.mean(y[rows]) for rows in kept])
    degrees = len(within_x) - len(kept) - 1
    sum_xx, sum_yy = float(within_x @ within_x), float(within_y @ within_y)
    if degrees < 1 or sum_xx <= 0.0 or sum_yy <= 0.0:
        return None
    slope = float(within_x @ within_y) / sum_xx
    measure = slope * slope * sum_xx
    error = max(sum_yy - measure, 0.0)
    r = math.copysign(math.sqrt(measure / (measure + error)), slope) if measure > 0.0 else 0.0
    low, high = _fisher_interval(r, degrees)
    t = r * math.sqrt(degrees / max(1.0 - r * r, 1e-300))
    return RepeatedCorrelation(
        r=r,
        degrees=degrees,
        p=two_sided_p(t, degrees),
        low=low,
        high=high,
        slope=slope,
        patients=len(kept),
        observations=len(within_x),
    )


def _fisher_interval(r: float, degrees: int) -> tuple[float, float]:
    if degrees < 2 or abs(r) >= 1.0:
        return (-1.0, 1.0) if abs(r) < 1.0 else (r, r)
    reach = _NORMAL_95 / math.sqrt(degrees - 1)
    return math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach)


@dataclass(frozen=True, slots=True)
class OnePatientCorrelation:
    """How two measures of one patient go together from session to session."""

    r: float
    low: float
    """2.5th percentile of the bootstrap."""
    high: float
    sessions: int
    block: int
    """Neighbouring sessions drawn together."""
    lag: int
    """By how many sessions `y` follows `x`; 0 is the same session."""
    caution: str = EXPLORATORY


LEAST_SESSIONS = 8
"""Fewer say nothing: our choice."""


def one_patient_correlation(
    x: Series,
    y: Series,
    *,
    lag: int = 0,
    block: int | None = None,
    draws: int = 2000,
    seed: int = 1,
) -> OnePatientCorrelation | None:
    """Return Pearson's r of one patient's sessions with a 95 % interval, or None with too few.

    Args:
        x: One value for each session, oldest first; NaN where there is none.
        y: Likewise.
        lag: Pair each x with the y of this many sessions later.
        block: Sessions drawn together; None takes the cube root of their number, rounded up.
        draws: Bootstrap samples.
        seed: The same seed gives the same interval.

    Raises:
        ValueError: x and y are not equally long, or `lag` is negative.
    """
    if len(x) != len(y) or lag < 0:
        raise ValueError("x and y must be equally long, and lag at least 0")
    if lag:
        x, y = x[:-lag], y[lag:]
    seen = np.isfinite(x) & np.isfinite(y)
    x, y = x[seen], y[seen]
    count = len(x)
    if count < LEAST_SESSIONS or np.ptp(x) == 0.0 or np.ptp(y) == 0.0:
        return None
    length = block if block is not None else math.ceil(count ** (1.0 / 3.0))
    chance = np.random.default_rng(seed)
    starts = chance.integers(0, count, (draws, math.ceil(count / length)))
    # Blocks run on from the last session to the first, so that every session is drawn as often.
    rows = (starts[:, :, None] + np.arange(length)).reshape(draws, -1)[:, :count] % count
    found = _pearson(x[rows], y[rows])
    found = found[np.isfinite(found)]
    if len(found) < draws // 2:
        return None
    low, high = np.percentile(found, (2.5, 97.5))
    r = float(_pearson(x[None], y[None])[0])
    return OnePatientCorrelation(r, float(low), float(high), count, length, lag)


def _pearson(x: Series, y: Series) -> Series:
    """Return Pearson's r of each row; NaN where a row does not vary."""
    x = x - x.mean(axis=1, keepdims=True)
    y = y - y.mean(axis=1, keepdims=True)
    size = np.sqrt(np.sum(x * x, axis=1) * np.sum(y * y, axis=1))
    r = np.full(len(x), np.nan)
    varied = size > 1e-12
    r[varied] = np.sum(x * y, axis=1)[varied] / size[varied]
    return r
