"""When a phase of a course is over by what the patient does, not by the calendar alone.

Every rule is data in the course. All rules of a phase have to hold; each says in a sentence how
things stand. What was never measured or answered holds nothing up but the rule that asks for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from sessions.course.gmi import STAGES, GmiRule, standing
from sessions.course.played_session import PlayedSession
from sessions.plan.document import Document

Name: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


class SessionsDone(Document):
    """So many sessions of the phase have been played."""

    rule: Literal["sessions_done"]
    at_least: int = Field(ge=1, le=500)


class OutcomeReached(Document):
    """Something measured has reached a value in each of the last sessions that measured it."""

    rule: Literal["outcome"]
    exercise: Name
    measure: Name
    """One of docs/outcomes.md."""
    condition: str = Field(default="", max_length=120)
    """As in the log; empty takes the first condition of that measure."""
    at_least: float | None = None
    at_most: float | None = None
    in_last: int = Field(default=3, ge=1, le=30)
    """Sessions in a row."""

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("asks for nothing; give at_least, at_most or both")
        return self


class PainNotRising(Document):
    """Pain at the start of the last sessions is not above that of the sessions before them."""

    rule: Literal["pain_not_rising"]
    in_last: int = Field(default=4, ge=1, le=30)
    """Sessions on either side of the comparison."""
    by: float = Field(default=1.0, ge=0.0, le=10.0)
    """A rise of the mean up to this counts as none, on the scale from 0 to 10."""


class TherapistReleases(Document):
    """The therapist alone decides, by writing the phase's name into the course's `released`.

    That overrides every other rule, too.
    """

    rule: Literal["therapist"]


class GmiUnlocked(GmiRule):
    """A stage of graded motor imagery has been passed, see `sessions.course.gmi`."""

    rule: Literal["graded_motor_imagery"] = "graded_motor_imagery"
    leaves: Literal["laterality", "imagery"]
    """The stage that has to be behind the patient."""


ProgressRule: TypeAlias = Annotated[
    SessionsDone | OutcomeReached | PainNotRising | TherapistReleases | GmiUnlocked,
    Field(discriminator="rule"),
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a rule holds, and how things stand."""

    holds: bool
    why: str


def judge(
    rule: ProgressRule, *, in_phase: Sequence[PlayedSession], so_far: Sequence[PlayedSession]
) -> Verdict:
    """Judge one rule.

    Args:
        rule: The rule.
        in_phase: The patient's sessions in this phase, oldest first.
        so_far: All of the patient's sessions, oldest first.
    """
    match rule:
        case SessionsDone():
            done = len(in_phase)
            return Verdict(done >= rule.at_least, f"{done} of {rule.at_least} sessions done")
        case OutcomeReached():
            return _outcome(rule, in_phase)
        case PainNotRising():
            return _pain(rule, so_far)
        case TherapistReleases():
            return Verdict(False, "the therapist has not released the phase yet")
        case GmiUnlocked():
            blocks = [block for session in so_far for block in session.blocks]
            now = standing(rule, blocks)
            return Verdict(STAGES.index(now.stage) > STAGES.index(rule.leaves), now.reason)


def _outcome(rule: OutcomeReached, in_phase: Sequence[PlayedSession]) -> Verdict:
    values = [
        value
        for session in in_phase
        if (value := session.measured(rule.exercise, rule.measure, rule.condition)) is not None
    ][-rule.in_last :]
    good = sum(
        (rule.at_least is None or value >= rule.at_least)
        and (rule.at_most is None or value <= rule.at_most)
        for value in values
    )
    limits = [f"at least {rule.at_least:g}"] if rule.at_least is not None else []
    limits += [f"at most {rule.at_most:g}"] if rule.at_most is not None else []
    told = (
        f"{rule.exercise} {rule.measure.replace('_', ' ')} {' and '.join(limits)} in {good} of "
        f"the last {rule.in_last} sessions that measured it"
    )
    return Verdict(good == rule.in_last, told)


def _pain(rule: PainNotRising, so_far: Sequence[PlayedSession]) -> Verdict:
    starts = [s.pain_at_start for s in so_far if s.pain_at_start is not None]
    last, before = starts[-rule.in_last :], starts[-2 * rule.in_last : -rule.in_last]
    if not before:
        return Verdict(True, "too few answers to say that pain rises")
    rise = fmean(last) - fmean(before)
    word = "not rising" if rise <= rule.by else "rising"
    told = f"pain at the start is {word}: {fmean(before):.1f} before, {fmean(last):.1f} lately"
    return Verdict(rise <= rule.by, told)
