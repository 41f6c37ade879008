"""When to pause and ask, and when to end: a small pure function over the pain ratings so far.

The thresholds are engineering choices, not findings: 2 points is the change that IMMPACT calls
moderate on the 0-10 scale (Dworkin 2008; Farrar 2001), and 8 is taken as severe. A therapist can
change them in the plan. An explicit stop always ends, whatever the plan says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import Field

from sessions.document import Document
from sessions.rating import Answer

Rule: TypeAlias = Literal["pain_rise", "pain_limit", "pain_persistent", "patient_stop"]
Action: TypeAlias = Literal["pause_and_ask", "end_kindly"]


class SafetyRules(Document):
    """What the plan says about pain during the session; all on the 0-10 intensity scale."""

    pain_rise: int = Field(default=2, ge=1, le=10)
    """Pause and ask when pain is at least this much above the session's start."""
    pain_limit: int = Field(default=8, ge=1, le=10)
    """Pause and ask when pain reaches this."""
    end_after: int = Field(default=2, ge=1, le=5)
    """End kindly when this many answers in a row were over; 1 ends at the first."""


@dataclass(frozen=True, slots=True)
class PainHistory:
    """Everything the rules look at, oldest first."""

    ratings: Sequence[Answer]
    """Intensity answers; the first is the one at the session's start."""
    reported_worse: bool = False
    """True where the patient has just said that it hurts more, and was asked because of it."""
    stop_requested: bool = False
    """True once the patient has asked to end."""


@dataclass(frozen=True, slots=True)
class Firing:
    """The rule that fired, why, and what is to happen."""

    rule: Rule
    reason: str
    """For the log and the therapist, e.g. ``pain is 3 above the start (rule: 2 or more)``."""
    action: Action


def evaluate(rules: SafetyRules, history: PainHistory) -> Firing | None:
    """Return the rule that the newest answer fires, or None.

    Call it after each answer. A skipped question neither fires a rule nor clears an earlier one.
    Where the start was not answered, the first answer stands in for it, and the limit always
    counts. Someone whose pain is at the limit already when they start is asked once; later answers
    count as over the limit only when they are also above the start, or when the patient has just
    said that it hurts more, so that a steady high pain does not bar the treatment.
    """
    if history.stop_requested:
        return Firing("patient_stop", "the patient asked to end", "end_kindly")
    if not history.ratings or not isinstance(history.ratings[-1], int):
        return None
    answered = [value for value in history.ratings if isinstance(value, int)]
    unknown_start = not isinstance(history.ratings[0], int)
    asked = len(answered) == 1 or history.reported_worse or unknown_start
    rule, reason = _over(rules, answered[0], answered[-1], at_limit_counts=asked)
    if rule is None:
        return None
    # The start itself may be over the limit, but nothing has persisted yet: at most it asks.
    later = answered if unknown_start else answered[1:]
    in_a_row = _over_in_a_row(rules, answered[0], later, at_limit_counts=unknown_start)
    if in_a_row >= rules.end_after:
        return Firing("pain_persistent", f"{reason}, {in_a_row} answers in a row", "end_kindly")
    return Firing(rule, reason, "pause_and_ask")


def _over(
    rules: SafetyRules, start: int, value: int, *, at_limit_counts: bool
) -> tuple[Rule | None, str]:
    rise = value - start
    if rise >= rules.pain_rise:
        return "pain_rise", f"pain is {rise} above the start (rule: {rules.pain_rise} or more)"
    if value >= rules.pain_limit and (at_limit_counts or rise > 0):
        return "pain_limit", f"pain is {value} (rule: {rules.pain_limit} or more)"
    return None, ""


def _over_in_a_row(
    rules: SafetyRules, start: int, later: Sequence[int], *, at_limit_counts: bool
) -> int:
    count = 0
    for value in reversed(later):
        if _over(rules, start, value, at_limit_counts=at_limit_counts)[0] is None:
            break
        count += 1
    return count
