"""The made-up patients of the demo: how their pain and their training went, day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


@dataclass(frozen=True, slots=True)
class Day:
    """One session of a story."""

    day: date
    before: int | None
    """Pain before; None where the patient skipped the question."""
    after: int | None
    share_done: float
    """Of what was ordered."""
    stopped: bool = False
    """Whether a safety rule ended it."""
    plan: str = "mirror-15min"
    share: float = 0.0
    """How far through the story the day is, 0 to 1."""
    painted: tuple[tuple[str, float], ...] = ()
    """Regions of the body map and how much of each hurts; asked once a week, else empty."""
    events: tuple[str, ...] = ()
    """Adverse events that the patient chose."""


@dataclass(frozen=True, slots=True)
class Story:
    """One made-up patient."""

    code: str
    name: str
    side: str
    first_pain: float
    pain_a_week: float
    weeks: int
    days_missed: frozenset[int] = frozenset()
    """Days from the end on which nothing was played."""
    rises_at_the_end: bool = False
    stops_at_the_end: bool = False
    falls_ill_at_the_end: bool = False
    plans: tuple[str, ...] = ("mirror-15min",)
    """The last one is played in the second half, the first before."""
    painted: tuple[str, ...] = ("hand", "index_finger", "little_finger")
    """Where the phantom hurts at first; less of it week by week as the pain goes down."""
    note: str = ""
    message: str = ""

    def days(self, today: date) -> Iterator[Day]:
        """Yield the sessions up to yesterday; the same each time for the same day."""
        chance = Random(self.code)
        asked_week = -1
        for ago in range(7 * self.weeks, 0, -1):
            day = today - timedelta(days=ago)
            if day.weekday() >= 5 or ago in self.days_missed or chance.random() < 0.08:
                continue
            week = (7 * self.weeks - ago) / 7
            pain = self.first_pain + self.pain_a_week * week + chance.gauss(0, 0.5)
            if self.rises_at_the_end and ago <= 5:
                pain += 2.0 + (5 - ago) * 0.4
            before = _scale(pain)
            last = self.stops_at_the_end and ago <= 3
            after = _scale(before + 2.5 if last else pain - 0.8 + chance.gauss(0, 0.4))
            skipped = chance.random() < 0.06
            share = 1 - ago / (7 * self.weeks)
            painted = self._paint(pain) if int(week) > asked_week else ()
            asked_week = int(week)
            yield Day(
                day,
                None if skipped else before,
                after,
                0.4 if last else min(1.0, chance.uniform(0.8, 1.15)),
                stopped=last,
                plan=self.plans[0 if share < 0.5 else -1],
                share=share,
                painted=painted,
                events=("dizziness", "more_pain") if self.falls_ill_at_the_end and ago <= 2 else (),
            )

    def changes_on(self, today: date) -> date:
        """Return the day from which the last plan is played."""
        return today - timedelta(days=7 * self.weeks // 2)

    def _paint(self, pain: float) -> tuple[tuple[str, float], ...]:
        """Return where it hurts: the more pain, the more of the hand."""
        shares = [min(1.0, max(0.0, pain / 7 - 0.25 * i)) for i in range(len(self.painted))]
        return tuple(
            (f"{view}_{self.side}_{part}", round(share * (1.0 if view == "front" else 0.6), 2))
            for part, share in zip(self.painted, shares, strict=True)
            for view in ("front", "back")
            if share > 0.0
        )


def _scale(pain: float) -> int:
    return max(0, min(10, round(pain)))


STORIES = (
    Story(
        *("M01", "Amara Okafor", "left", 7, -0.8, 5),
        plans=("laterality-10min", "mirror-15min"),
        note="Sleeps better since week 2.",
    ),
    Story("M02", "Björn Halvorsen", "right", 4, -0.1, 4, rises_at_the_end=True),
    Story("M03", "Chen Li", "left", 5, -0.5, 6, days_missed=frozenset(range(1, 12))),
    Story("M04", "Dolores Vega", "right", 5, -0.2, 3, stops_at_the_end=True),
    Story(
        *("M05", "Emil Novak", "left", 6, -0.3, 1),
        message="Welcome, Emil. Begin slowly; five minutes are enough this week.",
    ),
    Story(
        *("M06", "Fatou Diallo", "left", 8, -0.6, 8),
        falls_ill_at_the_end=True,
        plans=("starter-5min", "mirror-15min"),
        painted=("hand", "thumb", "wrist", "forearm"),
        note="Wants to play at weekends, too.",
    ),
)
