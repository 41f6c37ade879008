"""The safety rules of a plan: on which condition, from which threshold on, what is to be done.

The plan may change every one. The thresholds are engineering choices, not findings: 2 points is the
change that IMMPACT calls moderate on the 0-10 scale (Dworkin 2008; Farrar 2001), 8 is taken as
severe, and 4 of 10 for dizziness or nausea, freezing of the phantom, distress, swelling or colour,
another symptom that the patient reports, and trouble in three sessions in a row are proposals. An
explicit stop always ends, whatever the plan says.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, Self, TypeAlias

from pydantic import Field, model_validator

from sessions.plan.document import Document

Rule: TypeAlias = Literal[
    "patient_stop",
    "pain_persistent",
    "pain_rise",
    "pain_limit",
    "reported_worse",
    "dizziness",
    "nausea",
    "freezing",
    "distress",
    "swelling",
    "colour",
    "symptom",
    "repeated",
    "time_ceiling",
    "repetition_ceiling",
]
"""What can be noticed; the one that is named first comes first."""

Action: TypeAlias = Literal["end_kindly", "pause_and_ask", "swap", "ease", "tell_therapist"]
"""What can be done about it, the most cautious first. *Ease* makes what follows slower, smaller or
shorter; *swap* plays the plan's calmer exercise instead of the next one."""

_STOP_AND_TELL: tuple[Action, ...] = ("end_kindly", "tell_therapist")


class SafetyRule(Document):
    """One rule, as a plan writes it: it takes the place of the usual one for its condition."""

    when: Rule
    at_least: int | None = Field(default=None, ge=1, le=10_000)
    """The threshold, where the condition has one; what is usual where it is left out."""
    do: tuple[Action, ...] = Field(
        max_length=5,
        description='a list of "pause_and_ask", "ease", "swap", "end_kindly", "tell_therapist"; '
        "an empty one switches the rule off",
    )


_USUAL: Mapping[Rule, tuple[int | None, tuple[Action, ...]]] = MappingProxyType(
    {
        "patient_stop": (None, ("end_kindly",)),
        "pain_persistent": (2, ("end_kindly", "tell_therapist")),
        "pain_rise": (2, ("pause_and_ask",)),
        "pain_limit": (8, ("pause_and_ask",)),
        "reported_worse": (None, ("ease",)),
        "dizziness": (4, _STOP_AND_TELL),
        "nausea": (4, _STOP_AND_TELL),
        "freezing": (None, _STOP_AND_TELL),
        "distress": (None, _STOP_AND_TELL),
        "swelling": (None, _STOP_AND_TELL),
        "colour": (None, _STOP_AND_TELL),
        "symptom": (None, ("pause_and_ask", "tell_therapist")),
        "repeated": (3, ("tell_therapist",)),
        "time_ceiling": (90, ("end_kindly",)),
        "repetition_ceiling": (2000, ("end_kindly",)),
    }
)
"""The usual threshold and actions of each rule; minutes for the time ceiling."""


class SafetyRules(Document):
    """What the plan says about safety. The three numbers are the short way to the pain rules."""

    pain_rise: int = Field(default=2, ge=1, le=10)
    """Pause and ask when pain is at least this much above the session's start."""
    pain_limit: int = Field(default=8, ge=1, le=10)
    """Pause and ask when pain reaches this."""
    end_after: int = Field(default=2, ge=1, le=5)
    """End kindly when this many answers in a row were over; 1 ends at the first."""
    most_minutes: int = Field(default=90, ge=1, le=240)
    """End kindly after this long with a limb in sight."""
    most_repetitions: int = Field(default=2000, ge=1, le=20_000)
    """End kindly after this many repetitions in one session."""
    rules: tuple[SafetyRule, ...] = Field(
        default=(), max_length=20, description="a list of [[safety.rules]] tables"
    )
    """Rules that take the place of the usual ones."""

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        named = [rule.when for rule in self.rules]
        if len(set(named)) != len(named):
            raise ValueError("the same condition has two rules; allowed is one for each")
        if any(rule.when == "patient_stop" for rule in self.rules):
            raise ValueError("patient_stop always ends; leave this rule out")
        return self

    @property
    def table(self) -> Mapping[Rule, SafetyRule]:
        """Return every rule as it holds in this plan."""
        short = {
            "pain_rise": self.pain_rise,
            "pain_limit": self.pain_limit,
            "pain_persistent": self.end_after,
            "time_ceiling": self.most_minutes,
            "repetition_ceiling": self.most_repetitions,
        }
        own = {rule.when: rule for rule in self.rules}
        table: dict[Rule, SafetyRule] = {}
        for when, (usual, do) in _USUAL.items():
            mine = own.get(when, SafetyRule(when=when, do=do))
            at_least = short.get(when, usual) if mine.at_least is None else mine.at_least
            table[when] = mine.model_copy(update={"at_least": at_least})
        return table

    def at_least(self, when: Rule) -> int:
        """Return the threshold that holds for a condition; 1 where it has none."""
        return self.table[when].at_least or 1
