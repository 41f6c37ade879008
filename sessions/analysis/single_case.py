"""One patient, a baseline and a treatment phase: how little they overlap.

NAP (Parker and Vannest, Behav Ther 2009;40:357) is the share of all pairs of a baseline and a
treatment value in which the treatment's is better, ties counting half. Tau-U (Parker and others,
Behav Ther 2011;42:284) is the same idea from -1 to 1, less the trend that was in the baseline
already. Both were recalled; every step is written out here and tested on cases worked by hand.
"""

from dataclasses import dataclass

import numpy as np

from sessions.analysis.sampling import Series


@dataclass(frozen=True, slots=True)
class PhaseChange:
    """A treatment phase against its baseline; signs so that better is positive."""

    nap: float
    """0 to 1; 0.5 is no difference."""
    tau: float
    """-1 to 1, the baseline's trend left in."""
    tau_u: float
    """-1 to 1, the baseline's trend taken out."""
    baseline_trend: float
    """Kendall's tau of the baseline, towards better positive."""
    baseline_values: int
    treatment_values: int


def phase_change(
    baseline: Series, treatment: Series, *, better: str = "lower"
) -> PhaseChange | None:
    """Return how treatment differs from baseline; None where either has no values.

    Args:
        baseline: Oldest first; NaN is left out.
        treatment: Likewise.
        better: ``lower`` for pain, ``higher`` for skill.

    Raises:
        ValueError: `better` is neither.
    """
    if better not in ("lower", "higher"):
        raise ValueError("better must be lower or higher")
    sign = -1.0 if better == "lower" else 1.0
    a = sign * baseline[np.isfinite(baseline)]
    b = sign * treatment[np.isfinite(treatment)]
    if len(a) == 0 or len(b) == 0:
        return None
    pairs = len(a) * len(b)
    between = float(np.sum(np.sign(b[None, :] - a[:, None])))
    first, second = np.triu_indices(len(a), 1)
    trend = float(np.sum(np.sign(a[second] - a[first])))
    return PhaseChange(
        nap=(between / pairs + 1.0) / 2.0,
        tau=between / pairs,
        tau_u=(between - trend) / pairs,
        baseline_trend=trend / len(first) if len(first) else 0.0,
        baseline_values=len(a),
        treatment_values=len(b),
    )


def combined_tau_u(changes: list[PhaseChange]) -> float | None:
    """Return the Tau-U of a multiple baseline: each patient weighs as many pairs as they have."""
    pairs = np.array([c.baseline_values * c.treatment_values for c in changes], dtype=np.float64)
    if not len(pairs):
        return None
    values = np.array([c.tau_u for c in changes])
    return float(np.sum(pairs * values) / np.sum(pairs))
