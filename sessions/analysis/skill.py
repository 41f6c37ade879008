"""Skill: quick and right at once, as one number that neither speed nor care alone can raise.

``a = (1 - error) / (error * ln(duration)^b)``, b = 5.424 (Reis and others, PNAS 2009, for a
sequential pinch task; recalled). The logarithm of it is what is compared from session to session.
The constant b was fitted to that task: in ours it is a fixed convention, not a measured trade-off.
"""

import math

SPEED_WEIGHT = 5.424


def skill_index(misses: int, trials: int, duration_s: float) -> float | None:
    """Return ln(a); higher is more skill; None where there were no trials or they took 1 s or less.

    A share of errors of 0 or 1 would make it infinite: half an error is then put in, or taken
    away, as is usual for shares from few trials.

    Args:
        misses: Trials that failed.
        trials: All of them.
        duration_s: The mean duration of one; the formula holds above 1 s.

    Raises:
        ValueError: there are more misses than trials, or fewer than none.
    """
    if not 0 <= misses <= trials:
        raise ValueError("misses must lie between 0 and the trials")
    if trials == 0 or duration_s <= 1.0:
        return None
    error = min(max(misses, 0.5), trials - 0.5) / trials
    return math.log((1.0 - error) / error) - SPEED_WEIGHT * math.log(math.log(duration_s))
