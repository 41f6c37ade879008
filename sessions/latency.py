"""Is the picture quick enough behind the hand? One verdict for log, patient and therapist."""

from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["ok", "warn", "bad", "not_measured"]

WARN_MS = 75.0
"""Movement and felt simultaneity suffer from about here (Waltemate 2016)."""
BAD_MS = 150.0
"""Beyond this the feeling of moving the limb oneself fades (Waltemate 2016: from 125 ms)."""


def judge(median_ms: float | None, p95_ms: float | None) -> Verdict:
    """Judge sample-to-flip times; None where no sensor moved a limb.

    ``bad`` when the typical frame is later than `BAD_MS`; ``warn`` when it is later than `WARN_MS`
    or when one frame in twenty is later than `BAD_MS`.
    """
    if median_ms is None or p95_ms is None:
        return "not_measured"
    if median_ms > BAD_MS:
        return "bad"
    return "warn" if median_ms > WARN_MS or p95_ms > BAD_MS else "ok"
