"""Who the simulated patient is, as far as every skill needs it: chance, manner and feelings."""

import math
import random

from game.screen import Screen
from game.simulated.feelings import Feelings
from game.simulated.temperament import Temperament

HAND_S = 0.9
"""The hand's way to the key, seconds."""
_PER_WORD_S = 0.3
"""Reading at about 200 words a minute."""


class Person:
    """One person for one session; all chance comes from `chance`, so that a seed settles it."""

    def __init__(self, seed: int, temperament: Temperament) -> None:
        self.chance = random.Random(seed)
        self.temperament = temperament
        self.feelings = Feelings(temperament, self.chance)

    def happens(self, probability: float) -> bool:
        """Return whether something of this probability happens this time."""
        return self.chance.random() < probability

    def takes_s(self, usual_s: float) -> float:
        """Return how long it takes this time: log-normal, longer when tired."""
        return usual_s * self.feelings.slowness * math.exp(self.chance.gauss(0.0, 0.25))

    def reads_s(self, screen: Screen) -> float:
        """Return how long it takes to read a screen and reach for a key."""
        return self.takes_s(HAND_S + _PER_WORD_S * words_on(screen))


def words_on(screen: Screen) -> int:
    """Return how many words there are to read, buttons left out."""
    return sum(len(text.split()) for text in (screen.title, *screen.lines))
