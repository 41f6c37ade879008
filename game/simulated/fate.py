"""What weeks a simulated patient has ahead: how much pain, how it changes, how they keep on.

Plausible, not published, and nothing promised: some get better, some do not, a few get worse. Two
shapes follow the literature. Relief comes the later the more pain there was at the start, about
session 7, 14 or 21 (Griffin 2017). And use at home falls off: in the PACT trial from a median of 31
sessions to 19 over the next weeks, and fewer than a third got what the framework asked for
(Rothgangel 2018; its process evaluation).
"""

import random
from dataclasses import dataclass

from game.simulated.temperament import TEMPERAMENTS, Temperament
from sensors.pose import Side

_KINDS = ("cooperative",) * 6 + ("hurting", "stopping")


@dataclass(frozen=True, slots=True)
class Fate:
    """One patient's weeks ahead. Pain is on the 0 to 10 scale."""

    temperament: Temperament
    pain: float
    """Of an ordinary day before the course."""
    response: float
    """Points that pain falls in the long run when they train; negative where it rises."""
    sessions_to_half: float
    """Sessions after which half of that has come."""
    restless_by: float
    """Standard deviation of pain from day to day."""
    flares_per_week: float
    keeps_on: float
    """Probability of playing on a day when a session is due, at the start."""
    tires_of_it_per_week: float
    """Share of that probability lost each week."""
    drops_out_per_week: float
    learns_in_sessions: float
    """Sessions in which two thirds of what can be learned are learned."""
    usual_hour: float
    """When they play, by their own clock."""
    usable_hand: Side


def fate(seed: int, number: int) -> Fate:
    """Return the fate of patient `number` under a seed: the same each time."""
    chance = random.Random(f"fate {seed} {number}")
    pain = min(max(chance.gauss(5.2, 1.3), 2.5), 8.5)
    responds = chance.random()
    if responds < 0.45:
        response = pain * chance.uniform(0.3, 0.65)
    elif responds < 0.9:
        response = pain * chance.uniform(-0.05, 0.15)
    else:
        response = -chance.uniform(0.3, 1.2)
    return Fate(
        temperament=TEMPERAMENTS[chance.choice(_KINDS)],
        pain=pain,
        response=response,
        # Griffin 2017: low, medium and high pain; half of the relief comes a good deal earlier.
        sessions_to_half=(4.0 if pain < 4.0 else 7.0 if pain < 7.0 else 11.0)
        * chance.uniform(0.8, 1.25),
        restless_by=chance.uniform(0.5, 1.0),
        flares_per_week=chance.uniform(0.05, 0.4),
        keeps_on=chance.uniform(0.7, 0.98),
        tires_of_it_per_week=chance.uniform(0.01, 0.06),
        drops_out_per_week=chance.choice((0.005, 0.01, 0.04)),
        learns_in_sessions=chance.uniform(6.0, 16.0),
        usual_hour=chance.choice((8.5, 10.0, 15.0, 17.5, 20.0)),
        usable_hand="left" if chance.random() < 0.5 else "right",
    )
