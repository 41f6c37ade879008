"""The most that may be ordered in a day and in any seven days, whatever was missed before.

Defaults are ours: an hour a day is the longest practice of the trials that the ready courses follow
(visuomotor training: 30 to 60 min, recalled), and a missed day is never made up for by a double
one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from pydantic import Field, model_validator

from sessions.plan.document import Document

_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Played:
    """What one session adds to its day and week."""

    day: date
    minutes: float
    of_course: bool = True
    """Whether it is one of the course's sessions; minutes count in any case."""


class Ceilings(Document):
    """Upper limits; a course may order less, never more."""

    sessions_per_day: int = Field(default=1, ge=1, le=12)
    minutes_per_day: float = Field(default=60.0, ge=1.0, le=180.0)
    """Played already today, of whatever plan, plus the session in question."""
    sessions_per_week: int = Field(default=6, ge=1, le=84)
    """In any seven days in a row."""
    minutes_per_week: float = Field(default=300.0, ge=1.0, le=1260.0)
    """In any seven days in a row."""
    hours_between: float = Field(default=1.0, ge=0.0, le=24.0)
    """From the end of one session to the next on the same day."""

    @model_validator(mode="after")
    def _day_within_week(self) -> Self:
        if self.minutes_per_day > self.minutes_per_week:
            raise ValueError("minutes_per_day is above minutes_per_week; lower it")
        return self

    def room_on(self, day: date, minutes: float, played: Sequence[Played]) -> bool:
        """Return whether a session of so many minutes fits on that day, after what was played."""
        week = [p for p in played if day - timedelta(days=_WEEK_DAYS) < p.day <= day]
        today = [p for p in week if p.day == day]
        return (
            sum(p.of_course for p in today) < self.sessions_per_day
            and sum(p.of_course for p in week) < self.sessions_per_week
            and sum(p.minutes for p in today) + minutes <= self.minutes_per_day
            and sum(p.minutes for p in week) + minutes <= self.minutes_per_week
        )

    def first_day_with_room(self, after: date, minutes: float, played: Sequence[Played]) -> date:
        """Return the first day after `after` on which such a session fits."""
        ahead = (after + timedelta(days=days) for days in range(1, _WEEK_DAYS + 1))
        return next(
            (day for day in ahead if self.room_on(day, minutes, played)),
            after + timedelta(days=_WEEK_DAYS),
        )
