"""A phase of a course: some weeks of the same kind of sessions, and what ends it."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from sessions.course.progression import ProgressRule
from sessions.plan.document import Document
from sessions.plan.localised import LocalisedText

Key: TypeAlias = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9-]{0,31}$",
        description="1 to 32 small letters, digits and hyphens, a letter first",
    ),
]
"""Name of a phase, a session, an arm or a label."""
Order: TypeAlias = Literal["fixed", "random"]


class Phase(Document):
    """Weeks of training. A week begins with its first session and lasts seven days."""

    name: Key
    title: LocalisedText | None = None
    """For the patient; the course's own title where it is left out."""
    weeks: int = Field(default=1, ge=1, le=52)
    """As planned; with rules it may be fewer or more."""
    weeks_drawn: tuple[int, ...] = Field(
        default=(), max_length=20, description="a list of whole numbers of weeks from 1 to 52"
    )
    """One of these instead of `weeks`, drawn for each patient: a multiple-baseline design."""
    earliest_weeks: int | None = Field(default=None, ge=1, le=52)
    """With rules: they may end the phase from here on; `weeks` where it is left out."""
    longest_weeks: int | None = Field(default=None, ge=1, le=104)
    """The phase never lasts longer; twice its weeks where it is left out."""
    sessions: tuple[Key, ...] = Field(
        default=(), max_length=84, description="a list of names of [sessions.NAME] tables"
    )
    """Of one week, in this order, begun again where the week has more; empty where an arm is
    drawn."""
    order: Order = "fixed"
    """Random: drawn anew for each week."""
    block_order: Order = "fixed"
    """Random: the exercises within each session change places; rests stay where they are."""
    per_week: int = Field(ge=1, le=84)
    """Sessions in a week."""
    per_day: int = Field(default=1, ge=1, le=12)
    days_between: int = Field(default=0, ge=0, le=6)
    """Days off after each day with a session."""
    periods: int | None = Field(default=None, ge=2, le=20)
    """An n-of-1 phase: so many periods of `weeks` each, in pairs; within each pair the order of the
    two arms is drawn."""
    arm: Literal["none", "drawn"] = "none"
    """Drawn: each patient plays one of the course's arms."""
    counts_from: float = Field(default=0.5, ge=0.0, le=1.0)
    """A week with a smaller share of its sessions is lived again rather than made up for."""
    go_on_when: tuple[ProgressRule, ...] = Field(
        default=(), max_length=10, description="a list of tables, each with a rule"
    )
    """All must hold before the next phase begins."""
    if_not: Literal["go_on", "wait"] = "wait"
    """When the longest time is over and the rules do not hold: go on all the same, or wait for the
    therapist."""

    @property
    def has_arms(self) -> bool:
        """Whether its sessions come from an arm."""
        return self.arm == "drawn" or self.periods is not None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.has_arms == bool(self.sessions):
            raise ValueError(
                "its sessions come from an arm, so it names none of its own; leave out sessions"
                if self.has_arms
                else "sessions is missing; allowed: names of [sessions.NAME] tables, or an arm"
            )
        if self.periods is not None and (self.periods % 2 or self.go_on_when):
            raise ValueError(
                "periods come in pairs and end by the calendar: an even number, and no go_on_when"
            )
        if any(not 1 <= weeks <= 52 for weeks in self.weeks_drawn):
            raise ValueError("weeks_drawn holds a number outside 1 to 52")
        if self.earliest > min(self.weeks_drawn, default=self.weeks):
            raise ValueError("earliest_weeks is above weeks; lower it")
        if self.longest(max(self.weeks_drawn, default=self.weeks)) < self.earliest:
            raise ValueError("longest_weeks is below weeks; raise it")
        return self

    @property
    def earliest(self) -> int:
        """Weeks after which rules may end the phase."""
        return self.earliest_weeks or min(self.weeks_drawn, default=self.weeks)

    def longest(self, weeks: int) -> int:
        """Return the weeks after which the phase is over whatever was missed."""
        return self.longest_weeks or 2 * weeks

    def title_in(self, language: str) -> str:
        """Return the title in that language, else in English; empty where there is none."""
        if not self.title:
            return ""
        return self.title.get(language, self.title.get("en", next(iter(self.title.values()))))
