"""A simulated patient's days: pain that comes and goes, practice that adds up, days left out."""

import math
import random
from dataclasses import replace
from datetime import date, datetime, time

from game.simulated.fate import Fate
from game.simulated.temperament import Temperament
from sessions.plan.plan import Plan

_CARRIED_OVER = 0.6
"""Share of a day's deviation that is left on the next: pain has better and worse weeks."""
_FLARE = (1.5, 3.0)
_FLARE_FADES = 0.55
_WEEKEND = (5, 6)
_WEEKEND_EASES = 0.3
_EVENING_HOUR = 20.0
_EVENING_ADDS = 0.6
"""Pain is often worse towards the evening; by so much there, compared with the morning."""
_EARLIEST_H, _LATEST_H = 6.5, 22.5
_SPREAD_H = 1.2


class Life:
    """One patient, day by day; call `wake` for each day in turn."""

    def __init__(self, fate: Fate, seed: int, number: int) -> None:
        self.fate = fate
        self.dropped_out = False
        self.sessions_played = 0
        self._chance = random.Random(f"life {seed} {number}")
        self._deviation = 0.0
        self._flare = 0.0
        self._day: date | None = None
        self._begun: date | None = None

    def wake(self, day: date) -> None:
        """Begin another day."""
        self._begun = self._begun or day
        self._day = day
        restless = self.fate.restless_by * math.sqrt(1.0 - _CARRIED_OVER**2)
        self._deviation = _CARRIED_OVER * self._deviation + self._chance.gauss(0.0, restless)
        self._flare *= _FLARE_FADES
        if self._chance.random() < self.fate.flares_per_week / 7:
            self._flare += self._chance.uniform(*_FLARE)
        if self._chance.random() < self.fate.drops_out_per_week / 7:
            self.dropped_out = True

    @property
    def pain(self) -> float:
        """The day's pain in the morning, 0 to 10."""
        assert self._day is not None
        done = 1.0 - math.pow(0.5, self.sessions_played / self.fate.sessions_to_half)
        eased = _WEEKEND_EASES if self._day.weekday() in _WEEKEND else 0.0
        pain = self.fate.pain - self.fate.response * done + self._deviation + self._flare - eased
        return min(max(pain, 0.0), 10.0)

    @property
    def practised(self) -> float:
        """What has been learned so far, 0 to 1: quickly at first, then ever more slowly."""
        return 0.15 + 0.8 * (1.0 - math.exp(-self.sessions_played / self.fate.learns_in_sessions))

    def hour_today(self) -> time:
        """Return when they would sit down to play."""
        hours = self._chance.gauss(self.fate.usual_hour, _SPREAD_H)
        seconds = round(min(max(hours, _EARLIEST_H), _LATEST_H) * 3600)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)

    def plays(self) -> bool:
        """Return whether they play what is due: less in bad pain, and less as weeks go by."""
        assert self._day is not None
        assert self._begun is not None
        weeks = (self._day - self._begun).days / 7
        likely = self.fate.keeps_on * math.pow(1.0 - self.fate.tires_of_it_per_week, weeks)
        if self.pain > 7.5:
            likely *= 0.6
        return self._chance.random() < likely

    def mood(self, at: datetime, plan: Plan) -> Temperament:
        """Return how they are in a session that begins now."""
        hour = at.hour + at.minute / 60
        evening = _EVENING_ADDS * min(max((hour - 8.0) / (_EVENING_HOUR - 8.0), 0.0), 1.0)
        base = self.fate.temperament
        return replace(
            base,
            pain_at_start=min(self.pain + evening, 10.0),
            # Training is easier to bear once it is known.
            pain_per_exercise_min=base.pain_per_exercise_min * (1.2 - 0.4 * self.practised),
            practised=self.practised,
            affected_side="" if plan.affected_side == "both" else plan.affected_side,
        )

    def played(self) -> None:
        """Take in that a session was played."""
        self.sessions_played += 1
